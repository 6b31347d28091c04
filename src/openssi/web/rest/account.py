"""Ways into one's account, by a browser's session alone: `/api/v1/me/tokens`, `/sessions`, `/password`; and who looked."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from openssi.store import accounts, scores
from openssi.store.accounts import Token
from openssi.web.context import Reader, SessionUser, get_server
from openssi.web.http.schemas import Id, Limit, Offset, Page, at, day_of, paged
from openssi.web.security.access import TOKEN_SCOPES
from openssi.web.services import account as own
from openssi.web.services.people import not_found

__all__ = ["ROUTER", "MadeToken", "NewPassword", "NewToken", "ProfileView", "ToldSession", "ToldToken"]

ROUTER = APIRouter(prefix="/api/v1/me", tags=["account"])

_WHOLE = 64  # characters of a session's number


class ToldToken(BaseModel):
    """A token, without its secret."""

    id: str = Field(description="the number of the token")
    name: str = Field(description="what its owner calls it")
    scopes: list[str] = Field(description="what it may do")
    created_at: datetime = Field(description="when it was made")
    expires_at: datetime = Field(description="when it runs out")
    used_at: datetime | None = Field(description="when it was last used, to five minutes; null if never")


class MadeToken(ToldToken):
    """A new token with its secret, which is told this once."""

    secret: str = Field(description="the token itself")


class NewToken(BaseModel):
    """What a token is to be."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(max_length=1000, description="what you call it")
    scopes: list[Annotated[str, Field(max_length=40, json_schema_extra={"enum": [*TOKEN_SCOPES]})]] = Field(
        max_length=10, description="what it may do: some of me:read, me:write, team:read, as far as the role goes"
    )
    days: int = Field(ge=1, le=own.LONGEST_TOKEN, description="for how many days it holds")


class ToldSession(BaseModel):
    """A browser that is signed in."""

    id: str = Field(description="the number of the session")
    agent: str = Field(description="the browser, as it names itself")
    created_at: datetime = Field(description="when it began")
    seen_at: datetime = Field(description="when it was last used, to five minutes")
    this: bool = Field(description="whether it is the one that asks")


class NewPassword(BaseModel):
    """Two passwords."""

    model_config = ConfigDict(extra="forbid")

    old: str = Field(max_length=1000, description="the one until now")
    new: str = Field(max_length=1000, description="15 characters or more")


class ProfileView(BaseModel):
    """Somebody looked at one's figures."""

    viewer: str | None = Field(description="who looked, by name; null: their account is gone")
    what: str = Field(description="page, print, CSV, XLSX or API")
    first: str | None = Field(
        description="the first day of the period that was asked for; null where it was not noted yet"
    )
    last: str | None = Field(description="its last day")
    at: datetime = Field(description="when")


@ROUTER.get("/tokens")
def list_tokens(request: Request, actor: SessionUser) -> list[ToldToken]:
    """One's tokens, the newest first."""
    with get_server(request).database.read() as connection:
        return [ToldToken(**_token(one)) for one in accounts.tokens_of(connection, actor.id)]


@ROUTER.post("/tokens", status_code=201)
def make_token(request: Request, actor: SessionUser, token: NewToken) -> MadeToken:
    """Make a token; it may do no more than its scopes, and never manage tokens."""
    made, secret = own.make_token(get_server(request), actor, token.name, token.scopes, token.days)
    return MadeToken(**_token(made), secret=secret)


@ROUTER.delete("/tokens/{token_id}", status_code=204)
def end_token(request: Request, actor: SessionUser, token_id: Id) -> None:
    """End a token."""
    own.end_token(get_server(request), actor, token_id)


@ROUTER.get("/sessions")
def list_sessions(request: Request, actor: SessionUser) -> list[ToldSession]:
    """One's sessions, the newest first."""
    server = get_server(request)
    with server.database.read() as connection:
        found = accounts.sessions_of(connection, actor.id, server.now())
    return [
        ToldSession(
            id=one.id,
            agent=one.agent,
            created_at=at(one.created_at),
            seen_at=at(one.seen_at),
            this=one.id == actor.session,
        )
        for one in found
    ]


@ROUTER.delete("/sessions", status_code=204)
def end_other_sessions(request: Request, actor: SessionUser) -> None:
    """End every session but the one that asks."""
    own.end_other_sessions(get_server(request), actor)


@ROUTER.delete("/sessions/{session_id}", status_code=204)
def end_session(request: Request, actor: SessionUser, session_id: Id) -> None:
    """End a session."""
    if len(session_id) != _WHOLE:
        raise not_found()  # a beginning is for people
    own.end_session(get_server(request), actor, session_id)


@ROUTER.post("/password", status_code=204)
def change_password(request: Request, actor: SessionUser, passwords: NewPassword) -> None:
    """Set another password; every other session, every token and the feed's address end."""
    own.change_password(get_server(request), actor, passwords.old, passwords.new)


@ROUTER.get("/looks")
def list_looks(
    request: Request, response: Response, actor: Reader, limit: Limit = 50, offset: Offset = 0
) -> Page[ProfileView]:
    """Who looked at one's figures, the latest first."""
    with get_server(request).database.read() as connection:
        found = scores.looks_of(connection, actor.id, limit, offset)
        total = scores.count_looks(connection, actor.id)
    items = [
        ProfileView(
            viewer=one.viewer, what=one.what, first=day_of(one.first_day), last=day_of(one.last_day), at=at(one.at)
        )
        for one in found
    ]
    return paged(request, response, items, total, limit, offset)


def _token(one: Token) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "scopes": one.scopes.split(),
        "created_at": at(one.created_at),
        "expires_at": at(one.expires_at),
        "used_at": None if one.used_at is None else at(one.used_at),
    }
