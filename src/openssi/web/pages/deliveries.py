"""Where the member has alerts and the weekly digest sent: set up, test, remove."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from openssi.errors import CODES, OpenSSIError
from openssi.web.context import SessionUser, get_server
from openssi.web.http.forms import FormFlag, FormLongText, FormText
from openssi.web.http.problems import log_problem
from openssi.web.http.templates import render_page
from openssi.web.security.access import Actor, Scope
from openssi.web.services import deliveries as service

__all__ = ["ROUTER"]

ROUTER = APIRouter(prefix="/deliveries")

_TITLES = {"slack": "Slack", "teams": "Microsoft Teams", "email": "E-mail", "webhook": "Webhook"}


@ROUTER.get("")
def show_deliveries(request: Request, actor: SessionUser, tested: str = "") -> Response:
    """Show where messages go, with a form to add a place; `tested` is the ID of the delivery that was just tested."""
    return _page(request, actor, tested=tested)


@ROUTER.post("")
def add_delivery(
    request: Request,
    actor: SessionUser,
    channel: FormText,
    address: FormLongText,
    *,
    alerts: FormFlag = False,
    review: FormFlag = False,
) -> Response:
    """Set up a delivery. On a mistake, show the form again as it was."""
    try:
        service.add(get_server(request), actor, channel, address, alerts=alerts, digest=review)
    except OpenSSIError as fault:
        typed: dict[str, object] = {"channel": channel, "address": address, "alerts": alerts, "review": review}
        return _page(request, actor, fault, typed)
    return RedirectResponse("/deliveries", HTTPStatus.SEE_OTHER)


@ROUTER.post("/{delivery_id}/test")
def test_delivery(request: Request, delivery_id: str, actor: SessionUser) -> Response:
    """Send a test message."""
    try:
        service.send_test(get_server(request), actor, delivery_id)
    except OpenSSIError as fault:
        if fault.code == "not-found":
            raise
        return _page(request, actor, fault)
    return RedirectResponse(f"/deliveries?tested={delivery_id}", HTTPStatus.SEE_OTHER)


@ROUTER.post("/{delivery_id}/remove")
def remove_delivery(request: Request, delivery_id: str, actor: SessionUser) -> Response:
    """Remove a delivery."""
    service.remove(get_server(request), actor, delivery_id)
    return RedirectResponse("/deliveries", HTTPStatus.SEE_OTHER)


def _page(
    request: Request,
    actor: Actor,
    fault: OpenSSIError | None = None,
    typed: dict[str, object] | None = None,
    tested: str = "",
) -> Response:
    server = get_server(request)
    return render_page(
        request,
        "deliveries.html",
        actor,
        status=log_problem(request, fault) if fault else HTTPStatus.OK,
        fault=fault,
        found=service.list_deliveries(server, actor),
        channels=[(channel, _TITLES[channel]) for channel in service.allowed_channels(server)],
        titles=_TITLES,
        meanings=CODES,
        leads=actor.may(Scope.TEAM_READ),
        typed=typed or {"channel": "", "address": "", "alerts": True, "review": False},
        tested=tested,
    )
