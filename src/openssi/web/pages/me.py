"""My page: overview, plan, history, reasons, signals and files, each at its own address; or how to start."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from openssi.activity.annotations import Annotations
from openssi.activity.calendar import DAYS_PER_WEEK, FOUR_WEEKS, day_of, iso, long_day
from openssi.activity.plan import plannable_signals
from openssi.insight.alerts import OLD_AFTER
from openssi.insight.coach import MINUTES
from openssi.model import PUBLISHED
from openssi.render.feeds import reminder_ics
from openssi.render.html.page import Links
from openssi.render.html.peers import compare_with_peers, comparison_in_brief
from openssi.render.svg.year import year_pictures
from openssi.render.words.next_steps import if_never_in_words
from openssi.render.words.year import year_cards
from openssi.scoring.rounding import format_points
from openssi.store import imports, scores
from openssi.store.imports import Import
from openssi.web.context import Reader, Server, Writer, get_server
from openssi.web.http.forms import FormText
from openssi.web.http.problems import not_found_error
from openssi.web.http.templates import render_page
from openssi.web.security.access import Actor
from openssi.web.services.alerts import list_alerts
from openssi.web.services.answers import answers_of, kind_of, set_answer
from openssi.web.services.industry import choose_industry, industry_view
from openssi.web.services.page_parts import (
    PERIODS,
    calendar_of,
    content_view,
    fades_of,
    outlook_of,
    page_parts,
    trend_of,
    why_of,
    year_at,
)
from openssi.web.services.peers import peer_ranks
from openssi.web.services.retention import erasure_dates
from openssi.web.services.stored_member import StoredMember, assessment_of, find_member, load_member, require_member
from openssi.web.services.what_if import first_plan, list_levers, parse_plan_query, plan_outcome

__all__ = ["ROUTER"]

ROUTER = APIRouter()

#: The tabs of a member's page, in their order, by path.
_TABS = {
    "/": "Overview",
    "/plan": "Plan",
    "/history": "History",
    "/reasons": "Reasons",
    "/signals": "Signals",
    "/files": "Files",
}
_LINKED = ("/plan", "/history", "/reasons", "/signals", "/files")
_KINDS = {kind.id: kind for model in PUBLISHED.values() for kind in model.kinds}
_PLANNABLE = frozenset(name for model in PUBLISHED.values() for name in plannable_signals(model))
_MINUTES = ("30", "60", "90", "120")


@ROUTER.get("/")
def home(request: Request, actor: Reader, as_of: str | None = None) -> Response:
    """Show the member's answers at a glance, or the start page before there is any data."""
    server = get_server(request)
    member = find_member(server, actor)
    if member is None:
        with server.database.read() as connection:
            waiting = any(import_.open for import_ in imports.imports_of(connection, actor.id))
        return render_page(request, "start.html", actor, waiting=waiting)
    if not _PLANNABLE.isdisjoint(request.query_params):  # a link to a plan from before it had a page
        return RedirectResponse(f"/plan?{request.url.query}", HTTPStatus.SEE_OTHER)
    page = _Page(request, actor, member, as_of)
    newest = page.day >= member.record.last_day  # others are known as of today only, so a past day has no comparison
    ranks = peer_ranks(server, actor, member) if newest else ()
    index = assessment_of(member, page.day).score.index_micro
    return page.render(
        "me.html",
        own_past=page_parts(member, page.day).own_past,
        peers=compare_with_peers(ranks, index),
        compared=comparison_in_brief(ranks, index),
        newest=newest,
        industry=industry_view(server, actor.account, member) if newest else None,
    )


@ROUTER.get("/plan")
def plan(request: Request, actor: Reader, as_of: str | None = None, minutes: str = "60") -> Response:
    """Show the best use of some minutes a week, where it leads, what fades next, and a plan of one's own."""
    page = _Page(request, actor, require_member(get_server(request), actor), as_of)
    if not page.enough:
        return page.render("me.html")
    chosen = int(minutes) if minutes in _MINUTES else MINUTES
    return page.render(
        "me_plan.html",
        outlook=outlook_of(page.member, page.day, chosen),
        fades=fades_of(page.member, page.day),
        minutes=chosen,
        choices=_MINUTES,
        questions=_questions(page.member, page.day, actor),
        answered=_answered(actor),
        **_plan(request, page.member, page.day),
    )


@ROUTER.get("/history")
def history(request: Request, actor: Reader, as_of: str | None = None, days: str = "365") -> Response:
    """Show the index over time, with the member's notes and LinkedIn's score."""
    server = get_server(request)
    page = _Page(request, actor, require_member(server, actor), as_of)
    if not page.enough:
        return page.render("me.html")
    period = int(days) if days in map(str, PERIODS) else 365
    entries = page.entries
    return page.render(
        "me_history.html",
        trend=trend_of(page.member, page.day, entries.annotations, period),
        calendar=calendar_of(page.member, page.day),
        period=period,
        periods=PERIODS,
        notes=entries.notes,
        numbers=entries.numbers,
        today=iso(server.today()),
        cards=year_cards(year_at(page.member, page.day)),
    )


@ROUTER.get("/reasons")
def reasons(request: Request, actor: Reader, as_of: str | None = None) -> Response:
    """Show why the index moved, and which posts went with more engagement."""
    page = _Page(request, actor, require_member(get_server(request), actor), as_of)
    if not page.enough:
        return page.render("me.html")
    return page.render(
        "me_reasons.html",
        why=why_of(page.member, page.day),
        content=content_view(page.member, actor.account.time_zone),
    )


@ROUTER.get("/signals")
def signals(request: Request, actor: Reader, as_of: str | None = None) -> Response:
    """Show what every signal counts, what it earned, and what its next point takes."""
    return _Page(request, actor, require_member(get_server(request), actor), as_of).render("me_signals.html")


@ROUTER.get("/files")
def files(request: Request, actor: Reader, as_of: str | None = None) -> Response:
    """Show every file that was read, and what would add points."""
    return _Page(request, actor, require_member(get_server(request), actor), as_of).render("me_files.html")


@ROUTER.get("/what-if")
def what_if(request: Request, actor: Reader, as_of: str | None = None) -> Response:
    """Show the result of a plan, for the form on the page."""
    if request.headers.get("hx-request") != "true":  # opened by itself, it would be a part without its page
        return RedirectResponse(f"/plan?{request.url.query}", HTTPStatus.SEE_OTHER)
    page = _Page(request, actor, require_member(get_server(request), actor), as_of)
    return page.render("_plan.html", **_plan(request, page.member, page.day))


@ROUTER.get("/year/{card}.svg")
def year_picture(request: Request, actor: Reader, card: str, as_of: str | None = None) -> Response:
    """Send one of the pictures of the member's year."""
    member = require_member(get_server(request), actor)
    pictures = dict(year_pictures(year_at(member, load_member(member).scored_day(as_of or None))))
    if card not in pictures:
        raise not_found_error()
    return Response(pictures[card], media_type="image/svg+xml")


@ROUTER.post("/answers")
def answer(request: Request, actor: Writer, kind: FormText, said: FormText) -> Response:
    """Remember whether the member has never done something, or its file is missing."""
    set_answer(get_server(request), actor, kind, said)
    return RedirectResponse("/plan", HTTPStatus.SEE_OTHER)


@ROUTER.post("/industry")
def set_industry(request: Request, actor: Writer, industry: FormText = "") -> Response:
    """Remember which industry of the benchmarks the member compares with; empty for that of the profile."""
    choose_industry(get_server(request), actor, industry)
    return RedirectResponse("/#industry", HTTPStatus.SEE_OTHER)


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


class _Page:
    """One page of a member on one day: what all of them show, and where they lead."""

    def __init__(self, request: Request, actor: Actor, member: StoredMember, as_of: str | None) -> None:
        self.member = member
        self.day = load_member(member).scored_day(as_of or None)
        self._request, self._actor = request, actor
        self._server = get_server(request)

    @property
    def enough(self) -> bool:
        """Whether there is an index on the day."""
        return bool(assessment_of(self.member, self.day).score.enough)

    @cached_property
    def entries(self) -> _Entries:
        """What the member entered."""
        return _entries(self._server, self._actor)

    def render(self, template: str, **values: Any) -> Response:
        """Render one of the pages."""
        last = self.member.record.last_day
        age = self._server.today() - last
        parts = page_parts(self.member, self.day)
        base, query = self._server.settings.path, f"?as_of={iso(self.day)}" if self.day != last else ""
        shared: dict[str, Any] = {
            "here": "me",
            "tab": self._request.scope["route"].path,
            "tabs": _TABS,
            "links": Links(*(f"{base}{path}{query}" for path in _LINKED)),
            "view": parts.view,
            "summary": parts.overview,
            "trend": parts.trend,
            "days": _days(self.member, self.day),
            "sample": self.entries.sample,
            "alerts": len(list_alerts(self._server, self._actor).current) if self.day == last else 0,
            "erased_soon": _erased_soon(self._server, self._actor),
            "age": age if age > OLD_AFTER and self.entries.sample is None else 0,
        }
        return render_page(self._request, template, self._actor, **(shared | values))


def _erased_soon(server: Server, actor: Actor) -> str:
    """Return the day on which a team's rule erases something of the member's; "" if that is more than a month away."""
    rules = erasure_dates(server, actor)
    nearest = min((expiry for expiry in (rules.data_at, rules.account_at) if expiry is not None), default=0)
    return long_day(day_of(nearest)) if rules.soon else ""


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
    """What the member entered: notes and LinkedIn's scores, latest first; and the sample import, if shown."""

    annotations: Annotations
    notes: tuple[tuple[str, str, str, str], ...]
    numbers: tuple[tuple[str, str, str], ...]
    sample: Import | None


def _entries(server: Server, actor: Actor) -> _Entries:
    with server.database.read() as connection:
        notes = scores.notes_of(connection, actor.id)
        numbers = scores.linkedin_scores_of(connection, actor.id)
        sample = imports.find_sample(connection, actor.id)
    return _Entries(
        Annotations(tuple(note for _, note in notes), (), numbers),
        tuple((note_id, iso(note.day), long_day(note.day), note.text) for note_id, note in reversed(notes)),
        tuple(
            (iso(number.day), long_day(number.day), format_points(number.index_micro)) for number in reversed(numbers)
        ),
        sample,
    )


def _questions(member: StoredMember, day: int, actor: Actor) -> list[tuple[str, str]]:
    """Return the kind and the words of each question that the member has not answered."""
    answered = answers_of(actor.account)
    questions = [(kind_of(offer), if_never_in_words(offer)) for offer in assessment_of(member, day).if_never]
    return [(kind, words) for kind, words in questions if kind not in answered]


def _answered(actor: Actor) -> list[tuple[str, str, str]]:
    """Return the kind, its name and the answer of each question that the member has answered."""
    answers = answers_of(actor.account).items()
    return [(kind, _KINDS[kind].many, reply) for kind, reply in answers if kind in _KINDS]


def _plan(request: Request, member: StoredMember, day: int) -> dict[str, Any]:
    """Return the plan of a query and its result; without a plan, the best next step that can be taken every week."""
    plan = parse_plan_query(request.query_params, load_member(member).model)
    if _PLANNABLE.isdisjoint(request.query_params):
        plan = first_plan(member, day, plan.weeks)
    past = day if day != member.record.last_day else None
    return {
        "plan": plan,
        "levers": list_levers(member, day, plan),
        "outcome": plan_outcome(member, day, plan),
        "address": f"/plan?{plan.query(past)}#what-if",
    }
