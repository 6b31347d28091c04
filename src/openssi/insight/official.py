"""Whether our index and LinkedIn's own number move together: counts, and a rank correlation where there are enough points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from openssi.insight.history import History

__all__ = ["Together", "together"]

#: Numbers under which no correlation is told, and moves under which no share is.
_POINTS, _MOVES = 8, 5


@dataclass(frozen=True, slots=True)
class Together:
    """How two numbers move together.

    Attributes:
        points: days on which both are known.
        moves: pairs of following days between which both moved.
        same_way: of these, how often both rose or both fell; None under five moves.
        rank_correlation: Spearman's, -1 to 1; None under eight points, or if one of the two never moved.
    """

    points: int
    moves: int
    same_way: int | None
    rank_correlation: float | None

    def __str__(self) -> str:
        if self.points < _POINTS and self.same_way is None:
            return f"Both numbers are known on {self.points} of the {_POINTS} days that a comparison takes."
        told = [] if self.same_way is None else [f"Both moved the same way {self.same_way} of {self.moves} times."]
        if self.rank_correlation is not None:
            told.append(
                f"Rank correlation over {self.points} days: {self.rank_correlation:.2f} (1: always in the same order)."
            )
        return " ".join(told) or "One of the two numbers never moved."


def together(history: History) -> Together | None:
    """Our index beside LinkedIn's number on the days on which both are known; None if there is no number of LinkedIn's."""
    if not history.official:
        return None
    ours = {day.day: day.index_micro for day in history.days}
    pairs = [(mine, one.index_micro) for one in history.official if (mine := ours.get(one.day)) is not None]
    moved = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(pairs)]
    both = [(mine > 0) == (theirs > 0) for mine, theirs in moved if mine and theirs]
    correlation = _spearman(pairs) if len(pairs) >= _POINTS else None
    return Together(len(pairs), len(both), sum(both) if len(both) >= _MOVES else None, correlation)


def _spearman(pairs: Sequence[tuple[int, int]]) -> float | None:
    """Pearson's correlation of the ranks; equal values share the middle of their ranks."""
    mine, theirs = (_ranks([pair[at] for pair in pairs]) for at in (0, 1))
    middle = len(pairs) + 1  # twice the mean rank
    shared = sum((a - middle) * (b - middle) for a, b in zip(mine, theirs, strict=True))
    spread = sum((a - middle) ** 2 for a in mine) * sum((b - middle) ** 2 for b in theirs)
    return shared / sqrt(spread) if spread else None


def _ranks(values: Sequence[int]) -> list[int]:
    """Twice the rank of each value, so that shared ranks stay whole."""
    ordered = sorted(values)
    first = {value: at for at, value in reversed(list(enumerate(ordered, 1)))}
    last = {value: at for at, value in enumerate(ordered, 1)}
    return [first[value] + last[value] for value in values]
