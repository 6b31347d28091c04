"""Explain counts by a seller's level, a month's level and one measure: expected counts, and what is left of the
measure.

All arrays are sellers x months. `base` is what an expected count is proportional to (exposure, times the effect of a
measure that is taken as known); 0 where a seller was not there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["Array", "expected_counts", "without_levels"]

Array = NDArray[np.float64]

_ROUNDS = 200
_PRECISION = 1e-9


def expected_counts(counts: Array, base: Array) -> Array:
    """Return the expected count of each seller and month by Poisson regression on sellers and months.

    The levels are found by scaling rows and columns in turn until they add up to the counts, which is the maximum
    likelihood fit. A seller or month without counts is expected to have none.
    """
    expected = base.copy()
    for _ in range(_ROUNDS):
        expected *= _ratio(counts.sum(1), expected.sum(1))[:, None]
        by_month = _ratio(counts.sum(0), expected.sum(0))
        expected *= by_month[None, :]
        if np.abs(by_month[counts.sum(0) > 0] - 1).max(initial=0) < _PRECISION:
            break
    return expected


def without_levels(measure: Array, weight: Array, others: tuple[Array, ...] = (), *, with_trends: bool = True) -> Array:
    """Return the part of a measure that neither sellers, months nor other measures explain (weighted least squares).

    Args:
        measure: the measure.
        weight: how much each seller and month counts.
        others: the other measures.
        with_trends: whether a seller explains a straight trend besides a level: people who grow into a job become more
            active and sell more, and neither causes the other.
    """
    rest = _centered(measure, weight, with_trends=with_trends)
    for other in others:
        reference = _centered(other, weight, with_trends=with_trends)
        size = (weight * reference**2).sum()
        if size > 0:
            rest -= (weight * reference * rest).sum() / size * reference
    return rest


def _centered(measure: Array, weight: Array, *, with_trends: bool) -> Array:
    """Subtract the weighted levels and trends of sellers and the levels of months in turn until nothing changes."""
    rest = np.where(weight > 0, measure, 0.0)
    months = np.broadcast_to(np.arange(measure.shape[1], dtype=float), measure.shape)
    time = months - _ratio((weight * months).sum(1), weight.sum(1))[:, None]
    extent = (weight * time**2).sum(1)
    for _ in range(_ROUNDS):
        rest -= _ratio((weight * rest).sum(1), weight.sum(1))[:, None]
        if with_trends:
            rest -= _ratio((weight * time * rest).sum(1), extent)[:, None] * time
        by_month = _ratio((weight * rest).sum(0), weight.sum(0))
        rest -= by_month[None, :]
        if np.abs(by_month).max(initial=0) < _PRECISION:
            break
    return rest


def _ratio(over: Array, under: Array) -> Array:
    """Divide, and return 0 where there is nothing to divide by."""
    return np.divide(over, under, out=np.zeros_like(over), where=under > 0)
