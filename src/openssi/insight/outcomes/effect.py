"""An effect of the index as ratios for 10 points more, and the interval that goes with a test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log

__all__ = ["POINTS", "POWER", "WIDEST", "Effect", "Estimate", "invert_test", "ratio_of"]

#: Ratios are given per this many points of the index.
POINTS = 10
#: Standard errors of an effect that is found in 80 percent of studies or trials by a test at 5 percent: 1.96 + 0.84.
POWER = 2.80
WIDEST = log(100)  # the logarithm of the largest ratio that is looked for
_HALVINGS = 24


@dataclass(frozen=True, slots=True)
class Effect:
    """How an outcome goes with a measure: ratios of the outcome for 10 points more.

    Attributes:
        ratio: the most likely ratio; 1 for none.
        interval_50: the ratios that a test at 50 percent does not reject.
        interval_95: likewise at 5 percent.
        p: the chance of data as far from a ratio of 1 if there were no effect.
    """

    ratio: float
    interval_50: tuple[float, float]
    interval_95: tuple[float, float]
    p: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """An effect as other teams can add it to theirs.

    Attributes:
        log_ratio: logarithm of the ratio for 10 points.
        standard_error: its standard error, by seller, so that a seller's months may depend on each other.
    """

    log_ratio: float
    standard_error: float


def invert_test(p_value: Callable[[float], float], slope: float, error: float, level: float) -> tuple[float, float]:
    """Return the ratios that the test does not reject at a level: the interval that goes with the test."""
    low, high = (ratio_of(_end(p_value, slope, step, level)) for step in (-error, error))
    return low, high


def _end(p_value: Callable[[float], float], slope: float, step: float, level: float) -> float:
    inside, outside = slope, slope + step
    while p_value(outside) > level:
        inside, outside = outside, outside + 2 * (outside - slope)
        if abs(outside) * POINTS > WIDEST:
            return WIDEST / POINTS if step > 0 else -WIDEST / POINTS
    for _ in range(_HALVINGS):
        middle = (inside + outside) / 2
        if p_value(middle) > level:
            inside = middle
        else:
            outside = middle
        if abs(outside - inside) < abs(step) / 200:
            break
    return (inside + outside) / 2


def ratio_of(slope: float) -> float:
    """Return the ratio for 10 points of a log ratio a point."""
    return exp(POINTS * slope)
