"""Alerts: `/api/v1/me/alerts`, and the feeds behind a secret address, `/feeds/….ics` and `/feeds/….atom`."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from openssi.activity.calendar import iso
from openssi.web import alerts
from openssi.web.alerts import FeedKind
from openssi.web.rest.sample import SAMPLE
from openssi.web.server import Holder, Reader, server_of

__all__ = ["FEEDS", "ROUTER", "FeedAddress", "ToldAlert"]

ROUTER = APIRouter(prefix="/api/v1/me", tags=["alerts"])
#: Public by their secret.
FEEDS = APIRouter()


class ToldAlert(BaseModel):
    """One thing to tell."""

    id: str = Field(description="the same for the same thing, whenever it is asked")
    kind: str = Field(description="drop, old_data or target")
    day: str = Field(description="the day from which it is true")
    title: str = Field(description="what happened, in a few words")
    text: str = Field(description="the facts, in a sentence or two")


class FeedAddress(BaseModel):
    """Where one's feed is, told this once."""

    ics: str = Field(description="the path of the calendar")
    atom: str = Field(description="the path of the Atom feed")


@ROUTER.get("/alerts", dependencies=[SAMPLE])
def list_alerts(request: Request, actor: Reader) -> list[ToldAlert]:
    """A drop of 3 points or more within a week, data older than 30 days, a target reached: the newest first."""
    told = alerts.alerts_of(server_of(request), actor).alerts
    return [ToldAlert(id=one.id, kind=one.kind, day=iso(one.day), title=one.title, text=one.text) for one in reversed(told)]


@ROUTER.post("/feed", status_code=201)
def open_feed(request: Request, actor: Holder) -> FeedAddress:
    """Open a feed behind a new secret address; an older address works no more."""
    secret = alerts.open_feed(server_of(request), actor)
    return FeedAddress(ics=f"/feeds/{secret}.ics", atom=f"/feeds/{secret}.atom")


@ROUTER.delete("/feed", status_code=204)
def close_feed(request: Request, actor: Holder) -> None:
    """Close the feed."""
    alerts.close_feed(server_of(request), actor)


@FEEDS.get("/feeds/{secret}.{kind}", include_in_schema=False)
def feed(request: Request, secret: str, kind: FeedKind) -> Response:
    """The alerts of whoever the secret belongs to."""
    found = alerts.feed_of(server_of(request), secret, kind, request.client.host if request.client else "")
    return Response(found.content, media_type=found.media_type)
