"""The forms beside the line: notes on days, and LinkedIn's own number."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from openssi.errors import UsageError
from openssi.member.member import given_day
from openssi.web.context import Writer, server_of
from openssi.web.http.forms import Pasted, Typed
from openssi.web.services import annotations as marks
from openssi.web.services.teams import nothing_there

__all__ = ["ROUTER"]

ROUTER = APIRouter()

_BACK = "/#marks"


@ROUTER.post("/notes")
def add_note(request: Request, actor: Writer, day: Typed, text: Typed) -> Response:
    """Add a note."""
    marks.keep_note(server_of(request), actor, given_day(day), text)
    return RedirectResponse(_BACK, HTTPStatus.SEE_OTHER)


@ROUTER.post("/notes/{note_id}/remove")
def remove_note(request: Request, note_id: str, actor: Writer) -> Response:
    """Take out a note."""
    marks.take_note_out(server_of(request), actor, note_id)
    return RedirectResponse(_BACK, HTTPStatus.SEE_OTHER)


@ROUTER.post("/official")
def add_number(
    request: Request,
    actor: Writer,
    day: Typed,
    brand: Typed,
    people: Typed,
    insights: Typed,
    relationships: Typed,
    industry_top: Typed = "",
    network_top: Typed = "",
) -> Response:
    """Add LinkedIn's own number, as typed off its page."""
    pillars: dict[str, object] = {
        "brand": brand,
        "people": people,
        "insights": insights,
        "relationships": relationships,
    }
    marks.keep_number(
        server_of(request),
        actor,
        given_day(day),
        pillars,
        industry_top=industry_top or None,
        network_top=network_top or None,
    )
    return RedirectResponse(_BACK, HTTPStatus.SEE_OTHER)


@ROUTER.post("/official/page")
def add_page(request: Request, actor: Writer, day: Typed, text: Pasted) -> Response:
    """Add LinkedIn's own number from its page's own data."""
    marks.keep_page(server_of(request), actor, given_day(day), text)
    return RedirectResponse(_BACK, HTTPStatus.SEE_OTHER)


@ROUTER.post("/official/{day}/remove")
def remove_number(request: Request, day: str, actor: Writer) -> Response:
    """Take out LinkedIn's own number of a day."""
    try:
        found = given_day(day)
    except UsageError as error:
        raise nothing_there() from error
    marks.take_number_out(server_of(request), actor, found)
    return RedirectResponse(_BACK, HTTPStatus.SEE_OTHER)
