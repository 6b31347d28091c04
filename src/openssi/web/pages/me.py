"""The first page: one's own index, or the three doors to it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from openssi.activity.annotations import Annotations
from openssi.activity.calendar import iso
from openssi.member.member import given_day
from openssi.render.feeds import reminder_ics
from openssi.render.html.summary import standings_in_words
from openssi.scoring.rounding import format_points
from openssi.store import imports, scores
from openssi.store.imports import Import
from openssi.web.context import Reader, Server, get_server
from openssi.web.http.templates import page
from openssi.web.security.access import Actor
from openssi.web.services.alerts import list_alerts
from openssi.web.services.me import ahead_part, content_view, page_parts, sources_part, trend_part
from openssi.web.services.members import StoredMember, assessment_of, find_member, load_member, require_member
from openssi.web.services.peers import industry_view, peer_ranks
from openssi.web.services.what_if import list_levers, parse_plan_query, plan_outcome

__all__ = ["ROUTER"]

ROUTER = APIRouter()

#: Days after which an archive is called old: the score fades over 90.
_OLD = 30
_WEEK, _FOUR_WEEKS = 7, 28


@ROUTER.get("/")
def home(request: Request, actor: Reader, as_of: str | None = None) -> Response:
    """One's own page, or the three doors before there is any data."""
    server = get_server(request)
    member = find_member(server, actor)
    if member is None:
        with server.database.read() as connection:
            waiting = any(one.open for one in imports.imports_of(connection, actor.id))
        return page(request, "doors.html", actor, waiting=waiting)
    day = load_member(member).scored_day(given_day(as_of or None))
    parts, beside = page_parts(member, day), _beside(server, actor)
    age = server.today() - member.kept.last_day
    values: dict[str, Any] = {
        "parts": parts,
        "view": parts.view,
        "days": _days(member, day),
        "files": sources_part(member, day),
        "sample": beside.sample,
        "alerts": len(list_alerts(server, actor).current) if day == member.kept.last_day else 0,
        "age": age if age > _OLD and beside.sample is None else 0,
    }
    if parts.first is None:
        return page(request, "me_soon.html", actor, **values)
    values |= _plan(request, member, day)
    newest = day >= member.kept.last_day  # others are known as of today alone: a past day is not held against them
    standings = peer_ranks(server, actor, member) if newest else ()
    against = standings_in_words(standings, assessment_of(member, day).score.index_micro)
    return page(
        request,
        "me.html",
        actor,
        against=against,
        newest=newest,
        industry=industry_view(server, member) if newest else None,
        works=content_view(member, actor.account.time_zone),
        trend=trend_part(member, day, beside.marks),
        notes=beside.notes,
        numbers=beside.numbers,
        today=iso(server.today()),
        **values,
    )


@ROUTER.get("/what-if")
def what_if(request: Request, actor: Reader, as_of: str | None = None) -> Response:
    """The result alone, for the form of the page."""
    member = require_member(get_server(request), actor)
    day = load_member(member).scored_day(given_day(as_of or None))
    return page(request, "_plan.html", actor, days=_days(member, day), **_plan(request, member, day))


@ROUTER.get("/ahead")
def ahead(request: Request, actor: Reader, as_of: str | None = None) -> Response:
    """Where it leads: a part of the page when the page asks, a page of its own for whoever has no script."""
    member = require_member(get_server(request), actor)
    day = load_member(member).scored_day(given_day(as_of or None))
    template = "_part.html" if "hx-request" in request.headers else "ahead.html"
    return page(request, template, actor, part=ahead_part(member, day), days=_days(member, day))


@ROUTER.get("/reminder.ics")
def reminder(request: Request, actor: Reader) -> Response:
    """A calendar file that reminds of an archive that was asked for today."""
    del actor  # whoever is signed in
    headers = {"Content-Disposition": 'attachment; filename="linkedin-archive.ics"'}
    return Response(reminder_ics(get_server(request).today()), media_type="text/calendar", headers=headers)


@ROUTER.get("/me")
def me() -> Response:
    """An address that people guess."""
    return RedirectResponse("/", HTTPStatus.SEE_OTHER)


def _days(member: StoredMember, day: int) -> dict[str, object]:
    """The day of a page and those around it that can be asked for; `query` goes on asking for it."""
    first, last = member.kept.first_day, member.kept.last_day
    past = day != last
    return {
        "day": iso(day),
        "first": iso(first),
        "last": iso(last),
        "past": past,
        "query": f"?as_of={iso(day)}" if past else "",
        "week": iso(day - _WEEK) if day - _WEEK >= first else "",
        "month": iso(day - _FOUR_WEEKS) if day - _FOUR_WEEKS >= first else "",
    }


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the data: notes and LinkedIn's numbers, the latest first, and the import that is the sample."""

    marks: Annotations
    notes: tuple[tuple[str, str, str], ...]
    numbers: tuple[tuple[str, str], ...]
    sample: Import | None


def _beside(server: Server, actor: Actor) -> _Beside:
    with server.database.read() as connection:
        notes = scores.notes_of(connection, actor.id)
        numbers = scores.official_of(connection, actor.id)
        sample = imports.find_sample(connection, actor.id)
    return _Beside(
        Annotations(tuple(note for _, note in notes), (), numbers),
        tuple((number, iso(note.day), note.text) for number, note in reversed(notes)),
        tuple((iso(one.day), format_points(one.index_micro)) for one in reversed(numbers)),
        sample,
    )


def _plan(request: Request, member: StoredMember, day: int) -> dict[str, Any]:
    asked = parse_plan_query(request.query_params)
    levers = list_levers(member, day, asked)
    past = day if day != member.kept.last_day else None
    return {
        "asked": asked,
        "levers": levers,
        "tried": plan_outcome(member, day, asked),
        "address": f"/?{asked.query(past)}#what-if",
        "usual": f"/?{asked.with_numbers({one.signal: one.usual for one in levers}).query(past)}#what-if",
    }
