"""Store members' connections to LinkedIn's APIs: an encrypted token, and when to read next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from openssi.store.due import due_condition
from openssi.store.tables import connections

__all__ = ["LinkedInConnection", "change_connection", "connect", "disconnect", "find_connection", "next_due"]


@dataclass(frozen=True, slots=True)
class LinkedInConnection:
    """A member's connection to one product. `fault` is the error code of the last reading; empty if it worked."""

    account_id: str
    product: str
    token: str
    fault: str
    connected_at: int
    synced_at: int | None
    next_at: int


def connect(connection: Connection, account_id: str, product: str, token: str, now: int) -> None:
    """Store a member's encrypted token, in place of an earlier one; it is due at once."""
    disconnect(connection, account_id, product)
    values = {
        "account_id": account_id,
        "product": product,
        "token": token,
        "fault": "",
        "connected_at": now,
        "synced_at": None,
        "next_at": now,
    }
    connection.execute(insert(connections).values(values))


def disconnect(connection: Connection, account_id: str, product: str) -> bool:
    """Delete a member's token. Return whether there was one."""
    return connection.execute(delete(connections).where(*_of(account_id, product))).rowcount > 0


def find_connection(connection: Connection, account_id: str, product: str) -> LinkedInConnection | None:
    """Return a member's connection."""
    row = connection.execute(select(connections).where(*_of(account_id, product))).mappings().first()
    return LinkedInConnection(**cast("Any", row)) if row else None


def _of(account_id: str, product: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return connections.c.account_id == account_id, connections.c.product == product


def next_due(connection: Connection, now: int) -> LinkedInConnection | None:
    """Return the connection that has been due for longest."""
    due = (
        select(connections)
        .where(due_condition(connections.c.next_at, now))
        .order_by(connections.c.next_at, connections.c.account_id, connections.c.product)
    )
    row = connection.execute(due.limit(1)).mappings().first()
    return LinkedInConnection(**cast("Any", row)) if row else None


def change_connection(connection: Connection, account_id: str, product: str, **values: object) -> bool:
    """Set columns of a connection. Return whether there is one."""
    change = update(connections).where(*_of(account_id, product)).values(**values)
    return connection.execute(change).rowcount > 0
