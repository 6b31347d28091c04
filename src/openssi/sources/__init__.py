"""Read what comes from outside: folders with a `source.py` give daily activity, and account for every record.

`crm`, `notes` and `linkedin_page` give sales, notes and LinkedIn's own score; `portability` adapts the API's rows
to the readers of the archive.
"""
