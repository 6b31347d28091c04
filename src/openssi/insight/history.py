"""The index on each day of the past, with gaps and the days on which a source begins or ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, Self

from openssi.activity import Activity
from openssi.activity.annotations import Annotations, LinkedInScore, Note
from openssi.activity.calendar import to_date
from openssi.model import WINDOW, Model
from openssi.scoring import Score, daily_scores, interval_points
from openssi.scoring.rounding import apportion_tenths, to_tenths

__all__ = ["CoverageChange", "Every", "History", "HistoryDay", "change_in_words", "history"]

#: How far apart the days of a table are.
Every = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True)
class HistoryDay:
    """One day of the past.

    Attributes:
        day: days since 1970-01-01.
        index_micro: the index in micro-points; None if there was too little data for a number.
        upper_micro: the index if everything not measured had earned full points; None if `index_micro` is None.
        pillars: micro-points in the model's order; None if there was no number, or nothing of the pillar was measured.
        covered: the maximum of all signals that were measured, at least in part: days with another are not comparable.
        covered_pillars: the same for each pillar, in the model's order; empty if it is unknown.
    """

    day: int
    index_micro: int | None
    upper_micro: int | None
    pillars: tuple[int | None, ...]
    covered: int | None = field(default=None, kw_only=True)
    covered_pillars: tuple[int, ...] = field(default=(), kw_only=True)

    @property
    def shown(self) -> tuple[int | None, int | None, tuple[int | None, ...]]:
        """Index, upper end and pillars in tenths of a point, as a score shows them: the pillars add up to the index."""
        if self.index_micro is None or self.upper_micro is None:
            return None, None, self.pillars
        index = to_tenths(self.index_micro)
        parts = apportion_tenths([micro or 0 for micro in self.pillars], index)
        pillars = tuple(None if micro is None else part for micro, part in zip(self.pillars, parts, strict=True))
        return index, to_tenths(self.upper_micro), pillars


@dataclass(frozen=True, slots=True)
class CoverageChange:
    """A day on which the set of measured signals changes: the index steps there although nobody did anything.

    Attributes:
        day: the first day of the new coverage.
        begins: IDs of the signals that are measured from then on.
        ends: IDs of those that no longer are.
    """

    day: int
    begins: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """The index of one member on each day of a period, by one model.

    Attributes:
        model: the model that scored every day.
        days: every day from the first to the last.
        changes: days on which the measured signals change, in order.
        notes: the member's own notes on these days, in order.
        left_out: lines of the notes file that are not notes, as `(line, reason)`.
        official: LinkedIn's own number on these days, in order.
        activity: what was scored; None if the days come from a database. Only intervals need it.
    """

    model: Model
    days: tuple[HistoryDay, ...]
    changes: tuple[CoverageChange, ...] = ()
    notes: tuple[Note, ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()
    official: tuple[LinkedInScore, ...] = ()
    activity: Activity | None = field(default=None, repr=False, compare=False)

    def interval(self, day: HistoryDay) -> int | None:
        """Return the half width of a day's interval in whole points; None without a number or the activity.

        Computed when asked for: it takes longer than the index itself.
        """
        if self.activity is None or day.index_micro is None:
            return None
        return interval_points(self.activity, self.model, day.day)

    def every(self, step: Every) -> tuple[HistoryDay, ...]:
        """Return every day, one day per week counted back from the last, or the last day of each month."""
        days, last = self.days, len(self.days) - 1
        if step == "week":
            return days[last % 7 :: 7]
        if step == "month":
            months = [_month(to_date(day.day)) for day in days]
            return tuple(day for at, day in enumerate(days) if at == last or months[at] != months[at + 1])
        return days

    def annotated(self, annotations: Annotations) -> Self:
        """Return the history with the annotations of its days."""
        days = range(self.days[0].day, self.days[-1].day + 1)
        return replace(
            self,
            notes=tuple(note for note in annotations.notes if note.day in days),
            left_out=annotations.left_out,
            official=tuple(number for number in annotations.official if number.day in days),
        )


def change_in_words(model: Model, change: CoverageChange) -> tuple[str, ...]:
    """Describe what begins and what ends on the day of a change: "Searches (5): in full 90 days later"."""
    lines: list[str] = []
    for ids, words in (
        (change.begins, f"measured from here on, in full {WINDOW} days later"),
        (change.ends, "no longer measured"),
    ):
        if ids:
            titles = (f"{model.signals[signal_id].title} ({model.signals[signal_id].maximum})" for signal_id in ids)
            lines.append(f"{', '.join(titles)}: {words}")
    return tuple(lines)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def history(activity: Activity, model: Model, first: int, last: int) -> History:
    """Score each day from `first` to `last` (days since 1970-01-01)."""
    days: list[HistoryDay] = []
    changes: list[CoverageChange] = []
    before: frozenset[str] | None = None
    for score in daily_scores(activity, model, first, last):
        days.append(_day(score))
        now = frozenset(_measured(score))
        if before is not None and now != before:
            begins, ends = (
                tuple(signal_id for signal_id in model.signals if signal_id in measured)
                for measured in (now - before, before - now)
            )
            changes.append(CoverageChange(score.as_of, begins, ends))
        before = now
    return History(model, tuple(days), tuple(changes), activity=activity)


def _day(score: Score) -> HistoryDay:
    if not score.enough:
        return HistoryDay(score.as_of, None, None, (None,) * len(score.pillars))
    lower, upper = score.range_micro
    pillars = tuple(pillar.micro if pillar.counts else None for pillar in score.pillars)
    return HistoryDay(
        score.as_of,
        lower,
        upper,
        pillars,
        covered=score.covered,
        covered_pillars=tuple(pillar.covered for pillar in score.pillars),
    )


def _measured(score: Score) -> Iterator[str]:
    return (signal.id for pillar in score.pillars for signal in pillar.signals if signal.counts)
