"""Alerts: `/api/v1/me/alerts`, `/review` and the secret address of the feed, `/feed`."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from openssi.activity.calendar import iso
from openssi.insight.week import Moved
from openssi.web.context import Reader, SessionUser, get_server
from openssi.web.http.sample import SAMPLE_HEADER
from openssi.web.services import alerts

__all__ = ["ROUTER", "FeedAddress", "ToldAlert", "ToldMove", "ToldReview", "ToldWeek"]

ROUTER = APIRouter(prefix="/api/v1/me", tags=["alerts"])


class ToldAlert(BaseModel):
    """One thing to tell."""

    id: str = Field(description="the same for the same thing, whenever it is asked")
    kind: str = Field(description="drop, old_data or target")
    day: str = Field(description="the day from which it is true")
    title: str = Field(description="what happened, in a few words")
    text: str = Field(description="the facts, in a sentence or two")


class ToldWeek(BaseModel):
    """One week, Monday to Sunday."""

    monday: str = Field(description="its Monday")
    state: str = Field(description="active, pause, quiet, or unknown: the archive does not tell of it")
    days_active: int = Field(description="on how many of its days something was done")


class ToldMove(BaseModel):
    """What a signal won by something new, or lost by something old."""

    signal: str = Field(description="the signal")
    points: float = Field(description="points, negative if they were lost")
    evidence: str = Field(description="what stands behind it, in words")


class ToldReview(BaseModel):
    """The last whole weeks."""

    sentence: str = Field(description="how many of them were active, in words; a pause counts neither way")
    weeks: list[ToldWeek] = Field(description="oldest first")
    first: str = Field(description="the Sunday before the first of them")
    last: str = Field(description="the last Sunday")
    index_first: float | None = Field(
        description="the index of the first; null if there was not enough data for a number"
    )
    index_last: float | None = Field(description="the index of the last, likewise")
    entered: ToldMove | None = Field(description="what added most in between")
    faded: ToldMove | None = Field(description="what faded most in between")
    next_step: str | None = Field(description="one next step, in words")


class FeedAddress(BaseModel):
    """Where one's feed is, told this once."""

    ics: str = Field(description="the path of the calendar")
    atom: str = Field(description="the path of the Atom feed")


@ROUTER.get("/alerts", dependencies=[SAMPLE_HEADER])
def list_alerts(request: Request, actor: Reader) -> list[ToldAlert]:
    """A drop of 3 points or more within a week, data older than 30 days, a target reached: the newest first."""
    told = alerts.list_alerts(get_server(request), actor).alerts
    return [
        ToldAlert(id=one.id, kind=one.kind, day=iso(one.day), title=one.title, text=one.text) for one in reversed(told)
    ]


@ROUTER.get("/review", dependencies=[SAMPLE_HEADER])
def get_review(request: Request, actor: Reader) -> ToldReview | None:
    """The weekly review: null before there is a whole week."""
    found = alerts.weekly_review(get_server(request), actor)
    if found is None:
        return None
    return ToldReview(
        sentence=found.sentence,
        weeks=[ToldWeek(monday=iso(one.monday), state=one.state, days_active=one.days_active) for one in found.weeks],
        first=iso(found.then),
        last=iso(found.now),
        index_first=_points(found.index_then),
        index_last=_points(found.index_now),
        entered=_moved(found.entered),
        faded=_moved(found.faded),
        next_step=found.step.do if found.step else None,
    )


@ROUTER.post("/feed", status_code=201)
def create_feed(request: Request, actor: SessionUser) -> FeedAddress:
    """Open a feed behind a new secret address; an older address works no more."""
    secret = alerts.create_feed(get_server(request), actor)
    return FeedAddress(ics=f"/feeds/{secret}.ics", atom=f"/feeds/{secret}.atom")


@ROUTER.delete("/feed", status_code=204)
def delete_feed(request: Request, actor: SessionUser) -> None:
    """Close the feed."""
    alerts.delete_feed(get_server(request), actor)


def _points(tenths: int | None) -> float | None:
    return None if tenths is None else tenths / 10


def _moved(one: Moved | None) -> ToldMove | None:
    return ToldMove(signal=one.signal, points=one.tenths / 10, evidence=one.evidence) if one else None
