"""Links for people without an account: create and remove them, and what they show."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from openssi.activity.calendar import day_of, long_day
from openssi.errors import OpenSSIError, RequestDenied, UsageError
from openssi.insight.team import NOT_FOR
from openssi.render.words.digest import days_in_words
from openssi.render.words.team import whole_points
from openssi.web.context import SessionUser, base_url, client_address, get_server
from openssi.web.http.forms import FormText
from openssi.web.http.problems import log_problem, wants_html
from openssi.web.http.templates import render_page
from openssi.web.security.access import Actor
from openssi.web.services import links as service

__all__ = ["ROUTER"]

ROUTER = APIRouter()


@ROUTER.get("/links")
def show_links(request: Request, actor: SessionUser) -> Response:
    """Show the member's links, with a form to create one."""
    return _page(request, actor)


@ROUTER.post("/links")
def create_link(request: Request, actor: SessionUser, subject: FormText, name: FormText, days: FormText) -> Response:
    """Create a link; only this response shows it. On a mistake, show the form again as it was."""
    typed = {"subject": subject, "name": name, "days": days}
    try:
        _, code = service.create(
            get_server(request), actor, "team" if subject == "team" else "page", name, _number(days)
        )
    except OpenSSIError as fault:
        return _page(request, actor, fault=fault, typed=typed)
    return _page(request, actor, f"{base_url(request)}/shared#{code}")


@ROUTER.post("/links/{link_id}/remove")
def remove_link(request: Request, link_id: str, actor: SessionUser) -> Response:
    """Remove a link."""
    service.remove(get_server(request), actor, link_id)
    return RedirectResponse("/links", HTTPStatus.SEE_OTHER)


@ROUTER.get("/shared")
def shared_form(request: Request) -> Response:
    """Show the form that a link leads to; a script fills in and sends the code after its #, which no log gets."""
    return render_page(request, "shared_form.html", fault=None)


@ROUTER.post("/shared")
def show_shared(request: Request, code: FormText) -> Response:
    """Show what a link shares."""
    try:
        shared = service.open_link(get_server(request), code, client_address(request))
    except RequestDenied as fault:
        if not wants_html(request):
            raise
        return render_page(request, "shared_form.html", status=log_problem(request, fault), fault=fault)
    until = long_day(day_of(shared.link.expires_at))
    if isinstance(shared, service.SharedTeam):
        return render_page(
            request, "shared_team.html", shared=shared, until=until, report=shared.report,
            period=days_in_words(shared.report.first, shared.report.last),
            points=whole_points, not_for=NOT_FOR,
        )  # fmt: skip
    return render_page(request, "shared_page.html", shared=shared, until=until)


def _page(
    request: Request,
    actor: Actor,
    address: str = "",
    fault: OpenSSIError | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    return render_page(
        request,
        "links.html",
        actor,
        status=log_problem(request, fault) if fault else HTTPStatus.OK,
        fault=fault,
        found=service.list_links(get_server(request), actor),
        address=address,
        typed=typed or {"subject": "page", "name": "", "days": "14"},
        longest=service.LONGEST_LINK,
    )


def _number(days: str) -> int:
    digits = days.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < 5):
        raise UsageError("link-wrong", f"{digits[:20]!r} is not a whole number.", unchanged="No link was created.")
    return int(digits)
