"""The forms for notes and LinkedIn's score."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from openssi.activity.days import parse_day
from openssi.errors import UsageError
from openssi.web.context import Writer, get_server
from openssi.web.http.forms import FormLongText, FormText
from openssi.web.http.problems import not_found_error
from openssi.web.services import annotations as service

__all__ = ["ROUTER"]

ROUTER = APIRouter()

_BACK = "/history#annotations"


@ROUTER.post("/notes")
def add_note(request: Request, actor: Writer, day: FormText, text: FormText) -> Response:
    """Add a note."""
    service.add_note(get_server(request), actor, parse_day(day), text)
    return RedirectResponse(_BACK, HTTPStatus.SEE_OTHER)


@ROUTER.post("/notes/{note_id}/remove")
def remove_note(request: Request, note_id: str, actor: Writer) -> Response:
    """Remove a note."""
    service.delete_note(get_server(request), actor, note_id)
    return RedirectResponse(_BACK, HTTPStatus.SEE_OTHER)


@ROUTER.post("/official")
def add_score(
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
    """Store LinkedIn's score of a day, as typed from its page."""
    pillars: dict[str, object] = {
        "brand": brand,
        "people": people,
        "insights": insights,
        "relationships": relationships,
    }
    service.set_linkedin_score(
        get_server(request),
        actor,
        parse_day(day),
        pillars,
        industry_top=industry_top or None,
        network_top=network_top or None,
    )
    return RedirectResponse(_BACK, HTTPStatus.SEE_OTHER)


@ROUTER.post("/official/page")
def add_score_from_page(request: Request, actor: Writer, day: FormText, text: FormLongText) -> Response:
    """Store LinkedIn's score of a day from its page's own data."""
    service.set_linkedin_score_from_page(get_server(request), actor, parse_day(day), text)
    return RedirectResponse(_BACK, HTTPStatus.SEE_OTHER)


@ROUTER.post("/official/{day}/remove")
def remove_score(request: Request, day: str, actor: Writer) -> Response:
    """Remove LinkedIn's score of a day."""
    try:
        parsed = parse_day(day)
    except UsageError as error:
        raise not_found_error() from error
    service.delete_linkedin_score(get_server(request), actor, parsed)
    return RedirectResponse(_BACK, HTTPStatus.SEE_OTHER)
