"""Store members' sales by month. They are compared with the index of a whole team, and never shown for one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from openssi.store.tables import accounts, sales

__all__ = ["StoredSales", "remove_sales", "replace_sales", "sales_of", "team_sales"]


@dataclass(frozen=True, slots=True)
class StoredSales:
    """A member's sales: whether the member shares, the counts as JSON, and when it was uploaded."""

    account_id: str
    shares: bool
    counts: str
    uploaded_at: int


def replace_sales(connection: Connection, team_id: str, team_counts: Mapping[str, str], now: int) -> None:
    """Store sales by account, in place of all that the team had."""
    remove_sales(connection, team_id)
    if team_counts:
        rows = [
            {"account_id": account_id, "counts": counts, "uploaded_at": now}
            for account_id, counts in team_counts.items()
        ]
        connection.execute(insert(sales), rows)


def remove_sales(connection: Connection, team_id: str) -> int:
    """Delete all sales of a team. Return how many members had some."""
    members = select(accounts.c.id).where(accounts.c.team_id == team_id)
    return connection.execute(delete(sales).where(sales.c.account_id.in_(members))).rowcount


def team_sales(connection: Connection, team_id: str) -> Sequence[StoredSales]:
    """Return the sales of a team's members, in the order of their IDs."""
    columns = (sales.c.account_id, accounts.c.shares, sales.c.counts, sales.c.uploaded_at)
    query = select(*columns).join(accounts, accounts.c.id == sales.c.account_id).where(accounts.c.team_id == team_id)
    return [StoredSales(*row) for row in connection.execute(query.order_by(sales.c.account_id))]


def sales_of(connection: Connection, account_id: str) -> str | None:
    """Return one member's sales as JSON, for their export."""
    return connection.execute(select(sales.c.counts).where(sales.c.account_id == account_id)).scalar()
