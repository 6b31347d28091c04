"""The table of the server itself: one row, in which nobody is named."""

from __future__ import annotations

from sqlalchemy import Integer, Table

from openssi.store.column_docs import HASH, NOBODY, column, time_column
from openssi.store.tables.metadata import METADATA

__all__ = ["server"]

_AS_LONG_AS_THE_SERVER = "as long as the server"

server = Table(
    "server",
    METADATA,
    column("id", Integer, primary_key=True, doc=("always 1", "to have one row", NOBODY, _AS_LONG_AS_THE_SERVER)),
    column(
        "key_hash",
        HASH,
        nullable=True,
        doc=(
            "a hash of the key under which people are hashed",
            "to notice that the key was lost or replaced",
            NOBODY,
            _AS_LONG_AS_THE_SERVER,
        ),
    ),
    time_column(
        "rules_run_at",
        "when the rules that erase data were last run",
        "to erase nothing while the clock is wrong",
        NOBODY,
        _AS_LONG_AS_THE_SERVER,
        nullable=True,
    ),
)
