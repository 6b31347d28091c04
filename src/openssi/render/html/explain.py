"""Why the index moved, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from openssi.activity.calendar import short_day
from openssi.insight.explain import Bar, Explanation, Moves
from openssi.insight.explanation_text import causes, evidence_in_words, sentence, title
from openssi.render.svg import Chart, WaterfallRow, waterfall, waterfall_rows
from openssi.scoring.rounding import format_signed

__all__ = ["ExplanationView", "ReasonView", "WhyView", "why_view"]


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One reason for a change."""

    title: str
    points: str
    causes: str
    evidence: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ExplanationView:
    """A change explained; `rows` and `chart` (whose table has every signal) are empty if only words are shown."""

    days: str
    sentence: str
    reasons: tuple[ReasonView, ...]
    rows: tuple[WaterfallRow, ...] = ()
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class WhyView:
    """The change of the last four weeks, if there was a number before, and the largest moves of the year."""

    recent: ExplanationView | None
    moves: tuple[ExplanationView, ...]


def why_view(change: Explanation | None, moves: Moves) -> WhyView:
    """Put the change of the last four weeks and the largest moves of the year into words and a chart."""
    recent = replace(_explanation(change), rows=waterfall_rows(change), chart=waterfall(change)) if change else None
    return WhyView(recent, tuple(map(_explanation, moves.explanations)))


def _explanation(explained: Explanation) -> ExplanationView:
    days = f"{short_day(explained.before.as_of)} to {short_day(explained.after.as_of)}"
    reasons = tuple(_reason(explained, bar) for bar in explained.main)
    return ExplanationView(days, sentence(explained), reasons)


def _reason(explained: Explanation, bar: Bar) -> ReasonView:
    return ReasonView(
        title(explained.model, bar),
        format_signed(bar.tenths),
        causes(bar),
        evidence_in_words(explained.model, bar.main),
        bar.main.remedy,
    )
