"""One's own account: what one says of oneself, password, sessions, tokens."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated
from zoneinfo import available_timezones

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from openssi.errors import UsageError
from openssi.store import accounts
from openssi.web.context import SessionUser, get_server
from openssi.web.http.forms import FormFlag, FormText
from openssi.web.http.templates import page
from openssi.web.security.access import TOKEN_SCOPES, Actor
from openssi.web.services import account as own

__all__ = ["ROUTER"]

ROUTER = APIRouter(prefix="/account")

_SHOWN = 16  # digits of a session's number that an address carries
_SCOPES = {
    "me:read": "see your index",
    "me:write": "upload, write notes, set a target",
    "team:read": "see the user report of your team",
}


@ROUTER.get("")
def shown(request: Request, actor: SessionUser) -> Response:
    """Everything that can be changed."""
    return _page(request, actor)


@ROUTER.post("")
def change(
    request: Request,
    actor: SessionUser,
    name: FormText,
    time_zone: FormText = "UTC",
    target: FormText = "",
) -> Response:
    """Set name, target and time zone."""
    aim = _number(target, "target-outside") if target.strip() else None
    own.change_profile(
        get_server(request), actor, {"name": name, "target": aim, "time_zone": time_zone.strip() or "UTC"}
    )
    return _back()


@ROUTER.post("/sharing")
def share(request: Request, actor: SessionUser, *, shares: FormFlag) -> Response:
    """Switch sharing on or off: a form of its own, so that no other one carries an old answer along."""
    own.change_profile(get_server(request), actor, {"shares": shares})
    return _back("sharing")


@ROUTER.post("/password")
def password(request: Request, actor: SessionUser, old: FormText, new: FormText) -> Response:
    """Set another password."""
    own.change_password(get_server(request), actor, old, new)
    return _back()


@ROUTER.post("/sessions/end")
def end_others(request: Request, actor: SessionUser) -> Response:
    """End every session but this one."""
    own.end_other_sessions(get_server(request), actor)
    return _back("sessions")


@ROUTER.post("/sessions/{beginning}/end")
def end_session(request: Request, beginning: str, actor: SessionUser) -> Response:
    """End one session."""
    own.end_session(get_server(request), actor, beginning)
    return _back("sessions")


@ROUTER.post("/tokens")
def add_token(
    request: Request,
    actor: SessionUser,
    name: FormText,
    days: FormText,
    scopes: Annotated[list[FormText] | None, Form(max_length=10)] = None,
) -> Response:
    """Make a token; its secret is on this answer and nowhere else."""
    _, secret = own.make_token(get_server(request), actor, name, scopes or (), _number(days, "token-wrong"))
    return _page(request, actor, secret)


@ROUTER.post("/tokens/{token_id}/end")
def end_token(request: Request, token_id: str, actor: SessionUser) -> Response:
    """End a token."""
    own.end_token(get_server(request), actor, token_id)
    return _back("tokens")


def _page(request: Request, actor: Actor, secret: str = "") -> Response:
    server = get_server(request)
    now = server.now()
    with server.database.read() as connection:
        sessions = accounts.sessions_of(connection, actor.id, now)
        tokens = accounts.tokens_of(connection, actor.id)
        team = accounts.find_team(connection, actor.account.team_id)
    return page(
        request,
        "account.html",
        actor,
        account=actor.account,
        team=team,
        sessions=[
            (one.id[:_SHOWN], one.agent, _day(one.created_at), _day(one.seen_at), one.id == actor.session)
            for one in sessions
        ],
        tokens=[
            (one, _day(one.expires_at), _day(one.used_at) if one.used_at else "never", one.expires_at <= now)
            for one in tokens
        ],
        scopes=[(scope.value, _SCOPES[scope]) for scope in TOKEN_SCOPES if actor.may(scope)],
        zones=sorted(available_timezones()),
        secret=secret,
        longest=own.LONGEST_TOKEN,
    )


def _number(text: str, code: str) -> int:
    given = text.strip()
    if not (given.isascii() and given.isdigit() and len(given) < 5):
        raise UsageError(code, f"{given[:20]!r} is no whole number.", unchanged="Nothing was changed.")
    return int(given)


def _day(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).date().isoformat()


def _back(where: str = "") -> Response:
    return RedirectResponse(f"/account#{where}" if where else "/account", HTTPStatus.SEE_OTHER)
