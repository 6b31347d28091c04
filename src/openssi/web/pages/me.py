"""The start page: a member's own index, or the ways to get one."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from openssi.activity.annotations import Annotations
from openssi.activity.calendar import DAYS_PER_WEEK, FOUR_WEEKS, iso
from openssi.insight.alerts import OLD_AFTER
from openssi.render.feeds import reminder_ics
from openssi.render.html.peers import compare_with_peers
from openssi.scoring.rounding import format_points
from openssi.store import imports, scores
from openssi.store.imports import Import
from openssi.web.context import Reader, Server, get_server
from openssi.web.http.templates import render_page
from openssi.web.security.access import Actor
from openssi.web.services.alerts import list_alerts
from openssi.web.services.me import ahead_part, content_view, page_parts, sources_part, trend_part
from openssi.web.services.members import StoredMember, assessment_of, find_member, load_member, require_member
from openssi.web.services.peers import industry_view, peer_ranks
from openssi.web.services.what_if import list_levers, parse_plan_query, plan_outcome

__all__ = ["ROUTER"]

ROUTER = APIRouter()


@ROUTER.get("/")
def home(request: Request, actor: Reader, as_of: str | None = None) -> Response:
    """Show the member's page, or the start page before there is any data."""
    server = get_server(request)
    member = find_member(server, actor)
    if member is None:
        with server.database.read() as connection:
            waiting = any(one.open for one in imports.imports_of(connection, actor.id))
        return render_page(request, "start.html", actor, waiting=waiting)
    day = load_member(member).scored_day(as_of or None)
    parts, entries = page_parts(member, day), _entries(server, actor)
    age = server.today() - member.record.last_day
    values: dict[str, Any] = {
        "parts": parts,
        "view": parts.view,
        "days": _days(member, day),
        "files": sources_part(member, day),
        "sample": entries.sample,
        "alerts": len(list_alerts(server, actor).current) if day == member.record.last_day else 0,
        "age": age if age > OLD_AFTER and entries.sample is None else 0,
    }
    if parts.overview is None:
        return render_page(request, "me_not_enough.html", actor, **values)
    values |= _plan(request, member, day)
    newest = day >= member.record.last_day  # others are known as of today only, so a past day has no comparison
    ranks = peer_ranks(server, actor, member) if newest else ()
    peers = compare_with_peers(ranks, assessment_of(member, day).score.index_micro)
    return render_page(
        request,
        "me.html",
        actor,
        peers=peers,
        newest=newest,
        industry=industry_view(server, member) if newest else None,
        content=content_view(member, actor.account.time_zone),
        trend=trend_part(member, day, entries.annotations),
        notes=entries.notes,
        numbers=entries.numbers,
        today=iso(server.today()),
        **values,
    )


@ROUTER.get("/what-if")
def what_if(request: Request, actor: Reader, as_of: str | None = None) -> Response:
    """Show the result of a plan, for the form on the page."""
    member = require_member(get_server(request), actor)
    day = load_member(member).scored_day(as_of or None)
    return render_page(request, "_plan.html", actor, days=_days(member, day), **_plan(request, member, day))


@ROUTER.get("/ahead")
def ahead(request: Request, actor: Reader, as_of: str | None = None) -> Response:
    """Show the forecast: as part of the page for a script, else as a page of its own."""
    member = require_member(get_server(request), actor)
    day = load_member(member).scored_day(as_of or None)
    template = "_part.html" if "hx-request" in request.headers else "ahead.html"
    return render_page(request, template, actor, part=ahead_part(member, day), days=_days(member, day))


@ROUTER.get("/reminder.ics")
def reminder(request: Request, actor: Reader) -> Response:
    """Send a calendar file with a reminder to download an archive requested today."""
    del actor  # any member
    headers = {"Content-Disposition": 'attachment; filename="linkedin-archive.ics"'}
    return Response(reminder_ics(get_server(request).today()), media_type="text/calendar", headers=headers)


@ROUTER.get("/me")
def me() -> Response:
    """Redirect an address that people guess."""
    return RedirectResponse("/", HTTPStatus.SEE_OTHER)


def _days(member: StoredMember, day: int) -> dict[str, object]:
    """Return the day of a page and the days it links to; `query` keeps links on the same day."""
    first, last = member.record.first_day, member.record.last_day
    past = day != last
    return {
        "day": iso(day),
        "first": iso(first),
        "last": iso(last),
        "past": past,
        "query": f"?as_of={iso(day)}" if past else "",
        "week": iso(day - DAYS_PER_WEEK) if day - DAYS_PER_WEEK >= first else "",
        "month": iso(day - FOUR_WEEKS) if day - FOUR_WEEKS >= first else "",
    }


@dataclass(frozen=True, slots=True)
class _Entries:
    """What the member entered: notes and LinkedIn's scores, latest first, and the sample import if that is what they look at."""

    annotations: Annotations
    notes: tuple[tuple[str, str, str], ...]
    numbers: tuple[tuple[str, str], ...]
    sample: Import | None


def _entries(server: Server, actor: Actor) -> _Entries:
    with server.database.read() as connection:
        notes = scores.notes_of(connection, actor.id)
        numbers = scores.linkedin_scores_of(connection, actor.id)
        sample = imports.find_sample(connection, actor.id)
    return _Entries(
        Annotations(tuple(note for _, note in notes), (), numbers),
        tuple((note_id, iso(note.day), note.text) for note_id, note in reversed(notes)),
        tuple((iso(one.day), format_points(one.index_micro)) for one in reversed(numbers)),
        sample,
    )


def _plan(request: Request, member: StoredMember, day: int) -> dict[str, Any]:
    plan = parse_plan_query(request.query_params)
    levers = list_levers(member, day, plan)
    past = day if day != member.record.last_day else None
    return {
        "plan": plan,
        "levers": levers,
        "outcome": plan_outcome(member, day, plan),
        "address": f"/?{plan.query(past)}#what-if",
    }
