"""Test whether a seller sells more after more active months: a Poisson effect with a sign-flip test."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import exp, sqrt

import numpy as np

from openssi.insight.outcomes.effect import POINTS, POWER, WIDEST, Effect, Estimate, invert_test, ratio_of
from openssi.insight.outcomes.expected_counts import Array, expected_counts, without_levels

__all__ = ["WithinSellers"]

_FLIPS = 999
_SEED = 20_262


@dataclass(frozen=True)
class WithinSellers:
    """Counts of sellers by month, compared with each seller's own other months and with everyone's same month.

    Attributes:
        counts: sellers x months; outcomes such as opportunities.
        measure: points of the index, sellers x months.
        exposure: working days, sellers x months; 0 where a seller was not there.
        others: further measures whose effect is estimated away.
        with_trends: whether each seller has a straight trend besides a level.
    """

    counts: Array
    measure: Array
    exposure: Array
    others: tuple[Array, ...] = ()
    with_trends: bool = True

    def effect(self) -> Effect | None:
        """Return the effect with its intervals, or None if the data has no variation to learn from."""
        if self._information(self._expected(0)) <= 0:
            return None
        slope = self._slope()
        return Effect(
            ratio_of(slope),
            invert_test(self.p_value, slope, self.standard_error, 0.5),
            invert_test(self.p_value, slope, self.standard_error, 0.05),
            self.p_value(0),
        )

    def estimate(self) -> Estimate | None:
        """Return the effect with its standard error, or None with fewer than two sellers who vary."""
        if self._information(self._expected(0)) <= 0:
            return None
        slope = self._slope()
        scores = self._scores(slope)
        informative = np.count_nonzero(scores)
        if informative < 2:
            return None
        information = self._information(self._expected(slope, self._other_slopes(slope)))
        spread = float((scores**2).sum()) * informative / (informative - 1)
        return Estimate(POINTS * slope, POINTS * sqrt(spread) / information)

    def p_value(self, slope: float) -> float:
        """Test whether the effect (log ratio a point) is `slope`, by flipping the sign of each seller's score.

        The scores are efficient: the levels of sellers and months and the other measures are estimated under the slope
        and projected out, so that sellers may depend on themselves in any way over the months.
        """
        scores = self._scores(slope)
        observed = abs(scores.sum())
        if observed == 0:
            return 1.0
        more = np.count_nonzero(np.abs(self._signs @ scores) >= observed * (1 - 1e-12))
        return (1 + int(more)) / (_FLIPS + 1)

    @cached_property
    def standard_error(self) -> float:
        """The standard error of the log ratio a point, widened where counts vary more than Poisson's."""
        expected = self._expected(0)
        information = self._information(expected)
        positive = expected > 0
        freedom = max(1, np.count_nonzero(positive) - sum(self.counts.shape))
        spread = ((self.counts - expected)[positive] ** 2 / expected[positive]).sum() / freedom
        return sqrt(max(1.0, spread) / information) if information > 0 else float("inf")

    @property
    def detectable_ratio(self) -> float | None:
        """The ratio for 10 points that a study of this size finds four times in five; None if it can find none."""
        exponent = POINTS * POWER * self.standard_error
        return exp(exponent) if exponent < WIDEST else None

    @cached_property
    def _signs(self) -> Array:
        chance = np.random.default_rng(_SEED)
        return chance.choice((-1.0, 1.0), size=(_FLIPS, len(self.counts)))

    def _expected(self, slope: float, others: tuple[float, ...] = ()) -> Array:
        exponent = slope * (self.measure - self.measure.mean())
        for size, other in zip(others, self.others, strict=False):
            exponent = exponent + size * (other - other.mean())
        return expected_counts(self.counts, self.exposure * np.exp(exponent))

    def _scores(self, slope: float) -> Array:
        """Return how much each seller speaks for a larger slope."""
        expected = self._expected(slope, self._other_slopes(slope))
        rest = self._rest(expected)
        return (rest * (self.counts - expected)).sum(1)

    def _other_slopes(self, slope: float) -> tuple[float, ...]:
        """Return the slopes of the other measures that fit best, given that of the measure."""
        slopes = [0.0] * len(self.others)
        for _ in range(8 if self.others else 0):
            for at, other in enumerate(self.others):
                expected = self._expected(slope, tuple(slopes))
                rest = without_levels(other, expected, with_trends=self.with_trends)
                size = (expected * rest**2).sum()
                slopes[at] += float((rest * (self.counts - expected)).sum() / size) if size > 0 else 0.0
        return tuple(slopes)

    def _information(self, expected: Array) -> float:
        return float((expected * self._rest(expected) ** 2).sum())

    def _rest(self, expected: Array) -> Array:
        """Return the part of the measure that nothing else explains."""
        return without_levels(self.measure, expected, self.others, with_trends=self.with_trends)

    def _slope(self) -> float:
        """Return the slope at which sellers speak for neither a larger nor a smaller one."""
        slope = 0.0
        for _ in range(30):
            expected = self._expected(slope, self._other_slopes(slope))
            information = self._information(expected)
            if information <= 0:
                break
            step = float(self._scores(slope).sum()) / information
            slope = min(WIDEST / POINTS, max(-WIDEST / POINTS, slope + step))
            if abs(step) < 1e-9:
                break
        return slope
