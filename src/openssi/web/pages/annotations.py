"""The forms beside the line: notes on days, and LinkedIn's own number."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from openssi.errors import UsageError
from openssi.member.member import given_day
from openssi.web.context import Writer, get_server
from openssi.web.http.forms import FormLongText, FormText
from openssi.web.services import annotations as marks
from openssi.web.services.people import not_found

__all__ = ["ROUTER"]

ROUTER = APIRouter()

_BACK = "/#marks"


@ROUTER.post("/notes")
def add_note(request: Request, actor: Writer, day: FormText, text: FormText) -> Response:
    """Add a note."""
    marks.add_note(get_server(request), actor, given_day(day), text)
    return RedirectResponse(_BACK, HTTPStatus.SEE_OTHER)


@ROUTER.post("/notes/{note_id}/remove")
def remove_note(request: Request, note_id: str, actor: Writer) -> Response:
    """Take out a note."""
    marks.delete_note(get_server(request), actor, note_id)
    return RedirectResponse(_BACK, HTTPStatus.SEE_OTHER)


@ROUTER.post("/official")
def add_number(
    request: Request,
    actor: Writer,
    day: FormText,
    brand: FormText,
    people: FormText,
    insights: FormText,
    relationships: FormText,
    industry_top: FormText = "",
    network_top: FormText = "",
) -> Response:
    """Add LinkedIn's own number, as typed off its page."""
    pillars: dict[str, object] = {
        "brand": brand,
        "people": people,
        "insights": insights,
        "relationships": relationships,
    }
    marks.set_linkedin_score(
        get_server(request),
        actor,
        given_day(day),
        pillars,
        industry_top=industry_top or None,
        network_top=network_top or None,
    )
    return RedirectResponse(_BACK, HTTPStatus.SEE_OTHER)


@ROUTER.post("/official/page")
def add_page(request: Request, actor: Writer, day: FormText, text: FormLongText) -> Response:
    """Add LinkedIn's own number from its page's own data."""
    marks.set_linkedin_score_from_page(get_server(request), actor, given_day(day), text)
    return RedirectResponse(_BACK, HTTPStatus.SEE_OTHER)


@ROUTER.post("/official/{day}/remove")
def remove_number(request: Request, day: str, actor: Writer) -> Response:
    """Take out LinkedIn's own number of a day."""
    try:
        found = given_day(day)
    except UsageError as error:
        raise not_found() from error
    marks.delete_linkedin_score(get_server(request), actor, found)
    return RedirectResponse(_BACK, HTTPStatus.SEE_OTHER)
