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
from openssi.render.words import points
from openssi.store import imports, scores
from openssi.store.imports import Import
from openssi.web.context import Reader, Server, server_of
from openssi.web.http.templates import page
from openssi.web.security.access import Actor
from openssi.web.services.alerts import alerts_of
from openssi.web.services.members import StoredMember, assessment_of, find_member, member_of, opened
from openssi.web.services.mypage import ahead_part, files_of, parts_of, trend_part, works_of
from openssi.web.services.peers import industry_view, standings_of
from openssi.web.services.what_if import asked_of, levers_of, tried

__all__ = ["ROUTER"]

ROUTER = APIRouter()

#: Days after which an archive is called old: the score fades over 90.
_OLD = 30
_WEEK, _FOUR_WEEKS = 7, 28


@ROUTER.get("/")
def home(request: Request, actor: Reader, as_of: str | None = None) -> Response:
    """One's own page, or the three doors before there is any data."""
    server = server_of(request)
    seen = find_member(server, actor)
    if seen is None:
        with server.database.read() as connection:
            waiting = any(one.open for one in imports.imports_of(connection, actor.id))
        return page(request, "doors.html", actor, waiting=waiting)
    day = opened(seen).scored_day(given_day(as_of or None))
    parts, beside = parts_of(seen, day), _beside(server, actor)
    age = server.today() - seen.kept.last_day
    values: dict[str, Any] = {
        "parts": parts,
        "view": parts.view,
        "days": _days(seen, day),
        "files": files_of(seen, day),
        "sample": beside.sample,
        "alerts": len(alerts_of(server, actor).current) if day == seen.kept.last_day else 0,
        "age": age if age > _OLD and beside.sample is None else 0,
    }
    if parts.first is None:
        return page(request, "me_soon.html", actor, **values)
    values |= _plan(request, seen, day)
    newest = day >= seen.kept.last_day  # others are known as of today alone: a past day is not held against them
    standings = standings_of(server, actor, seen) if newest else ()
    against = standings_in_words(standings, assessment_of(seen, day).score.index_micro)
    return page(
        request,
        "me.html",
        actor,
        against=against,
        newest=newest,
        industry=industry_view(server, seen) if newest else None,
        works=works_of(seen, actor.account.time_zone),
        trend=trend_part(seen, day, beside.marks),
        notes=beside.notes,
        numbers=beside.numbers,
        today=iso(server.today()),
        **values,
    )


@ROUTER.get("/what-if")
def what_if(request: Request, actor: Reader, as_of: str | None = None) -> Response:
    """The result alone, for the form of the page."""
    seen = member_of(server_of(request), actor)
    day = opened(seen).scored_day(given_day(as_of or None))
    return page(request, "_plan.html", actor, days=_days(seen, day), **_plan(request, seen, day))


@ROUTER.get("/ahead")
def ahead(request: Request, actor: Reader, as_of: str | None = None) -> Response:
    """Where it leads: a part of the page when the page asks, a page of its own for whoever has no script."""
    seen = member_of(server_of(request), actor)
    day = opened(seen).scored_day(given_day(as_of or None))
    template = "_part.html" if "hx-request" in request.headers else "ahead.html"
    return page(request, template, actor, part=ahead_part(seen, day), days=_days(seen, day))


@ROUTER.get("/reminder.ics")
def reminder(request: Request, actor: Reader) -> Response:
    """A calendar file that reminds of an archive that was asked for today."""
    del actor  # whoever is signed in
    headers = {"Content-Disposition": 'attachment; filename="linkedin-archive.ics"'}
    return Response(reminder_ics(server_of(request).today()), media_type="text/calendar", headers=headers)


@ROUTER.get("/me")
def me() -> Response:
    """An address that people guess."""
    return RedirectResponse("/", HTTPStatus.SEE_OTHER)


def _days(seen: StoredMember, day: int) -> dict[str, object]:
    """The day of a page and those around it that can be asked for; `query` goes on asking for it."""
    first, last = seen.kept.first_day, seen.kept.last_day
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
        tuple((iso(one.day), points(one.index_micro)) for one in reversed(numbers)),
        sample,
    )


def _plan(request: Request, seen: StoredMember, day: int) -> dict[str, Any]:
    asked = asked_of(request.query_params)
    levers = levers_of(seen, day, asked)
    past = day if day != seen.kept.last_day else None
    return {
        "asked": asked,
        "levers": levers,
        "tried": tried(seen, day, asked),
        "address": f"/?{asked.query(past)}#what-if",
        "usual": f"/?{asked.with_numbers({one.signal: one.usual for one in levers}).query(past)}#what-if",
    }
