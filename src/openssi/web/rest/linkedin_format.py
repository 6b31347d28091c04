"""The index in the format of LinkedIn's own page data, so that tools that read theirs can read ours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from openssi.errors import DayError
from openssi.insight import PeerRank
from openssi.scoring.rounding import to_tenths
from openssi.web.context import Reader, get_server
from openssi.web.http.json_bodies import JsonRoute
from openssi.web.http.sample_header import SAMPLE_HEADER
from openssi.web.services.peers import peer_ranks
from openssi.web.services.stored_member import assessment_of, require_member

__all__ = ["ROUTER", "GroupScore", "MemberScore", "SalesApiSsi", "SubScore"]

ROUTER = APIRouter(tags=["LinkedIn format"], route_class=JsonRoute)

Pillar = Literal["PROFESSIONAL_BRAND", "FIND_RIGHT_PEOPLE", "INSIGHT_ENGAGEMENT", "STRONG_RELATIONSHIP"]
GroupType = Literal["INDUSTRY", "NETWORK", "TEAM"]

_PILLARS: tuple[Pillar, ...] = ("PROFESSIONAL_BRAND", "FIND_RIGHT_PEOPLE", "INSIGHT_ENGAGEMENT", "STRONG_RELATIONSHIP")
_GROUP_TYPES: dict[str, GroupType] = {"industry": "INDUSTRY", "network": "NETWORK", "team": "TEAM"}


class SubScore(BaseModel):
    """One pillar."""

    pillar: Pillar = Field(description="LinkedIn's name of the pillar.")
    score: float = Field(description="Points from 0 to 25, to one decimal.")


class MemberScore(BaseModel):
    """The index and its pillars, which add up to it."""

    overall: float = Field(description="The index from 0 to 100, to one decimal.")
    subScores: list[SubScore] = Field(description="The four pillars, always in the same order.")


class GroupScore(BaseModel):
    """A group of peers, and the member's rank in it."""

    groupType: GroupType = Field(description="Kind of group.")
    rank: int | None = Field(description='Rank, as in "top N %". Null for teams.')
    score: MemberScore = Field(description="Averages of the group.")
    groupSize: int = Field(description="Number of people in the group.")
    industry: str = Field(description="Name of the industry. Empty for other groups.")


class SalesApiSsi(BaseModel):
    """LinkedIn's object with our figures."""

    activeSeat: bool = Field(description="Always true.")
    memberScore: MemberScore = Field(description="The member's index.")
    groupScore: list[GroupScore] = Field(
        description="Groups: the industry if the server has benchmarks, and the team if 10 or more people share "
        "their figures and were active in the last 30 days, in whole points."
    )


@ROUTER.get("/sales-api/salesApiSsi", dependencies=[SAMPLE_HEADER])
def get_sales_api_ssi(request: Request, actor: Reader) -> SalesApiSsi:
    """Get your index in LinkedIn's format.

    The index on the last day of the data. The format is that of LinkedIn's own page data, the figures are ours.
    """
    server = get_server(request)
    member = require_member(server, actor)
    score = assessment_of(member).score
    if not score.enough:
        raise DayError("day-not-enough", "There is not enough data for a number yet.")
    own = MemberScore(overall=score.shown.index / 10, subScores=_sub_scores(list(score.shown.pillars.values())))
    groups = [_group(rank, list(score.shown.pillars)) for rank in peer_ranks(server, actor, member) if rank.averages]
    return SalesApiSsi(activeSeat=True, memberScore=own, groupScore=groups)


def _sub_scores(tenths: list[int]) -> list[SubScore]:
    return [SubScore(pillar=pillar, score=value / 10) for pillar, value in zip(_PILLARS, tenths, strict=True)]


def _group(rank: PeerRank, pillar_ids: Iterable[str]) -> GroupScore:
    pillars = [to_tenths(rank.averages.get(pillar, 0)) for pillar in pillar_ids]
    return GroupScore(
        groupType=_GROUP_TYPES[rank.group],
        rank=rank.top_percent,
        score=MemberScore(overall=to_tenths(rank.averages["index"]) / 10, subScores=_sub_scores(pillars)),
        groupSize=rank.size,
        industry=rank.name if rank.group == "industry" else "",
    )
