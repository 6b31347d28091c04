"""Alerts, the weekly review and the feed behind a secret address."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from openssi.activity.calendar import iso
from openssi.scoring.rounding import format_signed, format_tenths
from openssi.web.context import Reader, SessionUser, base_url, client_address, get_server
from openssi.web.http.templates import render_page
from openssi.web.security.access import Actor
from openssi.web.services import alerts
from openssi.web.services.alerts import FeedKind

__all__ = ["ROUTER"]

ROUTER = APIRouter()


@ROUTER.get("/alerts")
def show_alerts(request: Request, actor: Reader) -> Response:
    """Show the alerts and the weekly review."""
    return _page(request, actor)


@ROUTER.post("/alerts/feed")
def create_feed(request: Request, actor: SessionUser) -> Response:
    """Create the feed's address; only this response shows it."""
    return _page(request, actor, f"{base_url(request)}/feeds/{alerts.create_feed(get_server(request), actor)}")


@ROUTER.post("/alerts/feed/close")
def delete_feed(request: Request, actor: SessionUser) -> Response:
    """Turn off the feed."""
    alerts.delete_feed(get_server(request), actor)
    return RedirectResponse("/alerts", HTTPStatus.SEE_OTHER)


@ROUTER.get("/feeds/{secret}.{kind}")
def feed(request: Request, secret: str, kind: FeedKind) -> Response:
    """Send the feed of the account with this secret; public, since calendars can't sign in."""
    rendered = alerts.render_feed(get_server(request), secret, kind, client_address(request))
    return Response(rendered.content, media_type=rendered.media_type)


def _page(request: Request, actor: Actor, address: str = "") -> Response:
    alert_list = alerts.list_alerts(get_server(request), actor)
    review = alerts.weekly_review(get_server(request), actor)
    return render_page(
        request,
        "alerts.html",
        actor,
        found=alert_list,
        review=review,
        address=address,
        is_open=bool(address or actor.account.feed),
        iso=iso,
        points=format_tenths,
        signed=format_signed,
    )
