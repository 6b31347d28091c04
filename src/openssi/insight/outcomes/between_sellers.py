"""Whether sellers with a higher index sell more than others: a description, since much else differs between sellers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from openssi.insight.outcomes.effect import POINTS, WIDEST, Effect, invert_test, ratio_of
from openssi.insight.outcomes.expected_counts import Array

__all__ = ["BetweenSellers"]

_SHUFFLES = 999
_SEED = 20_263


@dataclass(frozen=True)
class BetweenSellers:
    """Whole periods of sellers, compared with each other within strata (such as territory or segment).

    Attributes:
        counts: outcomes of each seller.
        measure: mean points of the index of each seller.
        exposure: working days of each seller.
        strata: the stratum of each seller; only sellers of one stratum are compared.
    """

    counts: Array
    measure: Array
    exposure: Array
    strata: Sequence[str]

    def effect(self) -> Effect | None:
        """Return the ratio for 10 points with intervals of a permutation test, or None without variation."""
        deviation = self._deviation
        if float((deviation**2 * self.counts).sum()) <= 0:
            return None
        slope = self._slope()
        error = 1 / float(np.sqrt((deviation**2 * self.counts).sum()))
        return Effect(
            ratio_of(slope),
            invert_test(self.p_value, slope, error, 0.5),
            invert_test(self.p_value, slope, error, 0.05),
            self.p_value(0),
        )

    def p_value(self, slope: float) -> float:
        """Test whether the effect (log ratio a point) is `slope`, by shuffling who has which index within a stratum."""
        adjusted = self._adjusted(slope)
        observed = abs(float((self._deviation * adjusted).sum()))
        more = np.count_nonzero(np.abs(self._deviation[self._shuffles] @ adjusted) >= observed * (1 - 1e-12))
        return (1 + int(more)) / (_SHUFFLES + 1)

    @cached_property
    def _shuffles(self) -> np.ndarray[tuple[int, int], np.dtype[np.intp]]:
        chance = np.random.default_rng(_SEED)
        labels = np.array(self.strata)
        orders = np.tile(np.arange(len(labels)), (_SHUFFLES, 1))
        for stratum in dict.fromkeys(self.strata):
            members = np.flatnonzero(labels == stratum)
            orders[:, members] = chance.permuted(orders[:, members], axis=1)
        return orders

    @cached_property
    def _deviation(self) -> Array:
        """Each seller's index minus the mean of the stratum."""
        labels = np.array(self.strata)
        deviation = self.measure.copy()
        for stratum in dict.fromkeys(self.strata):
            deviation[labels == stratum] -= self.measure[labels == stratum].mean()
        return deviation

    def _adjusted(self, slope: float) -> Array:
        """Return each seller's rate without the effect of the index, minus the mean of the stratum."""
        labels = np.array(self.strata)
        rates = self.counts / self.exposure * np.exp(-slope * (self.measure - self.measure.mean()))
        for stratum in dict.fromkeys(self.strata):
            rates[labels == stratum] -= rates[labels == stratum].mean()
        return rates

    def _slope(self) -> float:
        """Return the slope after which rates no longer go with the index, by bisection (the sum is monotonic)."""
        low, high = -WIDEST / POINTS, WIDEST / POINTS
        for _ in range(60):
            middle = (low + high) / 2
            if float((self._deviation * self._adjusted(middle)).sum()) > 0:
                low = middle
            else:
                high = middle
        return (low + high) / 2
