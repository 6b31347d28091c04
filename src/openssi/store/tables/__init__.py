"""The tables of the team server.

Every column is documented: meaning, why, who sees it, how long; the privacy page shows that.
"""

from openssi.store.tables.connections import connections
from openssi.store.tables.documented import documented_tables, free_text_columns, title_of
from openssi.store.tables.members import (
    accounts,
    activities,
    daily_scores,
    imports,
    invitations,
    notes,
    official,
    recovery_codes,
    sessions,
    snapshots,
    suppressed,
    teams,
    tokens,
    views,
)
from openssi.store.tables.metadata import METADATA
from openssi.store.tables.outgoing import deliveries, links
from openssi.store.tables.sales import sales
from openssi.store.tables.server import server

__all__ = [
    "METADATA",
    "accounts",
    "activities",
    "connections",
    "daily_scores",
    "deliveries",
    "documented_tables",
    "free_text_columns",
    "imports",
    "invitations",
    "links",
    "notes",
    "official",
    "recovery_codes",
    "sales",
    "server",
    "sessions",
    "snapshots",
    "suppressed",
    "teams",
    "title_of",
    "tokens",
    "views",
]
