"""The parts of a member's page that depend on the stored data only: made once per version of the data and cached."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from markupsafe import Markup

from openssi.activity.annotations import Annotations
from openssi.errors import InputError
from openssi.insight.history import History
from openssi.insight.minimum_data import require_enough_data
from openssi.insight.own_past import OwnPast, own_past
from openssi.insight.year import Year, year_of
from openssi.member.report import forecast, largest_moves, recent_change, recent_history
from openssi.render.html.coach import OutlookView, outlook_view
from openssi.render.html.content import ContentView
from openssi.render.html.content import content_view as describe_content
from openssi.render.html.explain import WhyView, why_view
from openssi.render.html.fades import FadesView, fades_view
from openssi.render.html.history import HistoryView, calendar_chart, history_view, last_days
from openssi.render.html.peers import PeerComparison, compare_with_own_past
from openssi.render.html.score import ScoreView, score_view
from openssi.render.html.summary import SummaryView, summary_view
from openssi.render.svg import Chart
from openssi.web.http.templates import render_part
from openssi.web.services.stored_member import StoredMember, assessment_of, load_member, register_caches

__all__ = [
    "PERIODS",
    "Parts",
    "calendar_of",
    "content_view",
    "fades_of",
    "outlook_of",
    "own_past_of",
    "page_parts",
    "sources_part",
    "trend_of",
    "why_of",
    "year_at",
]

_CACHED = 64  # members
#: The periods of the history, by days.
PERIODS = {90: "90 days", 365: "Year", 730: "Two years"}
_NO_ANNOTATIONS = Annotations()


@dataclass(frozen=True, slots=True)
class Parts:
    """The score of a day; with an index also the answers about it, its year, and comparisons with one's own past."""

    view: ScoreView
    overview: SummaryView | None = None
    trend: HistoryView | None = None
    own_past: tuple[PeerComparison, ...] = ()


@lru_cache(maxsize=_CACHED)
def page_parts(member: StoredMember, day: int) -> Parts:
    """Return the parts of a day.

    Raises:
        DayError: the day is outside the data.
    """
    assessment = assessment_of(member, day)
    shown = score_view(assessment)
    if not assessment.score.enough:
        return Parts(shown)
    history = _history(member, day)
    summary = summary_view(assessment, shown, recent_change(assessment), history)
    return Parts(shown, summary, history_view(history), compare_with_own_past(history))


@lru_cache(maxsize=_CACHED)
def _history(member: StoredMember, day: int) -> History:
    return recent_history(assessment_of(member, day), _NO_ANNOTATIONS)


def own_past_of(member: StoredMember) -> OwnPast:
    """Return the newest index with earlier ones of the member.

    Raises:
        DayError: there is too little data for an index.
    """
    assessment = assessment_of(member)
    require_enough_data(assessment.activity, assessment.model, assessment.score)
    return own_past(_history(member, assessment.score.as_of))


@lru_cache(maxsize=_CACHED)
def trend_of(member: StoredMember, day: int, annotations: Annotations, days: int) -> HistoryView:
    """Return the last days up to a day with the member's annotations."""
    return history_view(last_days(_history(member, day), days).annotated(annotations))


@lru_cache(maxsize=_CACHED)
def calendar_of(member: StoredMember, day: int) -> Chart:
    """Return the year up to a day, day by day."""
    return calendar_chart(assessment_of(member, day))


@lru_cache(maxsize=_CACHED)
def why_of(member: StoredMember, day: int) -> WhyView:
    """Return why the index moved in the last four weeks, and its largest moves in the year."""
    assessment = assessment_of(member, day)
    return why_view(recent_change(assessment), largest_moves(assessment))


@lru_cache(maxsize=_CACHED)
def outlook_of(member: StoredMember, day: int, minutes: int) -> OutlookView:
    """Return the plan for some minutes a week, and where it leads."""
    return outlook_view(forecast(assessment_of(member, day), minutes))


@lru_cache(maxsize=_CACHED)
def fades_of(member: StoredMember, day: int) -> FadesView:
    """Return what expires in the next 30 days."""
    return fades_view(assessment_of(member, day))


@lru_cache(maxsize=_CACHED)
def year_at(member: StoredMember, day: int) -> Year:
    """Return the year up to a day.

    Raises:
        DayError: there is too little data for an index.
    """
    assessment = assessment_of(member, day)
    return year_of(assessment.activity, assessment.model, day)


@lru_cache(maxsize=_CACHED)
def content_view(member: StoredMember, time_zone: str) -> ContentView | str:
    """Return what went with more engagement; if data is missing, say which."""
    try:
        return describe_content(replace(load_member(member), time_zone=time_zone).content())
    except InputError as error:
        return error.message


@lru_cache(maxsize=_CACHED)
def sources_part(member: StoredMember, day: int) -> Markup:
    """Render every file that was read, with the results for its records."""
    return render_part("_files.html", view=page_parts(member, day).view)


register_caches(
    page_parts.cache_clear,
    _history.cache_clear,
    trend_of.cache_clear,
    calendar_of.cache_clear,
    why_of.cache_clear,
    outlook_of.cache_clear,
    fades_of.cache_clear,
    year_at.cache_clear,
    content_view.cache_clear,
    sources_part.cache_clear,
)
