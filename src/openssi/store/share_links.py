"""Store the links by which people without an account see a page; codes are stored as hashes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, delete, insert, select, update

from openssi.store.accounts import hash_secret, new_id
from openssi.store.tables import links

__all__ = ["Link", "add_link", "delete_expired_links", "find_link", "links_of", "record_opening", "remove_link"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a member's own page, or with `team_id`, to that team's averages."""

    id: str
    account_id: str
    team_id: str | None
    name: str
    created_at: int
    expires_at: int
    views: int
    viewed_at: int | None


def add_link(
    connection: Connection, account_id: str, team_id: str | None, name: str, now: int, seconds: int
) -> tuple[Link, str]:
    """Store a new link. Return it with its code, which is not stored."""
    code = secrets.token_urlsafe(32)
    link = Link(new_id(), account_id, team_id, name, now, now + seconds, 0, None)
    values = {name: getattr(link, name) for name in Link.__slots__}
    connection.execute(insert(links).values(values | {"hash": hash_secret(code)}))
    return link, code


def links_of(connection: Connection, account_id: str) -> Sequence[Link]:
    """Return a member's links, newest first, expired ones included."""
    query = select(*_columns()).where(links.c.account_id == account_id)
    rows = connection.execute(query.order_by(links.c.created_at.desc(), links.c.id)).mappings()
    return [Link(**cast("Any", row)) for row in rows]


def find_link(connection: Connection, code: str, now: int) -> Link | None:
    """Return the link with a code, unless it has expired."""
    query = select(*_columns()).where(links.c.hash == hash_secret(code), links.c.expires_at > now)
    row = connection.execute(query).mappings().first()
    return Link(**cast("Any", row)) if row else None


def record_opening(connection: Connection, link_id: str, now: int) -> None:
    """Record that a link was opened, if it still exists."""
    change = update(links).where(links.c.id == link_id)
    connection.execute(change.values(views=links.c.views + 1, viewed_at=now))


def remove_link(connection: Connection, account_id: str, link_id: str) -> bool:
    """Delete one of a member's links. Return whether there was one."""
    statement = delete(links).where(links.c.account_id == account_id, links.c.id == link_id)
    return connection.execute(statement).rowcount > 0


def delete_expired_links(connection: Connection, now: int) -> None:
    """Delete expired links."""
    connection.execute(delete(links).where(links.c.expires_at <= now))


def _columns() -> list[Any]:
    return [links.c[name] for name in Link.__slots__]
