"""What all requests of one server share: settings, database, key, worker, limits; and who asks."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock
from typing import Annotated, cast

from fastapi import Depends, Request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from openssi.errors import RequestDenied, StoreError
from openssi.store import accounts
from openssi.store.accounts import hashed, is_due
from openssi.store.database import Database
from openssi.web.jobs.worker import Worker
from openssi.web.security.access import ROLE_SCOPES, TOKEN_SCOPES, Actor, Scope
from openssi.web.settings import Settings

__all__ = [
    "COOKIE_DAYS",
    "Reader",
    "RequireScope",
    "Server",
    "SessionUser",
    "SiteAdmin",
    "TeamLead",
    "TeamReader",
    "Writer",
    "base_url",
    "client_address",
    "cookie_name",
    "find_session",
    "get_server",
]

COOKIE_DAYS = 30
_ENTRY = 900  # seconds in which the link of a start works
_SIGN_INS = RateLimitItemPerMinute(5)
_REQUESTS = RateLimitItemPerMinute(600)


@dataclass
class Server:
    """One server."""

    settings: Settings
    database: Database
    key: bytes
    worker: Worker
    limiter: MovingWindowRateLimiter = field(default_factory=lambda: MovingWindowRateLimiter(MemoryStorage()))
    _entries: dict[str, int] = field(default_factory=dict[str, int])
    _lock: Lock = field(default_factory=Lock)

    def now(self) -> int:
        """Seconds since 1970-01-01 UTC."""
        return self.settings.clock()

    def today(self) -> int:
        """Days since 1970-01-01 UTC."""
        return self.now() // 86_400

    def has_admin(self) -> bool:
        """Whether there is an admin; without one the server is this machine's user's alone."""
        with self.database.read() as connection:
            return accounts.count_accounts(connection, "admin") > 0

    def create_entry_code(self) -> str:
        """A code that lets this machine's user in, once."""
        code = secrets.token_urlsafe(24)
        with self._lock:
            self._entries[hashed(code)] = self.now() + _ENTRY
        return code

    def redeem_entry_code(self, code: str) -> bool:
        """Use up such a code; whether it was one."""
        with self._lock:
            return self._entries.pop(hashed(code), 0) > self.now()

    def limit_rate(self, *who: str, sign_in: bool = False, most: int = 0) -> None:
        """Refuse who asks too often; `most` is how often a minute, if not the usual.

        Raises:
            RequestDenied: they do.
        """
        limit = RateLimitItemPerMinute(most) if most else _SIGN_INS if sign_in else _REQUESTS
        if not self.limiter.hit(limit, *who):
            raise RequestDenied("request-often", "Too many tries in a short time.", hint="Wait a minute and try again.")


def get_server(request: Request) -> Server:
    """The server that a request came to."""
    return cast("Server", request.app.state.server)


def client_address(request: Request) -> str:
    """The address that a request comes from; behind a proxy what it says of that, if it is believed."""
    return request.client.host if request.client else ""


def cookie_name(settings: Settings) -> str:
    """The cookie of a session; browsers take the prefix only over TLS."""
    return "__Host-ssi" if settings.secure else "ssi"


def base_url(request: Request) -> str:
    """What the addresses of this server begin with, as whoever asks knows them; the guard has checked the host."""
    scheme = "https" if get_server(request).settings.secure else request.url.scheme
    return f"{scheme}://{request.headers['host']}"


@dataclass(frozen=True)
class RequireScope:
    """Lets in whoever has a right."""

    scope: Scope

    def __call__(self, request: Request) -> Actor:
        """Who asks.

        Raises:
            RequestDenied: nobody is signed in, or who is has not that right.
        """
        server = get_server(request)
        actor = _by_token(server, request) or _by_session(server, request)
        if actor is None:
            raise RequestDenied(
                "access-sign-in", "Nobody is signed in.", hint="Sign in, or send a token: Authorization: Bearer ssi_…."
            )
        server.limit_rate("actor", actor.id)
        actor.check(self.scope)
        return actor


#: Who asks, by the right that a route needs: a parameter of this type is all that a route says of it.
Reader = Annotated[Actor, Depends(RequireScope(Scope.ME_READ))]
Writer = Annotated[Actor, Depends(RequireScope(Scope.ME_WRITE))]
SessionUser = Annotated[Actor, Depends(RequireScope(Scope.ACCOUNT))]
TeamReader = Annotated[Actor, Depends(RequireScope(Scope.TEAM_READ))]
TeamLead = Annotated[Actor, Depends(RequireScope(Scope.TEAM_WRITE))]
SiteAdmin = Annotated[Actor, Depends(RequireScope(Scope.TEAMS))]


def _by_token(server: Server, request: Request) -> Actor | None:
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    if kind.casefold() != "bearer" or not secret:
        return None
    now = server.now()
    with server.database.read() as connection:
        found = accounts.find_token(connection, secret.strip(), now)
    if found is None:
        raise RequestDenied(
            "access-sign-in", "That token is unknown, was ended or ran out.", hint="Make a new one under Account."
        )
    token, account = found
    if is_due(token.used_at, now):
        with (
            suppress(StoreError),
            server.database.write() as connection,
        ):  # a note that waits too long is no reason to refuse
            accounts.note_token(connection, token.id, now)
    return Actor(account, None, frozenset(scope for scope in TOKEN_SCOPES if scope in token.scopes.split()))


def _by_session(server: Server, request: Request) -> Actor | None:
    secret = request.cookies.get(cookie_name(server.settings))
    if not secret:
        return None
    now = server.now()
    with server.database.read() as connection:
        found = accounts.find_session(connection, secret, now)
    if found is None:
        return None
    session, account = found
    if is_due(session.seen_at, now):
        with suppress(StoreError), server.database.write() as connection:
            accounts.note_session(connection, session.id, now)
    return Actor(account, session.id, ROLE_SCOPES[account.role])


def find_session(request: Request) -> Actor | None:
    """Who is signed in in this browser; None if nobody is."""
    return _by_session(get_server(request), request)
