"""A member's year in five figures: the index, its rhythm, what raised it, what they wrote, and whom they met."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.activity import Activity
from openssi.activity.pace import ACTIVE
from openssi.insight.explain import Bar, explain_change
from openssi.insight.history import History, history
from openssi.insight.minimum_data import require_enough_data
from openssi.model import Model
from openssi.scoring import Score, interval_points, score

__all__ = ["DAYS", "Year", "year_of"]

DAYS = 365
_WROTE = ("post_published", "comment_given", "post_shared", "conversation_kept")
_MET = ("connection_made", "decision_maker_met", "outreach_answered")


@dataclass(frozen=True, slots=True)
class Year:
    """What happened in a year; shorter if the data are.

    Attributes:
        history: the index on every day of it, and on the day before.
        now: the score of its last day.
        interval: the half width of the index's interval on that day, in whole points.
        before: the first score with a number.
        best: the signal that rose most between the two; None if none rose.
        active: the days on which the member was active; None if the files don't cover that.
        wrote: by kind of activity, on how many days the member did it; only kinds that the files cover.
        met: by kind of activity, how many; only kinds that the files cover.
    """

    history: History
    now: Score
    interval: int
    before: Score
    best: Bar | None
    active: tuple[int, ...] | None
    wrote: tuple[tuple[str, int], ...]
    met: tuple[tuple[str, int], ...]

    @property
    def first(self) -> int:
        """The first day, in days since 1970-01-01."""
        return max(self.history.days[0].day, self.last - DAYS + 1)

    @property
    def last(self) -> int:
        """The last day."""
        return self.history.days[-1].day


def year_of(activity: Activity, model: Model, last: int) -> Year:
    """Return the year up to a day.

    Raises:
        DayError: there is too little data for a number on that day.
    """
    now = score(activity, model, last)
    require_enough_data(activity, model, now)
    past_year = history(activity, model, max(min(activity.first_day, last), last - DAYS), last)
    first = next(day.day for day in past_year.days if day.index_micro is not None)
    days = range(max(past_year.days[0].day, last - DAYS + 1), last + 1)
    return Year(
        history=past_year,
        now=now,
        interval=interval_points(activity, model, last),
        before=score(activity, model, first),
        best=_best(activity, model, first, last),
        active=tuple(sorted(_days(activity, ACTIVE, days))) if ACTIVE in activity.coverage else None,
        wrote=tuple((kind, len(_days(activity, kind, days))) for kind in _WROTE if kind in activity.coverage),
        met=tuple((kind, _total(activity, model, kind, days)) for kind in _MET if kind in activity.coverage),
    )


def _best(activity: Activity, model: Model, first: int, last: int) -> Bar | None:
    bars = explain_change(activity, model, first, last).bars if first < last else ()
    best = max(bars, key=lambda bar: bar.tenths, default=None)
    return best if best is not None and best.tenths > 0 else None


def _days(activity: Activity, kind: str, days: range) -> set[int]:
    return {row.day for row in activity.rows.get(kind, ()) if row.day in days and row.quantity > 0}


def _total(activity: Activity, model: Model, kind: str, days: range) -> int:
    """Return how many of a kind there were on these days, in whole units."""
    total = sum(row.quantity for row in activity.rows.get(kind, ()) if row.day in days)
    return total // model.kind[kind].unit
