"""How our index and LinkedIn's own number agree: their levels, and their changes over four weeks.

A rank correlation over days is left out on purpose. Both numbers drift slowly, and two numbers that drift slowly
correlate by chance: of two unrelated members, 46 in 100 pairs reach 0.7.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import comb
from statistics import fmean, stdev
from typing import NamedTuple

from openssi.activity.calendar import DAYS_PER_WEEK, FOUR_WEEKS
from openssi.insight.history import History, HistoryDay
from openssi.model import MICRO

__all__ = ["Agreement", "Changes", "Levels", "agreement"]

_LONGEST_PERIOD = 42  # days; numbers further apart are not compared
_MIN_LEVELS, _MIN_PERIODS = 8, 12
_LIMITS = 1.96  # standard deviations: 95 of 100 differences, if they are spread evenly around the mean
_BY_CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class Levels:
    """Our number minus LinkedIn's, in points: how many differences, their mean, the limits of agreement."""

    days: int
    mean: float
    lower: float
    upper: float

    def __str__(self) -> str:
        return (
            f"On {self.days} days at least a week apart, ours was {_apart(self.mean)} than LinkedIn's on average. "
            f"On 95 of 100 days expect between {_apart(self.lower)} and {_apart(self.upper)}."
        )


@dataclass(frozen=True, slots=True)
class Changes:
    """Four-week periods in which both numbers moved: how many, how many the same way, and how many by chance."""

    periods: int
    same_way: int
    by_chance: int

    def __str__(self) -> str:
        return (
            f"In {self.same_way} of {self.periods} periods of four weeks both moved the same way; "
            f"chance alone seldom gives more than {self.by_chance}."
        )


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two numbers agree.

    Attributes:
        days: days with both numbers.
        levels: how far apart they are; None below eight days at least a week apart.
        changes: whether they move the same way; None below twelve periods of four weeks, which take about a year.
    """

    days: int
    levels: Levels | None
    changes: Changes | None

    def __str__(self) -> str:
        levels = str(self.levels or f"Comparing levels takes both numbers on {_MIN_LEVELS} days at least a week apart.")
        changes = str(self.changes or "Comparing changes takes both numbers over twelve months.")
        return f"{levels} {changes}"


class _Pair(NamedTuple):
    """Both numbers of one day, in micro-points, and how many points of ours were measured."""

    day: int
    ours: int
    theirs: int
    covered: int | None


def agreement(history: History) -> Agreement | None:
    """Compare our index with LinkedIn's number on days that have both; None without any number of LinkedIn's."""
    if not history.official:
        return None
    pairs = list(_pairs(history))
    return Agreement(len(pairs), _levels(_spaced(pairs, DAYS_PER_WEEK)), _changes(_spaced(pairs, FOUR_WEEKS)))


def _pairs(history: History) -> Iterator[_Pair]:
    ours: dict[int, HistoryDay] = {day.day: day for day in history.days}
    for official in history.official:
        day = ours.get(official.day)
        if day is not None and day.index_micro is not None:
            yield _Pair(day.day, day.index_micro, official.index_micro, day.covered)


def _spaced(pairs: Sequence[_Pair], days: int) -> list[_Pair]:
    """Return the first pair and each later one at least `days` after the last one returned."""
    spaced: list[_Pair] = []
    for pair in pairs:
        if not spaced or pair.day - spaced[-1].day >= days:
            spaced.append(pair)
    return spaced


def _levels(pairs: Sequence[_Pair]) -> Levels | None:
    if len(pairs) < _MIN_LEVELS:
        return None
    differences = [(pair.ours - pair.theirs) / MICRO for pair in pairs]
    mean, spread = fmean(differences), _LIMITS * stdev(differences)
    return Levels(len(pairs), mean, mean - spread, mean + spread)


def _changes(pairs: Sequence[_Pair]) -> Changes | None:
    """Compare the directions of periods that do not overlap and in which the same points of ours were measured."""
    moved = [
        (after.ours - before.ours, after.theirs - before.theirs)
        for before, after in pairwise(pairs)
        if after.day - before.day <= _LONGEST_PERIOD and after.covered == before.covered
    ]
    agreements = [(mine > 0) == (theirs > 0) for mine, theirs in moved if mine and theirs]
    if len(agreements) < _MIN_PERIODS:
        return None
    return Changes(len(agreements), sum(agreements), _most_by_chance(len(agreements)))


def _most_by_chance(periods: int) -> int:
    """Return the smallest count that a fair coin exceeds in at most 5 of 100 cases."""
    tail = 0
    for count in range(periods, -1, -1):
        tail += comb(periods, count)
        if tail > _BY_CHANCE * 2**periods:
            return count
    return 0


def _apart(points: float) -> str:
    return f"{abs(points):.1f} points {'higher' if points > 0 else 'lower'}"
