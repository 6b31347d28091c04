"""What a page says of the past: the trend, why it moved, and the rhythm of the days; templates only place it."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.activity.annotations import Annotations
from openssi.insight import Assessment
from openssi.insight.agreement import agreement
from openssi.insight.explain import Bar, Explanation, largest_moves
from openssi.insight.explain import recent_change as explain_recent_change
from openssi.insight.explanation_text import causes, evidence_in_words, sentence, title
from openssi.insight.history import History, change_in_words, history
from openssi.render.svg import Chart, activity_calendar, history_chart, pillar_chart, waterfall
from openssi.render.svg.chart import day_in_words
from openssi.render.svg.history import mark
from openssi.scoring.rounding import format_signed

__all__ = [
    "ExplainedView",
    "ReasonView",
    "TrendView",
    "WhyView",
    "calendar_view",
    "recent_change",
    "trend_of",
    "trend_view",
    "why_view",
]

#: Days that the page looks back on.
_TWO_YEARS = 730


@dataclass(frozen=True, slots=True)
class TrendView:
    """The line with its marks explained, and one small line for each pillar."""

    model_id: str
    fingerprint: str
    chart: Chart
    pillars: tuple[Chart, ...]
    changes: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    together: str


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One reason for a change."""

    title: str
    points: str
    causes: str
    evidence: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ExplainedView:
    """A change explained; the chart is drawn only where it is shown."""

    days: str
    sentence: str
    reasons: tuple[ReasonView, ...]
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class WhyView:
    """The change of the last four weeks, if there was a number before, and the largest drops and rises of the year."""

    recent: ExplainedView | None
    moves: tuple[ExplainedView, ...]


def trend_of(assessment: Assessment, marks: Annotations) -> TrendView:
    """The last two years up to the day of an assessment."""
    last = assessment.score.as_of
    first = max(min(assessment.activity.first_day, last), last - _TWO_YEARS)
    return trend_view(history(assessment.activity, assessment.model, first, last).annotated(marks))


def trend_view(found: History) -> TrendView:
    """What a page says of a history."""
    changes = [
        (mark(at, letters=True), f"{day_in_words(change.day)}: {words}")
        for at, change in enumerate(found.changes)
        for words in change_in_words(found.model, change)
    ]
    return TrendView(
        model_id=found.model.id,
        fingerprint=found.model.fingerprint,
        chart=history_chart(found),
        pillars=tuple(pillar_chart(found, at) for at in range(len(found.model.pillars))),
        changes=tuple(changes),
        notes=tuple((mark(at), f"{day_in_words(note.day)}: {note.text}") for at, note in enumerate(found.notes)),
        together=str(agreement(found) or ""),
        left_out=tuple(f"Line {line} of the notes was left out: {reason}." for line, reason in found.left_out),
    )


def why_view(assessment: Assessment) -> WhyView:
    """The last four weeks and the largest moves of the year up to the day of an assessment."""
    moves = largest_moves(assessment.activity, assessment.model, assessment.score.as_of)
    change = recent_change(assessment)
    recent = _explained(change, drawn=True) if change else None
    return WhyView(recent, tuple(_explained(one, drawn=False) for one in moves.explanations))


def recent_change(assessment: Assessment) -> Explanation | None:
    """The change of the last four weeks; None if there was no number before."""
    return explain_recent_change(assessment.activity, assessment.model, assessment.score.as_of)


def calendar_view(assessment: Assessment) -> Chart:
    """The year up to the day of an assessment, day by day."""
    return activity_calendar(assessment.activity, assessment.score.as_of)


def _explained(found: Explanation, *, drawn: bool) -> ExplainedView:
    days = f"{day_in_words(found.before.as_of)} to {day_in_words(found.after.as_of)}"
    reasons = tuple(_reason(found, bar) for bar in found.main)
    return ExplainedView(days, sentence(found), reasons, waterfall(found) if drawn else None)


def _reason(found: Explanation, bar: Bar) -> ReasonView:
    main = bar.main
    return ReasonView(
        title(found.model, bar),
        format_signed(bar.tenths),
        causes(bar),
        evidence_in_words(found.model, main),
        main.remedy,
    )
