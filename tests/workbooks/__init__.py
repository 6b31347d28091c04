"""Write analytics workbooks as LinkedIn does, in every generation and language, and hostile ones; all invented."""

from tests.workbooks.make import ENGLISH, GERMAN, PORTUGUESE, SPANISH, Dialect, Listed, spreadsheet, workbook
from tests.workbooks.single_post import single_post

__all__ = ["ENGLISH", "GERMAN", "PORTUGUESE", "SPANISH", "Dialect", "Listed", "single_post", "spreadsheet", "workbook"]
