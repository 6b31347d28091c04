"""The parts of a member's page that depend on the stored data only: rendered once per version of the data and cached."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from markupsafe import Markup

from openssi.activity.annotations import Annotations
from openssi.errors import InputError
from openssi.member.report import forecast, largest_moves, recent_change, recent_history
from openssi.render.html.content import ContentView
from openssi.render.html.content import content_view as describe_content
from openssi.render.html.explain import why_view
from openssi.render.html.history import calendar_chart, history_view
from openssi.render.html.outlook import outlook_view
from openssi.render.html.score import ScoreView, score_view
from openssi.render.html.summary import SummaryView, summary_view
from openssi.web.http.templates import render_part
from openssi.web.services.members import StoredMember, assessment_of, load_member, register_caches

__all__ = ["Parts", "ahead_part", "content_view", "page_parts", "sources_part", "trend_part"]

_CACHED = 64  # members


@dataclass(frozen=True, slots=True)
class Parts:
    """The page of a day, without what depends on the request or the member's annotations; `overview` is None without an index."""

    view: ScoreView
    overview: SummaryView | None
    steps: Markup
    why: Markup
    signals: Markup


@lru_cache(maxsize=_CACHED)
def page_parts(member: StoredMember, day: int) -> Parts:
    """Return the parts of a day.

    Raises:
        DayError: the day is outside the data.
    """
    assessment = assessment_of(member, day)
    shown = score_view(assessment)
    signals = render_part("_signals.html", view=shown) + render_part("_missing.html", view=shown)
    signals += render_part("_credibility.html", view=shown)
    if not assessment.score.enough:
        return Parts(shown, None, Markup(""), Markup(""), signals)
    change = recent_change(assessment)
    return Parts(
        shown,
        summary_view(assessment, shown, change),
        render_part("_steps.html", view=shown),
        render_part("_why.html", view=shown, why=why_view(change, largest_moves(assessment))),
        signals,
    )


@lru_cache(maxsize=_CACHED)
def trend_part(member: StoredMember, day: int, annotations: Annotations) -> Markup:
    """Render the history up to a day with the member's annotations, and the calendar of its year."""
    assessment = assessment_of(member, day)
    if not assessment.score.enough:
        return Markup("")
    return render_part("_trend.html", trend=history_view(recent_history(assessment, annotations))) + render_part(
        "_calendar.html", calendar=calendar_chart(assessment)
    )


@lru_cache(maxsize=_CACHED)
def ahead_part(member: StoredMember, day: int) -> Markup:
    """Render the forecast from a day on; it takes half a second, so pages load it separately."""
    return render_part("_outlook.html", outlook=outlook_view(forecast(assessment_of(member, day))))


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
    return render_part("_sources.html", view=score_view(assessment_of(member, day)))


register_caches(
    page_parts.cache_clear,
    trend_part.cache_clear,
    ahead_part.cache_clear,
    content_view.cache_clear,
    sources_part.cache_clear,
)
