"""A member compared with their own past: the best 90 days so far, and a year ago."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.insight.history import History, HistoryDay

__all__ = ["OwnPast", "own_past"]

_YEAR = 365


@dataclass(frozen=True, slots=True)
class OwnPast:
    """The newest day of a history, and the days that it is compared with.

    Attributes:
        now: the newest day.
        best: the end of the best 90 days of which as much was measured, the newest of equal ones; it can be `now`.
        year_ago: the same day a year earlier, whatever was measured then; None without an index.
    """

    now: HistoryDay
    best: HistoryDay
    year_ago: HistoryDay | None


def own_past(history: History) -> OwnPast:
    """Compare the newest day of a history, which has an index, with the best like it and with a year ago."""
    now = history.days[-1]
    known = [day for day in history.days if day.index_micro is not None]
    best = max((day for day in known if day.covered == now.covered), key=lambda day: (day.index_micro or 0, day.day))
    return OwnPast(now, best, next((day for day in known if day.day == now.day - _YEAR), None))
