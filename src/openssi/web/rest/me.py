"""One's own account and index: `/api/v1/me…`."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from openssi.activity.calendar import iso
from openssi.api.member import given_day
from openssi.web.members import assessment_of, find_member, member_of
from openssi.web.server import Reader, server_of

__all__ = ["ROUTER", "Me"]

ROUTER = APIRouter(prefix="/api/v1/me", tags=["me"])


class Me(BaseModel):
    """Whoever asks."""

    id: str
    login: str = Field(description="the name to sign in with")
    name: str
    role: str = Field(description="member, lead or admin")
    shares: bool = Field(description="whether the lead of the team sees the index")
    target: int | None = Field(description="the index aimed for")
    time_zone: str
    data_until: str | None = Field(description="the last day of the data; null before the first import")


@ROUTER.get("")
def me(request: Request, actor: Reader) -> Me:
    """Who asks, and how far their data go."""
    account = actor.account
    seen = find_member(server_of(request), actor)
    return Me(
        id=account.id,
        login=account.login,
        name=account.name,
        role=account.role,
        shares=account.shares,
        target=account.target,
        time_zone=account.time_zone,
        data_until=iso(seen.kept.last_day) if seen else None,
    )


@ROUTER.get("/index")
def index(request: Request, actor: Reader, as_of: str | None = None) -> dict[str, Any]:
    """The index of a day: the object of `ssi score --json`; by default of the last day of the data."""
    seen = member_of(server_of(request), actor)
    return assessment_of(seen, given_day(as_of)).to_dict()
