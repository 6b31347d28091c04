"""The index over time as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from openssi.activity.calendar import DAYS_PER_YEAR, short_day
from openssi.insight import Assessment
from openssi.insight.agreement import agreement
from openssi.insight.history import History, change_in_words
from openssi.render.html.summary import year_in_words
from openssi.render.svg import Chart, activity_calendar, history_chart, stack_chart
from openssi.render.svg.history import mark

__all__ = ["HistoryView", "calendar_chart", "history_view", "last_days"]


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The line with its annotations, the last year's pillars stacked, and the year in words (`year`)."""

    model_id: str
    fingerprint: str
    chart: Chart
    stack: Chart
    year: str
    changes: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    together: str


def history_view(shown: History) -> HistoryView:
    """Put a history into words and charts."""
    changes = [
        (mark(at, letters=True), f"{short_day(change.day)}: {words}")
        for at, change in enumerate(shown.changes)
        for words in change_in_words(shown.model, change)
    ]
    return HistoryView(
        model_id=shown.model.id,
        fingerprint=shown.model.fingerprint,
        chart=history_chart(shown),
        stack=stack_chart(last_days(shown, DAYS_PER_YEAR)),
        year=year_in_words(shown),
        changes=tuple(changes),
        notes=tuple((mark(at), f"{short_day(note.day)}: {note.text}") for at, note in enumerate(shown.notes)),
        together=str(agreement(shown) or ""),
        left_out=tuple(f"Line {line} of the notes was left out: {reason}." for line, reason in shown.left_out),
    )


def last_days(history: History, days: int) -> History:
    """Return the end of a history: this many days up to the last, with the changes on them."""
    shown = history.days[-days - 1 :]
    return replace(
        history, days=shown, changes=tuple(change for change in history.changes if change.day >= shown[0].day)
    )


def calendar_chart(assessment: Assessment) -> Chart:
    """Return the year up to the day of an assessment, day by day."""
    return activity_calendar(assessment.activity, assessment.score.as_of)
