"""The index in the shape of LinkedIn's own page data (`facts/ssi.md` 1.2), so that what reads theirs can read ours."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from openssi.errors import DayError
from openssi.insight import PeerRank
from openssi.model import DEFAULT
from openssi.scoring.rounding import to_tenths
from openssi.web.context import Reader, get_server
from openssi.web.http.sample import SAMPLE_HEADER
from openssi.web.services.members import assessment_of, require_member
from openssi.web.services.peers import peer_ranks

__all__ = ["ROUTER", "GroupScore", "MemberScore", "SalesApiSsi", "SubScore"]

ROUTER = APIRouter(tags=["LinkedIn's shape"])

Pillar = Literal["PROFESSIONAL_BRAND", "FIND_RIGHT_PEOPLE", "INSIGHT_ENGAGEMENT", "STRONG_RELATIONSHIP"]
_PILLARS: tuple[Pillar, ...] = ("PROFESSIONAL_BRAND", "FIND_RIGHT_PEOPLE", "INSIGHT_ENGAGEMENT", "STRONG_RELATIONSHIP")


class SubScore(BaseModel):
    """One pillar."""

    pillar: Pillar = Field(description="LinkedIn's name of the pillar")
    score: float = Field(description="0 to 25, to a tenth")


class MemberScore(BaseModel):
    """The index and its pillars, which add up to it."""

    overall: float = Field(description="0 to 100, to a tenth")
    subScores: list[SubScore] = Field(description="the four pillars, always in this order")


class GroupScore(BaseModel):
    """How a group stands, and the member in it."""

    groupType: Literal["INDUSTRY", "NETWORK", "TEAM"] = Field(description="whom the member is compared with")
    rank: int | None = Field(description='"top N %"; null where it is not told: teams have no rank')
    score: MemberScore = Field(description="the averages of the group")
    groupSize: int = Field(description="how many people")
    industry: str = Field(description="the industry's name; empty for other groups")


class SalesApiSsi(BaseModel):
    """LinkedIn's own object, with our numbers."""

    activeSeat: bool = Field(description="always true: there are no seats")
    memberScore: MemberScore = Field(description="the member's own")
    groupScore: list[GroupScore] = Field(
        description="the groups that can be told: a team from 10 people who share and were active in the last 30 days, in whole "
        "points; an industry from benchmarks"
    )


@ROUTER.get("/sales-api/salesApiSsi", dependencies=[SAMPLE_HEADER])
def get_sales_api_ssi(request: Request, actor: Reader) -> SalesApiSsi:
    """The index of the last day of the data, in the shape of LinkedIn's own page data. The numbers are ours."""
    server = get_server(request)
    seen = require_member(server, actor)
    score = assessment_of(seen).score
    if not score.enough:
        raise DayError("day-not-enough", "There is not enough data for a number yet.")
    shown = score.shown
    member = MemberScore(overall=shown.index / 10, subScores=_subs(list(shown.pillars.values())))
    groups = [_group(one) for one in peer_ranks(server, actor, seen) if one.averages]
    return SalesApiSsi(activeSeat=True, memberScore=member, groupScore=groups)


def _subs(tenths: list[int]) -> list[SubScore]:
    return [SubScore(pillar=pillar, score=value / 10) for pillar, value in zip(_PILLARS, tenths, strict=True)]


def _group(one: PeerRank) -> GroupScore:
    kinds: dict[str, Literal["INDUSTRY", "NETWORK", "TEAM"]] = {
        "industry": "INDUSTRY",
        "network": "NETWORK",
        "team": "TEAM",
    }
    pillars = [to_tenths(one.averages.get(pillar.id, 0)) for pillar in DEFAULT.pillars]
    score = MemberScore(overall=to_tenths(one.averages["index"]) / 10, subScores=_subs(pillars))
    named = one.name if one.group == "industry" else ""
    return GroupScore(groupType=kinds[one.group], rank=one.top_percent, score=score, groupSize=one.size, industry=named)
