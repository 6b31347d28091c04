"""Store where members have their alerts and weekly reviews sent; addresses are encrypted by the caller."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, delete, insert, select, update

from openssi.store.due import due_condition
from openssi.store.tables import deliveries

__all__ = [
    "MOST_FAILURES",
    "Delivery",
    "add_delivery",
    "change_delivery",
    "deliveries_of",
    "find_delivery",
    "next_due",
    "remove_delivery",
]

#: Attempts that may fail in a row; after that, a delivery pauses.
MOST_FAILURES = 5


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a member has something sent. `sent_alerts` lists IDs of alerts and team digests, separated by spaces."""

    id: str
    account_id: str
    channel: str
    address: str
    alerts: bool
    review: bool
    sent_alerts: str
    sent_review: int | None
    fault: str
    failures: int
    created_at: int
    sent_at: int | None
    next_at: int

    @property
    def paused(self) -> bool:
        """Whether nothing is sent any more, since too many attempts failed."""
        return self.failures >= MOST_FAILURES


def add_delivery(connection: Connection, delivery: Delivery) -> None:
    """Store a new delivery."""
    connection.execute(insert(deliveries).values({name: getattr(delivery, name) for name in Delivery.__slots__}))


def deliveries_of(connection: Connection, account_id: str) -> Sequence[Delivery]:
    """Return a member's deliveries, oldest first."""
    query = select(deliveries).where(deliveries.c.account_id == account_id)
    rows = connection.execute(query.order_by(deliveries.c.created_at, deliveries.c.id)).mappings()
    return [Delivery(**cast("Any", row)) for row in rows]


def find_delivery(connection: Connection, account_id: str, delivery_id: str) -> Delivery | None:
    """Return one of a member's deliveries."""
    query = select(deliveries).where(deliveries.c.account_id == account_id, deliveries.c.id == delivery_id)
    row = connection.execute(query).mappings().first()
    return Delivery(**cast("Any", row)) if row else None


def next_due(connection: Connection, now: int) -> Delivery | None:
    """Return the delivery that has been due for longest, except those that pause."""
    due = select(deliveries).where(due_condition(deliveries.c.next_at, now), deliveries.c.failures < MOST_FAILURES)
    row = connection.execute(due.order_by(deliveries.c.next_at, deliveries.c.id).limit(1)).mappings().first()
    return Delivery(**cast("Any", row)) if row else None


def change_delivery(connection: Connection, delivery_id: str, **values: object) -> None:
    """Set columns of a delivery, if it still exists."""
    connection.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(**values))


def remove_delivery(connection: Connection, account_id: str, delivery_id: str) -> bool:
    """Delete one of a member's deliveries. Return whether there was one."""
    statement = delete(deliveries).where(deliveries.c.account_id == account_id, deliveries.c.id == delivery_id)
    return connection.execute(statement).rowcount > 0
