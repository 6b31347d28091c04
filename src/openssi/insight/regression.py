"""Least squares with confidence intervals, in plain Python: the data is small, and results are the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

__all__ = ["Slope", "slope"]

_SINGULAR = 1e-9  # of a column's own length: what the other columns leave of it is noise


@dataclass(frozen=True, slots=True)
class Slope:
    """The coefficient of one column, with all others held constant, and its interval."""

    value: float
    low: float
    high: float


def slope(
    column: Sequence[float], others: Sequence[Sequence[float]], y: Sequence[float], confidence: float
) -> Slope | None:
    """Return the coefficient of a column in a least-squares fit of `y` on it, on the other columns and on a constant.

    Other columns that depend on those before them are left out. None if the column itself depends on the others, or if
    fewer than ten degrees of freedom are left, below which the quantile used here is not accurate enough.
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
    errors = [residual - value * other for residual, other in zip(left, own, strict=True)]
    reach = _quantile(0.5 + confidence / 2, free) * sqrt(_dot(errors, errors) / free / length)
    return Slope(value, value - reach, value + reach)


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _rest(column: Sequence[float], basis: Sequence[Sequence[float]]) -> list[float]:
    """Return the part of a column that is orthogonal to the others (modified Gram-Schmidt)."""
    rest = list(map(float, column))
    for other in basis:
        factor = _dot(rest, other) / _dot(other, other)
        rest = [a - factor * b for a, b in zip(rest, other, strict=True)]
    return rest


def _quantile(probability: float, free: int) -> float:
    """Return Student's t by the Cornish-Fisher expansion; accurate to a thousandth from ten degrees of freedom on."""
    z = NormalDist().inv_cdf(probability)
    return (
        z
        + (z**3 + z) / (4 * free)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * free**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * free**3)
    )
