"""Run a randomized trial: volunteers are drawn within strata, and half of them get the plan first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from random import Random

import numpy as np
from numpy.typing import NDArray

from openssi.insight.outcomes.effect import POINTS, POWER, WIDEST, Effect, invert_test
from openssi.insight.outcomes.expected_counts import Array

__all__ = ["LEAST_VOLUNTEERS", "WEEKS", "TrialData", "draw"]

#: How long the others wait for the plan. Fixed, so that nobody stops when it looks good.
WEEKS = 8
#: With fewer, not even the most uneven outcome would be rarer than one in twenty.
LEAST_VOLUNTEERS = 8

_DRAWS = 999
_SEED = 20_264


def draw(strata: Sequence[str], seed: str) -> tuple[bool, ...]:
    """Draw who gets the plan now: half of every stratum, and half of those who are one too many in theirs.

    The same strata and seed always give the same draw, so that anybody can repeat it.
    """
    chance = Random(seed)  # noqa: S311 (the seed itself comes from the system's entropy)
    chosen: set[int] = set()
    left_over: list[int] = []
    for stratum in sorted(set(strata)):
        members = [at for at, label in enumerate(strata) if label == stratum]
        shuffled = sorted(members, key=lambda _: chance.random())
        chosen.update(shuffled[: len(shuffled) // 2])
        if len(shuffled) % 2:
            left_over.append(shuffled[-1])
    shuffled = sorted(left_over, key=lambda _: chance.random())
    first = len(shuffled) // 2 if chance.random() < 0.5 else (len(shuffled) + 1) // 2
    chosen.update(shuffled[:first])
    return tuple(at in chosen for at in range(len(strata)))


@dataclass(frozen=True)
class TrialData:
    """Outcomes of volunteers, all of them, whether or not they did what the plan says (intention to treat).

    Attributes:
        counts: outcomes during the trial.
        now: who got the plan at its start.
        strata: within which they were drawn.
        before: outcomes of as long a time before the start; None if the sales don't cover it.
    """

    counts: Array
    now: NDArray[np.bool_]
    strata: tuple[str, ...]
    before: Array | None = None

    def effect(self) -> Effect | None:
        """Return the ratio of the plan with intervals of a randomization test; None if there is nothing to compare."""
        if not self.counts[self.now].sum() or not self.counts[~self.now].sum():
            return None
        slope = self._slope()
        error = self._error() / POINTS
        if error <= 0:
            return None
        return Effect(
            exp(POINTS * slope),
            invert_test(self.p_value, slope, error, 0.5),
            invert_test(self.p_value, slope, error, 0.05),
            self.p_value(0),
        )

    def p_value(self, slope: float) -> float:
        """Test whether the plan multiplies outcomes by exp(10 * `slope`), by drawing the halves again."""
        rest = self._rest(slope)
        observed = abs(_difference(rest, self.now))
        more = np.count_nonzero(np.abs(_differences(rest, _draws(self.strata))) >= observed * (1 - 1e-12))
        return (1 + int(more)) / (_DRAWS + 1)

    @property
    def detectable_ratio(self) -> float | None:
        """The ratio that such a trial finds four times in five; None if it can find none."""
        exponent = POWER * self._error()
        return exp(exponent) if 0 < exponent < WIDEST else None

    def _error(self) -> float:
        """Return the standard error of the logarithm of the ratio, from the halves that might have been drawn."""
        mean = float(self.counts.mean())
        return float(_differences(self._rest(0), _draws(self.strata)).std()) / mean if mean else 0.0

    def _rest(self, slope: float) -> Array:
        """Return outcomes without the effect of the plan, minus what the stratum and the time before explain."""
        rest = _centred(self.counts / np.where(self.now, exp(POINTS * slope), 1.0), self.strata)
        if self.before is None:
            return rest
        before = _centred(self.before, self.strata)
        size = float((before**2).sum())
        return rest - before * max(0.0, float((before * rest).sum()) / size) if size else rest

    def _slope(self) -> float:
        """Return the effect at which both halves are alike, by bisection."""
        low, high = -WIDEST / POINTS, WIDEST / POINTS
        for _ in range(60):
            middle = (low + high) / 2
            if _difference(self._rest(middle), self.now) > 0:
                low = middle
            else:
                high = middle
        return (low + high) / 2


@lru_cache(maxsize=8)
def _draws(strata: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return the halves that might have been drawn."""
    return np.array([draw(strata, f"{_SEED}-{at}") for at in range(_DRAWS)])


def _centred(values: Array, strata: Sequence[str]) -> Array:
    labels = np.array(strata)
    centred = values.astype(float)
    for stratum in set(strata):
        centred[labels == stratum] -= centred[labels == stratum].mean()
    return centred


def _difference(rest: Array, now: NDArray[np.bool_]) -> float:
    return float(rest[now].mean() - rest[~now].mean())


def _differences(rest: Array, draws: NDArray[np.bool_]) -> Array:
    chosen = draws.sum(1)
    sums = draws @ rest
    return sums / chosen - (rest.sum() - sums) / (draws.shape[1] - chosen)
