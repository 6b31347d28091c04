"""Estimate how far the index would move if single weeks had gone differently: a jackknife over weeks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from math import isqrt

from openssi.activity import Activity, DailyRow
from openssi.activity.calendar import DAYS_PER_WEEK
from openssi.model import MICRO, WINDOW, Fading, Model, Rate
from openssi.scoring.measures import fading_value
from openssi.scoring.status import status_on

__all__ = ["LEAST_POINTS", "interval_points"]

#: The interval is never narrower: a member who stopped has no weeks that differ, and still no certain index.
LEAST_POINTS = 1

#: Standard errors on either side of the index, in hundredths: four times in five (80 percent of a normal distribution).
_HUNDREDTHS = 128

_WEEKS = -(-WINDOW // DAYS_PER_WEEK)
#: What a day of each age weighs, added up by week, newest first. The last week has the 6 days that remain of 90.
_WEIGHTS = tuple(
    sum(WINDOW - age for age in range(week * DAYS_PER_WEEK, min(WINDOW, (week + 1) * DAYS_PER_WEEK)))
    for week in range(_WEEKS)
)
_FULL = sum(_WEIGHTS)


def interval_points(activity: Activity, model: Model, day: int) -> int:
    """Return the half width of a day's interval in whole points: 5 for "53 ± 5", true four times in five.

    Each week of the window is left out in turn and the rest is scaled up to a full window; the spread of the indexes
    that result gives the standard error (delete-one-group jackknife). What doesn't fade doesn't vary.
    """
    left_out = _points_without_a_week(activity, model, day)
    mean = sum(left_out) // _WEEKS
    error = isqrt((_WEEKS - 1) * sum((points - mean) ** 2 for points in left_out) // _WEEKS)
    return max(LEAST_POINTS, (error * _HUNDREDTHS // 100 + MICRO // 2) // MICRO)


def _points_without_a_week(activity: Activity, model: Model, day: int) -> list[int]:
    """Return the micro-points of all measured signals that fade, without each week in turn."""
    points = [0] * _WEEKS

    @cache
    def by_week(kind: str) -> tuple[int, ...]:
        return _sums_by_week(activity.rows.get(kind, ()), day)

    for signal in model.signals.values():
        measure = signal.measure
        if not isinstance(measure, Fading | Rate) or not status_on(activity, signal, day).counts:
            continue
        for week in range(_WEEKS):
            value = fading_value(measure, _without(week, by_week))
            points[week] += signal.maximum * signal.curve.fraction(value)
    return points


def _sums_by_week(rows: Sequence[DailyRow], day: int) -> tuple[int, ...]:
    """Return the fading sum that each week contributes, newest first. The rows are sorted by day."""
    sums = [0] * _WEEKS
    for row in rows[bisect_left(rows, (day - WINDOW + 1,)) : bisect_left(rows, (day + 1,))]:
        if row.known_day <= day:
            sums[(day - row.day) // DAYS_PER_WEEK] += row.quantity * (WINDOW - day + row.day)
    return tuple(sums)


def _without(week: int, by_week: Callable[[str], tuple[int, ...]]) -> Callable[[str], int]:
    """Return a function from a kind to its fading sum without one week, scaled up to the whole window."""

    def total(kind: str) -> int:
        sums = by_week(kind)
        return (sum(sums) - sums[week]) * _FULL // (_FULL - _WEIGHTS[week])

    return total
