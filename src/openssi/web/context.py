"""What all requests share: settings, database, worker, rate limits; sign-in dependencies, cookies, base URL."""

from __future__ import annotations

import secrets
import time
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock
from typing import Annotated, Protocol, cast

from fastapi import Depends, Request
from fastapi.responses import Response
from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from openssi.activity.calendar import DAY_SECONDS
from openssi.errors import RequestDenied, StoreError
from openssi.store import accounts, credentials
from openssi.store.accounts import hash_secret
from openssi.store.credentials import use_is_due
from openssi.store.database import Database
from openssi.web.jobs.linkedin_sync import Syncer
from openssi.web.jobs.worker import Worker
from openssi.web.security.access import ROLE_SCOPES, TOKEN_SCOPES, Actor, Scope
from openssi.web.security.oidc import SingleSignOn
from openssi.web.settings import Settings

__all__ = [
    "COOKIE_DAYS",
    "Reader",
    "RequestMetrics",
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
    "delete_cookie",
    "get_server",
    "set_cookie",
    "signed_in_actor",
]

COOKIE_DAYS = 30
_ENTRY_SECONDS = 900  # how long the link that `ssi serve` prints works
_SIGN_INS = RateLimitItemPerMinute(5)
_REQUESTS = RateLimitItemPerMinute(600)
_CLOCK_STEP = 1.0  # seconds; threads may read the clock in one order and get here in another


class RequestMetrics(Protocol):
    """Counts requests."""

    def observe(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request by its route as written in the code."""
        ...


@dataclass
class Server:
    """One running server."""

    settings: Settings
    database: Database
    key: bytes
    worker: Worker
    syncer: Syncer
    metrics: RequestMetrics | None = None
    single_sign_on: SingleSignOn | None = None
    limiter: MovingWindowRateLimiter = field(default_factory=lambda: MovingWindowRateLimiter(MemoryStorage()))
    _entries: dict[str, int] = field(default_factory=dict[str, int])
    _limited_at: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    def now(self) -> int:
        """Return the current time in seconds since 1970-01-01 UTC."""
        return self.settings.clock()

    def today(self) -> int:
        """Return today in days since 1970-01-01 UTC."""
        return self.now() // DAY_SECONDS

    def has_admin(self) -> bool:
        """Return whether there is an admin; without one, only this machine's user can use the server."""
        with self.database.read() as connection:
            return accounts.count_accounts(connection, "admin") > 0

    def create_entry_code(self) -> str:
        """Create a code that signs this machine's user in, once."""
        code = secrets.token_urlsafe(24)
        with self._lock:
            self._entries[hash_secret(code)] = self.now() + _ENTRY_SECONDS
        return code

    def redeem_entry_code(self, code: str) -> bool:
        """Use up an entry code; return whether it was valid."""
        with self._lock:
            return self._entries.pop(hash_secret(code), 0) > self.now()

    def limit_rate(self, *key: str, sign_in: bool = False, per_minute: int = 0, per_hour: int = 0) -> None:
        """Count a request under a key and refuse it above the limit; `per_minute` or `per_hour` overrides the default.

        Raises:
            RequestDenied: there were too many in the last minute, or hour.
        """
        self._forget_future_requests()
        limit = RateLimitItemPerMinute(per_minute) if per_minute else _SIGN_INS if sign_in else _REQUESTS
        if not self.limiter.hit(RateLimitItemPerHour(per_hour) if per_hour else limit, *key):
            wait = "an hour" if per_hour else "a minute"
            raise RequestDenied(
                "request-often", "Too many attempts in a short time.", hint=f"Wait {wait} and try again."
            )

    def _forget_future_requests(self) -> None:
        """Start counting again if the clock was set back: what was counted before would count for that much longer."""
        now = time.time()
        if now < self._limited_at - _CLOCK_STEP:
            self.limiter.storage.reset()
        self._limited_at = now


def get_server(request: Request) -> Server:
    """Return the server that a request came to."""
    return cast("Server", request.app.state.server)


def client_address(request: Request) -> str:
    """Return the IP address of the client, as a trusted proxy reports it if there is one."""
    return request.client.host if request.client else ""


def cookie_name(settings: Settings) -> str:
    """Return the name of the session cookie.

    Browsers accept the prefixes over TLS only, and `__Host-` for the root only.
    """
    return f"__{'Secure' if settings.path else 'Host'}-ssi" if settings.secure else "ssi"


def set_cookie(response: Response, settings: Settings, secret: str, seconds: int, suffix: str = "") -> None:
    """Set the session cookie, or one for a shorter purpose whose name has a suffix."""
    response.set_cookie(
        cookie_name(settings) + suffix,
        secret,
        max_age=seconds,
        path=settings.path or "/",
        secure=settings.secure,
        httponly=True,
        samesite="lax",
    )


def delete_cookie(response: Response, settings: Settings) -> None:
    """Delete the session cookie."""
    response.delete_cookie(
        cookie_name(settings), path=settings.path or "/", secure=settings.secure, httponly=True, samesite="lax"
    )


def base_url(request: Request) -> str:
    """Return the start page's address as the client sees it, without the last slash; the host is checked before."""
    settings = get_server(request).settings
    scheme = "https" if settings.secure else request.url.scheme
    return f"{scheme}://{request.headers['host']}{settings.path}"


@dataclass(frozen=True)
class RequireScope:
    """A dependency that admits only requests with a scope."""

    scope: Scope

    def __call__(self, request: Request) -> Actor:
        """Return who sends a request.

        Raises:
            RequestDenied: nobody is signed in, or the account or token lacks the scope.
        """
        server = get_server(request)
        actor = _by_token(server, request) or _by_session(server, request)
        if actor is None:
            raise RequestDenied(
                "access-sign-in",
                "You are not signed in.",
                hint="Sign in, or send a token: Authorization: Bearer ssi_….",
            )
        request.state.account, request.state.actor = actor.id, actor
        server.limit_rate("actor", actor.id)
        actor.check(self.scope)
        return actor


#: Who sends a request, by the scope a route needs: routes declare it by the type of a parameter and in no other way.
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
        pair = credentials.find_token(connection, secret.strip(), now)
    if pair is None:
        raise RequestDenied(
            "access-sign-in", "This token is unknown, revoked or expired.", hint="Create a new one under Account."
        )
    token, account = pair
    if use_is_due(token.used_at, now):
        with suppress(StoreError), server.database.write(timeout=0) as connection:  # if the database is busy, next time
            credentials.record_token_use(connection, token.id, now)
    return Actor(account, None, frozenset(scope for scope in TOKEN_SCOPES if scope in token.scopes.split()))


def _by_session(server: Server, request: Request) -> Actor | None:
    secret = request.cookies.get(cookie_name(server.settings))
    if not secret:
        return None
    now = server.now()
    with server.database.read() as connection:
        pair = credentials.find_session(connection, secret, now)
    if pair is None:
        return None
    session, account = pair
    if use_is_due(session.seen_at, now):
        with suppress(StoreError), server.database.write(timeout=0) as connection:
            credentials.record_session_use(connection, session.id, now)
    return Actor(account, session.id, ROLE_SCOPES[account.role])


def signed_in_actor(request: Request) -> Actor | None:
    """Return who is signed in in this browser; None if nobody is."""
    return _by_session(get_server(request), request)
