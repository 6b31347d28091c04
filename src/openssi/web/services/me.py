"""One's own page, part by part: what the data alone decide is rendered once for each content of a member and kept ready."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from openssi.activity.annotations import Annotations
from openssi.errors import InputError
from openssi.insight.content import content
from openssi.render.html.content import WorksView, works_view
from openssi.render.html.history import calendar_view, recent_change, trend_of, why_view
from openssi.render.html.outlook import ahead_view
from openssi.render.html.score import View, view
from openssi.render.html.summary import Glance, glance
from openssi.web.http.templates import part
from openssi.web.services.members import StoredMember, assessment_of, load_member, register_caches

__all__ = ["Parts", "ahead_part", "content_view", "page_parts", "sources_part", "trend_part"]

_KEPT = 64  # members whose parts are kept ready


@dataclass(frozen=True, slots=True)
class Parts:
    """A day's page without what the request or the member's own marks decide; `first` is None where there is no number yet."""

    view: View
    first: Glance | None
    steps: Markup
    why: Markup
    signals: Markup


@lru_cache(maxsize=_KEPT)
def page_parts(member: StoredMember, day: int) -> Parts:
    """The parts of a day.

    Raises:
        DayError: the day lies outside the data.
    """
    assessment = assessment_of(member, day)
    told = view(assessment)
    signals = part("_signals.html", view=told) + part("_missing.html", view=told)
    if not assessment.score.enough:
        return Parts(told, None, Markup(""), Markup(""), signals)
    return Parts(
        told,
        glance(assessment, told, recent_change(assessment)),
        part("_steps.html", view=told),
        part("_why.html", view=told, why=why_view(assessment)),
        signals,
    )


@lru_cache(maxsize=_KEPT)
def trend_part(member: StoredMember, day: int, marks: Annotations) -> Markup:
    """The history up to a day with the member's own marks, and the rhythm of its year."""
    assessment = assessment_of(member, day)
    if not assessment.score.enough:
        return Markup("")
    return part("_trend.html", trend=trend_of(assessment, marks)) + part(
        "_calendar.html", calendar=calendar_view(assessment)
    )


@lru_cache(maxsize=_KEPT)
def ahead_part(member: StoredMember, day: int) -> Markup:
    """Where the index goes from a day on, and the least effort that holds it: half a second of work, so it is asked for apart."""
    return part("_ahead.html", ahead=ahead_view(assessment_of(member, day)))


@lru_cache(maxsize=_KEPT)
def content_view(member: StoredMember, time_zone: str) -> WorksView | str:
    """What went with more engagement; in words what is missing to tell it."""
    try:
        return works_view(content(load_member(member).activity, (), time_zone))
    except InputError as error:
        return error.message


@lru_cache(maxsize=_KEPT)
def sources_part(member: StoredMember, day: int) -> Markup:
    """Every file that was read, with what became of its records."""
    return part("_sources.html", view=view(assessment_of(member, day)))


register_caches(
    page_parts.cache_clear,
    trend_part.cache_clear,
    ahead_part.cache_clear,
    content_view.cache_clear,
    sources_part.cache_clear,
)
