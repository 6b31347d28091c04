"""The account page: profile, sharing, password, sessions and tokens."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated
from zoneinfo import available_timezones

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from openssi.activity.calendar import day_of, long_day
from openssi.errors import UsageError
from openssi.store import accounts, credentials
from openssi.web.context import SessionUser, get_server
from openssi.web.http.forms import FormFlag, FormText
from openssi.web.http.templates import render_page
from openssi.web.security.access import TOKEN_SCOPES, Actor
from openssi.web.services import account as service

__all__ = ["ROUTER"]

ROUTER = APIRouter(prefix="/account")

_ID_PREFIX = 16  # characters of a session's ID in URLs: the full ID stays on the server
_SCOPES = {
    "me:read": "see your index",
    "me:write": "upload files, write notes, set a target",
    "team:read": "see your team’s report",
}


@ROUTER.get("")
def account(request: Request, actor: SessionUser) -> Response:
    """Show the account with a form for everything that can be changed."""
    return _page(request, actor)


@ROUTER.post("")
def change_profile(
    request: Request,
    actor: SessionUser,
    name: FormText,
    time_zone: FormText = "UTC",
    target: FormText = "",
) -> Response:
    """Set name, target and time zone."""
    points = _number(target, "target-outside") if target.strip() else None
    service.change_profile(
        get_server(request), actor, {"name": name, "target": points, "time_zone": time_zone.strip() or "UTC"}
    )
    return _back()


@ROUTER.post("/sharing")
def set_sharing(request: Request, actor: SessionUser, *, shares: FormFlag, back: FormText = "") -> Response:
    """Turn sharing on or off: a form of its own, so that saving another one can't change it."""
    service.change_profile(get_server(request), actor, {"shares": shares})
    if back == "team/me":
        return RedirectResponse("/team/me", HTTPStatus.SEE_OTHER)
    return _back("sharing")


@ROUTER.post("/password")
def change_password(request: Request, actor: SessionUser, old: FormText, new: FormText) -> Response:
    """Change the password."""
    service.change_password(get_server(request), actor, old, new)
    return _back()


@ROUTER.post("/sessions/end")
def end_other_sessions(request: Request, actor: SessionUser) -> Response:
    """End every session except this one."""
    service.end_other_sessions(get_server(request), actor)
    return _back("sessions")


@ROUTER.post("/sessions/{beginning}/end")
def end_session(request: Request, beginning: str, actor: SessionUser) -> Response:
    """End one session."""
    service.end_session(get_server(request), actor, beginning)
    return _back("sessions")


@ROUTER.post("/tokens")
def create_token(
    request: Request,
    actor: SessionUser,
    name: FormText,
    days: FormText,
    scopes: Annotated[list[FormText] | None, Form(max_length=10)] = None,
) -> Response:
    """Create a token; only this response contains its secret."""
    _, secret = service.create_token(get_server(request), actor, name, scopes or (), _number(days, "token-wrong"))
    return _page(request, actor, secret)


@ROUTER.post("/tokens/{token_id}/end")
def end_token(request: Request, token_id: str, actor: SessionUser) -> Response:
    """Revoke a token."""
    service.revoke_token(get_server(request), actor, token_id)
    return _back("tokens")


def _page(request: Request, actor: Actor, secret: str = "") -> Response:
    server = get_server(request)
    now = server.now()
    with server.database.read() as connection:
        sessions = credentials.sessions_of(connection, actor.id, now)
        tokens = credentials.tokens_of(connection, actor.id)
        team = accounts.find_team(connection, actor.account.team_id)
    return render_page(
        request,
        "account.html",
        actor,
        account=actor.account,
        team=team,
        sessions=[
            (item.id[:_ID_PREFIX], item.agent, _day(item.created_at), _day(item.seen_at), item.id == actor.session)
            for item in sessions
        ],
        tokens=[
            (item, _day(item.expires_at), _day(item.used_at) if item.used_at else "", item.expires_at <= now)
            for item in tokens
        ],
        scopes=[(scope.value, _SCOPES[scope]) for scope in TOKEN_SCOPES if actor.may(scope)],
        zones=sorted(available_timezones()),
        provider=server.single_sign_on.settings.name if server.single_sign_on else "",
        secret=secret,
        longest=service.LONGEST_TOKEN,
    )


def _number(text: str, code: str) -> int:
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < 5):
        raise UsageError(code, f"{digits[:20]!r} is not a whole number.", unchanged="Nothing was changed.")
    return int(digits)


def _day(moment: int) -> str:
    return long_day(day_of(moment))


def _back(section: str = "") -> Response:
    return RedirectResponse(f"/account#{section}" if section else "/account", HTTPStatus.SEE_OTHER)
