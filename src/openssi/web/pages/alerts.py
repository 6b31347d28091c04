"""Alerts and the weekly review on a page, and the secret address of the feed."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from openssi.activity.calendar import iso
from openssi.insight.explain_words import points, signed
from openssi.web.context import Reader, SessionUser, origin_of, server_of
from openssi.web.http.templates import page
from openssi.web.security.access import Actor
from openssi.web.services import alerts

__all__ = ["ROUTER"]

ROUTER = APIRouter()


@ROUTER.get("/alerts")
def listed(request: Request, actor: Reader) -> Response:
    """What there is to tell."""
    return _shown(request, actor)


@ROUTER.post("/alerts/feed")
def open_feed(request: Request, actor: SessionUser) -> Response:
    """Open the feed: its address is shown this once."""
    return _shown(request, actor, f"{origin_of(request)}/feeds/{alerts.open_feed(server_of(request), actor)}")


@ROUTER.post("/alerts/feed/close")
def close_feed(request: Request, actor: SessionUser) -> Response:
    """Close the feed."""
    alerts.close_feed(server_of(request), actor)
    return RedirectResponse("/alerts", HTTPStatus.SEE_OTHER)


def _shown(request: Request, actor: Actor, address: str = "") -> Response:
    told = alerts.alerts_of(server_of(request), actor)
    review = alerts.review_of(server_of(request), actor)
    return page(
        request,
        "alerts.html",
        actor,
        told=told,
        review=review,
        address=address,
        is_open=bool(address or actor.account.feed),
        iso=iso,
        points=points,
        signed=signed,
    )
