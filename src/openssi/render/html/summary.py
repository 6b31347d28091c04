"""The answers at the top of a page: what happened, how much, the weakest pillar, what next, and what fades."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.activity.calendar import DAYS_PER_YEAR, long_day, short_day
from openssi.insight import Assessment, Fade
from openssi.insight.explain import Explanation
from openssi.insight.explanation_text import headline
from openssi.insight.fades import DAYS
from openssi.insight.history import History
from openssi.model import MICRO
from openssi.render.html.score import ScoreView
from openssi.render.svg import spark
from openssi.render.words.next_steps import fade_in_words
from openssi.render.words.pillars import percent_earned, weakest_pillar
from openssi.scoring.rounding import format_signed, format_tenths, format_whole, to_tenths

__all__ = ["SummaryView", "summary_view", "year_in_words"]


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The answers; those about a change are empty where there was no number four weeks before.

    `moved` is up, down or flat; `weakest` names the pillar with the smallest part of its measured points.
    """

    headline: str
    between: str
    moved: str
    change: str
    spark: str
    own_year: str
    why: str
    weakest: str
    step: str
    fading: str


def summary_view(
    assessment: Assessment, view: ScoreView, change: Explanation | None, history: History | None = None
) -> SummaryView:
    """Answer for an assessment with a number, from its page and the change of the last four weeks."""
    tenths = change.after.shown.index - change.before.shown.index if change else 0
    why = _capitalized(headline(change).rstrip(".")) if change else ""
    return SummaryView(
        headline=why or f"Your index is {format_whole(assessment.score.index_micro)}",
        between=_between(change) if change else "",
        moved=("up" if tenths > 0 else "down" if tenths < 0 else "flat") if change else "",
        change=_change(tenths) if change else "",
        spark=spark(_year(history)) if history else "",
        own_year=_own_year(history) if history else "",
        why=why or "Your history starts here: there was no number four weeks ago.",
        weakest=_weakest(assessment),
        step=f"{view.steps[0].do.partition(' (')[0]}: +{view.steps[0].gain}" if view.steps else "",
        fading=_fading(assessment),
    )


def year_in_words(history: History) -> str:
    """Say how the index went in the last year: "From 39 to 53 in a year"; empty if there is one number or none."""
    known = [day for day in history.days[-DAYS_PER_YEAR - 1 :] if day.index_micro is not None]
    if len(known) < 2:
        return ""
    start, end = (format_whole(day.index_micro or 0) for day in (known[0], known[-1]))
    whole = known[-1].day - known[0].day >= DAYS_PER_YEAR - 1
    if start == end:
        return f"Still {end} after a year" if whole else f"Still {end}, as on {long_day(known[0].day)}"
    return f"From {start} to {end} {'in a year' if whole else f'since {long_day(known[0].day)}'}"


def _own_year(history: History) -> str:
    """Compare the index with that of a year ago, or of the first day with one."""
    known = [day for day in history.days[-DAYS_PER_YEAR - 1 :] if day.index_micro is not None]
    if len(known) < 2:
        return ""
    shown = to_tenths(known[-1].index_micro or 0) - to_tenths(known[0].index_micro or 0)
    since = "a year ago" if known[-1].day - known[0].day >= DAYS_PER_YEAR - 1 else short_day(known[0].day)
    if not shown:
        return f"the same as {since}"
    return f"{format_tenths(abs(shown))} {'above' if shown > 0 else 'below'} {since}"


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def _between(change: Explanation) -> str:
    before, after = change.before, change.after
    return (
        f"{format_tenths(before.shown.index)} on {long_day(before.as_of)}, "
        f"{format_tenths(after.shown.index)} on {long_day(after.as_of)}."
    )


def _change(tenths: int) -> str:
    """Write a change with an arrow, which says the same as its color: "▲ 2.0"."""
    arrow = "▲ " if tenths > 0 else "▼ " if tenths < 0 else ""
    return f"{arrow}{format_tenths(abs(tenths))}" if tenths else format_signed(0)


def _year(history: History) -> list[int]:
    return [day.index_micro for day in history.days[-DAYS_PER_YEAR:] if day.index_micro is not None]


def _weakest(assessment: Assessment) -> str:
    weakest = weakest_pillar(assessment.score.pillars)
    if weakest is None:
        return ""
    title = next(pillar.title for pillar in assessment.model.pillars if pillar.id == weakest.id)
    return f"{title}, {percent_earned(weakest)}% of its points"


def _fading(assessment: Assessment) -> str:
    """Name what expires first among what the member can keep, or what is lost most."""
    fades = assessment.fades
    best = max((fade for fade in fades if fade.keep), key=lambda fade: fade.micro, default=None)
    if best is None:
        return ""
    last = assessment.score.as_of + DAYS if best.earned else best.day
    return f"{_points(best)} by {short_day(last)}. {fade_in_words(best, assessment.model)}"


def _points(fade: Fade) -> str:
    sign = "−" if fade.earned else "+"
    return f"{sign}{format_tenths(fade.micro * 10 // MICRO)}"
