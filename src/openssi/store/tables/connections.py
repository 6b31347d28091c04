"""The table of members' connections to LinkedIn's APIs."""

from __future__ import annotations

from sqlalchemy import Table

from openssi.store.column_docs import NOBODY, YOU, Code, CodeText, account_id_column, column, time_column
from openssi.store.tables.metadata import METADATA

__all__ = ["connections"]

_CONNECTED = "until you disconnect"

connections = Table(
    "connection",
    METADATA,
    account_id_column(key=True),
    column(
        "product",
        Code(20),
        primary_key=True,
        doc=(
            "which of LinkedIn's APIs: portability or statistics",
            "to read your account, or what your posts received",
            YOU,
            _CONNECTED,
        ),
    ),
    column(
        "token",
        CodeText,
        doc=(
            "your token for LinkedIn's API, encrypted with the server's key",
            "to read what is new on your account",
            NOBODY,
            _CONNECTED,
        ),
    ),
    column(
        "fault",
        Code(40),
        doc=("the error code of the last reading; empty if it worked", "to show you why", YOU, _CONNECTED),
    ),
    time_column("connected_at", "when you connected", "to show you when", retention=_CONNECTED),
    time_column("synced_at", "when LinkedIn was last read", "to show you when", retention=_CONNECTED, nullable=True),
    time_column("next_at", "when it is read again", "to read it once a day", retention=_CONNECTED),
)
