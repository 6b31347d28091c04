"""The table of members' sales, as a lead uploads them from a CRM."""

from __future__ import annotations

from sqlalchemy import Table

from openssi.store.column_docs import TEAM_LEADS, CodeText, account_id_column, column, time_column
from openssi.store.tables.metadata import METADATA

__all__ = ["sales"]

#: How long sales are stored.
_SALES = "until your lead removes or replaces them, your team's rule erases them, or you erase your account"

sales = Table(
    "sale",
    METADATA,
    account_id_column(key=True),
    column(
        "counts",
        CodeText,
        doc=(
            "your opportunities, deals, meetings, quota and working days by month, and a number for your territory",
            "to compare the sales of all who share with their index; nobody's part is shown",
            "nobody: you get it in your export",
            _SALES,
        ),
    ),
    time_column("uploaded_at", "when your lead uploaded them", "to show how old they are", TEAM_LEADS, _SALES),
)
