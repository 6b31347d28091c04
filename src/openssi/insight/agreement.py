"""Whether our index and LinkedIn's own number move together: counts and, given enough days, a rank correlation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from openssi.insight.history import History

__all__ = ["Agreement", "agreement"]

#: Days needed for a correlation, and moves needed to count agreements.
_MIN_POINTS, _MIN_MOVES = 8, 5


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two numbers move together.

    Attributes:
        points: days with both numbers.
        moves: pairs of consecutive such days between which both numbers moved.
        same_way: how many of these moves went the same way; None below five moves.
        rank_correlation: Spearman's, -1 to 1; None below eight points, or if one of the two never moved.
    """

    points: int
    moves: int
    same_way: int | None
    rank_correlation: float | None

    def __str__(self) -> str:
        if self.points < _MIN_POINTS and self.same_way is None:
            return f"Both numbers are known on {self.points} of the {_MIN_POINTS} days that a comparison takes."
        sentences = [] if self.same_way is None else [f"Both moved the same way {self.same_way} of {self.moves} times."]
        if self.rank_correlation is not None:
            sentences.append(
                f"Rank correlation over {self.points} days: {self.rank_correlation:.2f} (1: always in the same order)."
            )
        return " ".join(sentences) or "One of the two numbers never moved."


def agreement(history: History) -> Agreement | None:
    """Compare our index with LinkedIn's number on days that have both; None without any number of LinkedIn's."""
    if not history.official:
        return None
    ours = {day.day: day.index_micro for day in history.days}
    pairs = [(mine, one.index_micro) for one in history.official if (mine := ours.get(one.day)) is not None]
    moved = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(pairs)]
    both = [(mine > 0) == (theirs > 0) for mine, theirs in moved if mine and theirs]
    correlation = _spearman(pairs) if len(pairs) >= _MIN_POINTS else None
    return Agreement(len(pairs), len(both), sum(both) if len(both) >= _MIN_MOVES else None, correlation)


def _spearman(pairs: Sequence[tuple[int, int]]) -> float | None:
    """Return Pearson's correlation of the ranks; equal values get the mean of their ranks."""
    mine, theirs = (_ranks([pair[at] for pair in pairs]) for at in (0, 1))
    middle = len(pairs) + 1  # twice the mean rank
    shared = sum((a - middle) * (b - middle) for a, b in zip(mine, theirs, strict=True))
    spread = sum((a - middle) ** 2 for a in mine) * sum((b - middle) ** 2 for b in theirs)
    return shared / sqrt(spread) if spread else None


def _ranks(values: Sequence[int]) -> list[int]:
    """Return twice the rank of each value, so that mean ranks stay integers."""
    ordered = sorted(values)
    first = {value: at for at, value in reversed(list(enumerate(ordered, 1)))}
    last = {value: at for at, value in enumerate(ordered, 1)}
    return [first[value] + last[value] for value in values]
