"""Least squares for a few columns, with intervals, in plain Python: small data, and the same result everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

__all__ = ["Slope", "slope"]

_SINGULAR = 1e-9  # of a column's own length: what is left of it beside the others says nothing


@dataclass(frozen=True, slots=True)
class Slope:
    """What one column goes with, all others held: the coefficient and the ends of its interval."""

    value: float
    low: float
    high: float


def slope(
    column: Sequence[float], others: Sequence[Sequence[float]], y: Sequence[float], confidence: float
) -> Slope | None:
    """The coefficient of a column in a least-squares fit of `y` on it, on the other columns and on a constant.

    Other columns that say nothing beside those before them are left out. None if the column itself says nothing beside the others,
    or if fewer than ten degrees of freedom are left, below which the quantile used here is not good enough.
    """
    basis: list[list[float]] = []
    for other in ([1.0] * len(y), *others):
        rest = _rest(other, basis)
        if _dot(rest, rest) > _SINGULAR * max(1.0, _dot(other, other)):
            basis.append(rest)
    own = _rest(column, basis)
    length = _dot(own, own)
    free = len(y) - len(basis) - 1
    if length <= _SINGULAR * max(1.0, _dot(column, column)) or free < 10:
        return None
    left = _rest(y, basis)
    value = _dot(own, left) / length
    errors = [one - value * other for one, other in zip(left, own, strict=True)]
    reach = _quantile(0.5 + confidence / 2, free) * sqrt(_dot(errors, errors) / free / length)
    return Slope(value, value - reach, value + reach)


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _rest(column: Sequence[float], basis: Sequence[Sequence[float]]) -> list[float]:
    """What is left of a column once all that runs along the others is taken out (modified Gram-Schmidt)."""
    rest = list(map(float, column))
    for other in basis:
        share = _dot(rest, other) / _dot(other, other)
        rest = [a - share * b for a, b in zip(rest, other, strict=True)]
    return rest


def _quantile(probability: float, free: int) -> float:
    """Student's t by the expansion of Cornish and Fisher; from ten degrees of freedom on right to a thousandth."""
    z = NormalDist().inv_cdf(probability)
    return (
        z
        + (z**3 + z) / (4 * free)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * free**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * free**3)
    )
