"""Alerts and the weekly review: `/api/v1/me/alerts`, `/review`, and the secret address of the feed, `/feed`."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

import openssi.insight.weeks as insight
from openssi.activity.calendar import to_date
from openssi.insight.alerts import AlertKind
from openssi.scoring.rounding import to_points
from openssi.web.context import Reader, SessionUser, get_server
from openssi.web.http.json_bodies import JsonRoute
from openssi.web.http.sample_header import SAMPLE_HEADER
from openssi.web.services import alerts as service

__all__ = ["ROUTER", "Alert", "Feed", "SignalChange", "Week", "WeeklyReview"]

ROUTER = APIRouter(prefix="/api/v1/me", tags=["Alerts"], route_class=JsonRoute)


class Alert(BaseModel):
    """Something worth knowing about the index."""

    id: str = Field(description="ID of the alert, the same in every response.")
    kind: AlertKind = Field(
        description="A drop of 3 points or more within a week, data older than 30 days, or a reached target."
    )
    day: date = Field(description="Day from which it applies.")
    title: str = Field(description="What happened, in a few words.")
    text: str = Field(description="The facts, in a sentence or two.")


class Week(BaseModel):
    """One week, Monday to Sunday."""

    monday: date = Field(description="Monday of the week.")
    state: insight.WeekState = Field(
        description=(
            "Whether the member was active. `pause` is a holiday; `unknown` means that the data don't cover the week."
        )
    )
    days_active: int = Field(description="Number of active days.")


class SignalChange(BaseModel):
    """Points that one signal gained or lost."""

    signal: str = Field(description="ID of the signal.")
    points: float = Field(description="Points, negative if lost.")
    evidence: str = Field(description="The activity behind the change, in words.")


class WeeklyReview(BaseModel):
    """The last full weeks."""

    sentence: str = Field(description="How many of the weeks were active, in words. A holiday isn't counted.")
    weeks: list[Week] = Field(description="The weeks, oldest first.")
    first: date = Field(serialization_alias="from", description="Sunday before the first week.")
    last: date = Field(serialization_alias="to", description="Last Sunday.")
    index_from: float | None = Field(description="The index on `from`. Null if there wasn't enough data.")
    index_to: float | None = Field(description="The index on `to`. Null if there wasn't enough data.")
    gained: SignalChange | None = Field(description="The signal that gained most from new activity.")
    faded: SignalChange | None = Field(description="The signal that lost most because activity faded.")
    next_step: str | None = Field(description="The best next step.")


class Feed(BaseModel):
    """The secret addresses of the feed of alerts; as Atom, with the weekly digests."""

    ics: str = Field(description="Path of the calendar.")
    atom: str = Field(description="Path of the Atom feed.")


@ROUTER.get("/alerts", dependencies=[SAMPLE_HEADER])
def list_alerts(request: Request, actor: Reader) -> list[Alert]:
    """List your alerts.

    The newest comes first.
    """
    alerts = service.list_alerts(get_server(request), actor).alerts
    return [
        Alert(id=alert.id, kind=alert.kind, day=to_date(alert.day), title=alert.title, text=alert.text)
        for alert in reversed(alerts)
    ]


@ROUTER.get("/review", dependencies=[SAMPLE_HEADER])
def get_weekly_review(request: Request, actor: Reader) -> WeeklyReview | None:
    """Get your weekly review.

    Null until there is a full week of data.
    """
    review = service.weekly_review(get_server(request), actor)
    if review is None:
        return None
    return WeeklyReview(
        sentence=review.sentence,
        weeks=[
            Week(monday=to_date(week.monday), state=week.state, days_active=week.days_active) for week in review.weeks
        ],
        first=to_date(review.then),
        last=to_date(review.now),
        index_from=to_points(review.index_then),
        index_to=to_points(review.index_now),
        gained=_change(review.entered),
        faded=_change(review.faded),
        next_step=review.step.do if review.step else None,
    )


@ROUTER.post("/feed", status_code=201)
def create_feed(request: Request, actor: SessionUser) -> Feed:
    """Create the feed of your alerts.

    Returns secret addresses that can't be shown again. Addresses created before stop working.
    """
    secret = service.create_feed(get_server(request), actor)
    base = get_server(request).settings.path
    return Feed(ics=f"{base}/feeds/{secret}.ics", atom=f"{base}/feeds/{secret}.atom")


@ROUTER.delete("/feed", status_code=204)
def delete_feed(request: Request, actor: SessionUser) -> None:
    """Delete the feed of your alerts.

    Its addresses stop working.
    """
    service.delete_feed(get_server(request), actor)


def _change(moved: insight.SignalMove | None) -> SignalChange | None:
    return SignalChange(signal=moved.signal, points=moved.tenths / 10, evidence=moved.evidence) if moved else None
