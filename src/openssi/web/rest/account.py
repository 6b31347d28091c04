"""Tokens, sessions, password, second factor (browser session only), and who viewed your figures (tokens too)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from openssi.store import credentials, scores
from openssi.web.context import Reader, SessionUser, get_server
from openssi.web.http.json_bodies import JsonRoute
from openssi.web.http.problems import not_found_error
from openssi.web.http.schemas import Limit, Offset, Page, RequestBody, date_of, id_parameter, moment, paged
from openssi.web.security.access import TOKEN_SCOPES
from openssi.web.services import account as service
from openssi.web.services import second_factor

__all__ = [
    "ROUTER",
    "CreatedToken",
    "NewToken",
    "PasswordChange",
    "ProfileView",
    "ProfileViewPage",
    "SecondFactor",
    "Session",
    "Token",
    "profile_view",
]

ROUTER = APIRouter(prefix="/api/v1/me", tags=["Access"], route_class=JsonRoute)

_ID_LENGTH = 64  # characters of a session's ID

TokenScope = Annotated[str, Field(max_length=40, json_schema_extra={"enum": [*TOKEN_SCOPES]})]
SessionId = Annotated[str, id_parameter("session")]
TokenId = Annotated[str, id_parameter("token")]


class Token(BaseModel):
    """An access token, without its secret."""

    id: str = Field(description="ID of the token.")
    name: str = Field(description="Name of the token.")
    scopes: list[str] = Field(description="Scopes of the token.")
    created_at: datetime = Field(description="When it was created.")
    expires_at: datetime = Field(description="When it expires.")
    last_used_at: datetime | None = Field(description="When it was last used, to within five minutes. Null if never.")


class CreatedToken(Token):
    """A new access token with its secret."""

    secret: str = Field(description="The token itself. It is only shown now.")


class NewToken(RequestBody):
    """The token to create."""

    name: str = Field(max_length=1000, description="Name of the token.")
    scopes: list[TokenScope] = Field(max_length=10, description="Scopes of the token, within those of your role.")
    days: int = Field(ge=1, le=service.LONGEST_TOKEN, description="Days until the token expires.")


class Session(BaseModel):
    """A signed-in browser."""

    id: str = Field(description="ID of the session.")
    user_agent: str = Field(description="The browser, as it identifies itself.")
    created_at: datetime = Field(description="When it signed in.")
    last_used_at: datetime = Field(description="When it was last used, to within five minutes.")
    current: bool = Field(description="Whether it is the session of this request.")


class SecondFactor(BaseModel):
    """The second factor of an account with a password."""

    on: bool = Field(description="Whether signing in takes a code of an authenticator app.")
    required: bool = Field(description="Whether this server requires it.")
    recovery_codes_left: int = Field(description="Number of unused recovery codes.")


class PasswordChange(RequestBody):
    """The current and the new password."""

    old: str = Field(max_length=1000, description="Current password.")
    new: str = Field(max_length=1000, description="New password, 15 characters or more.")


class ProfileView(BaseModel):
    """Someone viewed the member's figures."""

    viewer: str | None = Field(
        description="Name of the viewer; for a link to the team's averages, of the lead who created it. "
        "Null for a link of your own, or if their account was deleted."
    )
    channel: str = Field(description="How they were viewed: page, print, CSV, XLSX, API, digest or link.")
    first: date | None = Field(
        serialization_alias="from",
        description="First day of the period viewed. Null for views before periods were recorded.",
    )
    last: date | None = Field(
        serialization_alias="to",
        description="Last day of the period viewed. Null for views before periods were recorded.",
    )
    viewed_at: datetime = Field(description="When they were viewed.")


class ProfileViewPage(Page[ProfileView]):
    """One page of views of a member's figures."""


@ROUTER.get("/tokens")
def list_tokens(request: Request, actor: SessionUser) -> list[Token]:
    """List your tokens.

    The newest comes first. Secrets are never returned.
    """
    with get_server(request).database.read() as connection:
        return [Token(**_token(token)) for token in credentials.tokens_of(connection, actor.id)]


@ROUTER.post("/tokens", status_code=201)
def create_token(request: Request, actor: SessionUser, token: NewToken) -> CreatedToken:
    """Create a token.

    Returns the secret, which can't be shown again. A token can't manage tokens, sessions or the password.
    """
    created, secret = service.create_token(get_server(request), actor, token.name, token.scopes, token.days)
    return CreatedToken(**_token(created), secret=secret)


@ROUTER.delete("/tokens/{token_id}", status_code=204)
def revoke_token(request: Request, actor: SessionUser, token_id: TokenId) -> None:
    """Revoke a token.

    Programs that use it are signed out at once.
    """
    service.revoke_token(get_server(request), actor, token_id)


@ROUTER.get("/sessions")
def list_sessions(request: Request, actor: SessionUser) -> list[Session]:
    """List your sessions.

    Every signed-in browser, the newest first.
    """
    server = get_server(request)
    with server.database.read() as connection:
        sessions = credentials.sessions_of(connection, actor.id, server.now())
    return [
        Session(
            id=session.id,
            user_agent=session.agent,
            created_at=moment(session.created_at),
            last_used_at=moment(session.seen_at),
            current=session.id == actor.session,
        )
        for session in sessions
    ]


@ROUTER.delete("/sessions", status_code=204)
def end_other_sessions(request: Request, actor: SessionUser) -> None:
    """End all other sessions.

    The session of this request stays signed in.
    """
    service.end_other_sessions(get_server(request), actor)


@ROUTER.delete("/sessions/{session_id}", status_code=204)
def end_session(request: Request, actor: SessionUser, session_id: SessionId) -> None:
    """End a session.

    The browser is signed out.
    """
    if len(session_id) != _ID_LENGTH:  # the service also accepts the beginning of an ID, for the pages
        raise not_found_error()
    service.end_session(get_server(request), actor, session_id)


@ROUTER.post("/password", status_code=204)
def change_password(request: Request, actor: SessionUser, passwords: PasswordChange) -> None:
    """Change your password.

    Ends every other session, revokes every token, and ends deliveries, links and the feed.
    """
    service.change_password(get_server(request), actor, passwords.old, passwords.new)


@ROUTER.get("/second-factor")
def get_second_factor(request: Request, actor: SessionUser) -> SecondFactor:
    """Get the state of your second factor.

    It is turned on and off on the Account page.
    """
    server = get_server(request)
    return SecondFactor(
        on=actor.account.totp is not None,
        required=server.settings.second_factor,
        recovery_codes_left=second_factor.codes_left(server, actor),
    )


@ROUTER.get("/profile-views")
def list_profile_views(
    request: Request, response: Response, actor: Reader, limit: Limit = 50, offset: Offset = 0
) -> ProfileViewPage:
    """List who viewed your figures.

    The latest view comes first.
    """
    with get_server(request).database.read() as connection:
        views = scores.view_log(connection, actor.id, limit, offset)
        total = scores.count_views(connection, actor.id)
    return paged(ProfileViewPage, request, response, [profile_view(view) for view in views], total, limit, offset)


def profile_view(event: scores.ViewEvent) -> ProfileView:
    """Convert a stored view."""
    return ProfileView(
        viewer=event.viewer,
        channel=event.what,
        first=date_of(event.first_day),
        last=date_of(event.last_day),
        viewed_at=moment(event.at),
    )


def _token(stored: credentials.Token) -> dict[str, Any]:
    return {
        "id": stored.id,
        "name": stored.name,
        "scopes": stored.scopes.split(),
        "created_at": moment(stored.created_at),
        "expires_at": moment(stored.expires_at),
        "last_used_at": None if stored.used_at is None else moment(stored.used_at),
    }
