"""Writes analytics workbooks as LinkedIn does, every generation and language known, and hostile ones; all invented."""

from tests.workbooks.make import ENGLISH, GERMAN, PORTUGUESE, SPANISH, Dialect, Listed, spreadsheet, workbook
from tests.workbooks.single_post import single_post

__all__ = ["ENGLISH", "GERMAN", "PORTUGUESE", "SPANISH", "Dialect", "Listed", "single_post", "spreadsheet", "workbook"]
