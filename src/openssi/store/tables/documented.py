"""What the privacy page says about every table and column, and which columns can name a person."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column

from openssi.store.column_docs import ColumnDoc, doc_of, is_free_text
from openssi.store.tables.metadata import METADATA

__all__ = ["documented_tables", "free_text_columns", "title_of"]


def documented_tables() -> list[tuple[str, list[tuple[str, ColumnDoc]]]]:
    """Return the title of every table with its columns by name, in the order of the privacy page."""
    return [
        (_TITLES[table.name], [(column.name, doc_of(column)) for column in table.columns])
        for table in sorted(METADATA.tables.values(), key=lambda table: list(_TITLES).index(table.name))
    ]


def title_of(column: Column[Any]) -> str:
    """Return the title of a column's table on the privacy page."""
    return _TITLES[column.table.name]


def free_text_columns() -> list[Column[Any]]:
    """Return every column that can contain the name of a person, table by table."""
    return [column for table in METADATA.sorted_tables for column in table.columns if is_free_text(column)]


#: The title of each table, in the order of the privacy page.
_TITLES = {
    "account": "Your account",
    "import": "Your uploads",
    "kept": "What is stored from each upload",
    "connection": "Your connection to LinkedIn",
    "activity": "What you did, by day",
    "daily_score": "Your index, by day",
    "note": "Your notes",
    "official": "LinkedIn’s scores, as you typed them",
    "look": "Who viewed your figures",
    "forgotten": "Contacts who asked to be erased",
    "sale": "Your sales, as your lead uploaded them",
    "delivery": "Where your alerts are sent",
    "link": "Links for people without an account",
    "session": "Browsers that are signed in",
    "recovery": "Codes to sign in without your authenticator app",
    "token": "Your programs’ tokens",
    "team": "Your team",
    "invitation": "Open invitations",
    "server": "The server itself",
}
