"""LinkedIn's analytics workbook (XLSX), every generation and language: engagement, followers and the posts that it lists."""

from openssi.sources.linkedin_workbook.read import add_workbooks

__all__ = ["add_workbooks"]
