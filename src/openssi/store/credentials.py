"""Store what signs somebody in: sessions and API tokens, as hashes. A new password ends them. Callers pass the time."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

from sqlalchemy import Connection, and_, delete, insert, not_, select, update

from openssi.activity.calendar import DAY_SECONDS
from openssi.store.accounts import Account, change_account, find_account, hash_secret, new_id
from openssi.store.tables import deliveries, invitations, links, sessions, tokens

__all__ = [
    "Session",
    "Token",
    "add_session",
    "add_token",
    "delete_expired",
    "end_session",
    "end_sessions",
    "end_token",
    "end_tokens",
    "find_session",
    "find_token",
    "record_session_use",
    "record_token_use",
    "sessions_of",
    "set_password",
    "tokens_of",
    "use_is_due",
]

#: Seconds between recorded uses of a session or token: a write for each page would cost more than the page.
_USE_INTERVAL = 300
#: A session ends when it was not used for this many seconds.
_IDLE = 14 * DAY_SECONDS


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in. `id` is the hash of its cookie."""

    id: str
    account_id: str
    agent: str
    created_at: int
    seen_at: int
    expires_at: int


@dataclass(frozen=True, slots=True)
class Token:
    """An API token of a member. `scopes` is a list separated by spaces."""

    id: str
    account_id: str
    name: str
    scopes: str
    created_at: int
    expires_at: int
    used_at: int | None


def set_password(connection: Connection, account_id: str, password: str, except_session: str = "") -> None:
    """Set the hash of a new password, and end all sessions but one, all tokens, deliveries, links, the feed."""
    change_account(connection, account_id, password=password, feed=None)
    end_sessions(connection, account_id, except_session)
    end_tokens(connection, account_id)
    for table in (deliveries, links):
        connection.execute(delete(table).where(table.c.account_id == account_id))


def add_session(connection: Connection, account_id: str, agent: str, now: int, seconds: int) -> str:
    """Add a session. Return its secret, which is not stored."""
    secret = secrets.token_urlsafe(32)
    session = Session(hash_secret(secret), account_id, agent[:200], now, now, now + seconds)
    connection.execute(insert(sessions).values(asdict(session)))
    return secret


def find_session(connection: Connection, secret: str, now: int) -> tuple[Session, Account] | None:
    """Return the session of a cookie and its account, unless it has expired or was idle for too long."""
    row = (
        connection.execute(select(sessions).where(sessions.c.id == hash_secret(secret), _is_valid(now)))
        .mappings()
        .first()
    )
    if row is None:
        return None
    session = Session(**cast("Any", row))
    account = find_account(connection, session.account_id)
    return (session, account) if account else None


def use_is_due(recorded: int | None, now: int) -> bool:
    """Return whether the next use should be recorded."""
    return recorded is None or now - recorded >= _USE_INTERVAL


def record_session_use(connection: Connection, session_id: str, now: int) -> None:
    """Record that a session was used."""
    connection.execute(update(sessions).where(sessions.c.id == session_id).values(seen_at=now))


def sessions_of(connection: Connection, account_id: str, now: int) -> Sequence[Session]:
    """Return a member's valid sessions, newest first."""
    query = select(sessions).where(sessions.c.account_id == account_id, _is_valid(now))
    return [
        Session(**cast("Any", row))
        for row in connection.execute(query.order_by(sessions.c.created_at.desc())).mappings()
    ]


def _is_valid(now: int) -> Any:
    return and_(sessions.c.expires_at > now, sessions.c.seen_at > now - _IDLE)


def end_session(connection: Connection, account_id: str, session_id: str) -> bool:
    """End one of a member's sessions. Return whether there was one."""
    return (
        connection.execute(
            delete(sessions).where(sessions.c.account_id == account_id, sessions.c.id == session_id)
        ).rowcount
        > 0
    )


def end_sessions(connection: Connection, account_id: str, except_session: str = "") -> None:
    """End all of a member's sessions but one."""
    connection.execute(delete(sessions).where(sessions.c.account_id == account_id, sessions.c.id != except_session))


def add_token(
    connection: Connection, account_id: str, name: str, scopes: Sequence[str], now: int, seconds: int
) -> tuple[Token, str]:
    """Add a token. Return it with its secret, which is not stored."""
    secret = "ssi_" + secrets.token_urlsafe(32)
    token = Token(new_id(), account_id, name, " ".join(scopes), now, now + seconds, None)
    connection.execute(insert(tokens).values(**asdict(token), hash=hash_secret(secret)))
    return token, secret


def find_token(connection: Connection, secret: str, now: int) -> tuple[Token, Account] | None:
    """Return the token of a secret and its account, unless it has expired."""
    query = select(*_token_columns()).where(tokens.c.hash == hash_secret(secret), tokens.c.expires_at > now)
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    token = Token(**cast("Any", row))
    account = find_account(connection, token.account_id)
    return (token, account) if account else None


def record_token_use(connection: Connection, token_id: str, now: int) -> None:
    """Record that a token was used."""
    connection.execute(update(tokens).where(tokens.c.id == token_id).values(used_at=now))


def tokens_of(connection: Connection, account_id: str) -> Sequence[Token]:
    """Return a member's tokens, newest first."""
    query = (
        select(*_token_columns())
        .where(tokens.c.account_id == account_id)
        .order_by(tokens.c.created_at.desc(), tokens.c.id)
    )
    return [Token(**cast("Any", row)) for row in connection.execute(query).mappings()]


def end_token(connection: Connection, account_id: str, token_id: str) -> bool:
    """End one of a member's tokens. Return whether there was one."""
    return (
        connection.execute(delete(tokens).where(tokens.c.account_id == account_id, tokens.c.id == token_id)).rowcount
        > 0
    )


def end_tokens(connection: Connection, account_id: str) -> None:
    """End all of a member's tokens."""
    connection.execute(delete(tokens).where(tokens.c.account_id == account_id))


def delete_expired(connection: Connection, now: int) -> None:
    """Delete expired sessions, tokens and invitations."""
    connection.execute(delete(sessions).where(not_(_is_valid(now))))
    for table in (tokens, invitations):
        connection.execute(delete(table).where(table.c.expires_at <= now))


def _token_columns() -> list[Any]:
    return [column for column in tokens.c if column.name != "hash"]
