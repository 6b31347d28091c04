"""A team's own weights of the four pillars: whether its sales tell them from the published ones.

They hardly ever do. Free weights fit the past and predict worse than equal ones, so they are shrunk towards them, by as
much as cross-validation asks for, and adopted only if they do better in a later half year without a part in the choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from openssi.insight.outcomes.expected_counts import Array, expected_counts, without_levels
from openssi.insight.outcomes.panel import Panel, Seller

__all__ = ["CHECK_MONTHS", "LEAST_MONTHS", "LEAST_SELLERS", "Gain", "OwnWeights", "own_weights"]

#: Fewer sellers, or fewer months to choose by, and nothing is chosen.
LEAST_SELLERS, LEAST_MONTHS = 100, 12
#: The last months, which have no part in the choice.
CHECK_MONTHS = 6
#: How far weights go from the published ones (0) to those that fit best (1).
_STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
_FOLDS = 5
_SEED = 20_264
_ROUNDS = 6

_Index = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Gain:
    """How much better own weights predict than the published ones: log likelihood a seller, and its standard error."""

    mean: float
    error: float

    @property
    def is_certain(self) -> bool:
        """Whether it is more than one standard error above nothing."""
        return self.mean > self.error


@dataclass(frozen=True, slots=True)
class OwnWeights:
    """What a team's sales say about the weights of the pillars.

    Attributes:
        sellers: how many sellers have both an index and sales.
        months: the months compared; the last six only check.
        refused: why nothing was chosen; empty if something was.
        multipliers: of each pillar's points, all 1 for the published weights; they keep the sum of the points.
        step: how far they go from the published weights (0) to those that fit best (1).
        gain: on sellers who had no part in the choice (nested cross-validation); None if nothing was chosen.
        later: in the later half year; None likewise.
    """

    sellers: int
    months: range
    refused: str
    multipliers: tuple[float, ...]
    step: float = 0.0
    gain: Gain | None = None
    later: Gain | None = None

    @property
    def verdict(self) -> Literal["refused", "not_told_apart", "adopted"]:
        """Whether own weights are to be used."""
        if self.refused:
            return "refused"
        better = self.gain is not None and self.gain.mean > 0 and self.later is not None and self.later.is_certain
        return "adopted" if self.step and better else "not_told_apart"


@dataclass(frozen=True)
class _Data:
    """Counts and exposure, sellers x months, and the points of each pillar, pillars x sellers x months."""

    counts: Array
    exposure: Array
    pillars: Array

    def sellers(self, chosen: _Index) -> _Data:
        return _Data(self.counts[chosen], self.exposure[chosen], self.pillars[:, chosen])

    def months(self, chosen: slice) -> _Data:
        return _Data(self.counts[:, chosen], self.exposure[:, chosen], self.pillars[:, :, chosen])


def own_weights(sellers: Sequence[Seller], kind: str, maxima: Sequence[int]) -> OwnWeights:
    """Choose weights by one outcome.

    Args:
        sellers: everyone with both an archive and sales.
        kind: the outcome.
        maxima: the points of each pillar.
    """
    panel = Panel(sellers)
    months = panel.months
    equal = (1.0,) * len(maxima)
    if refused := _refusal(len(panel.sellers), len(months)):
        return OwnWeights(len(panel.sellers), months, refused, equal)
    pillars = np.array([panel.pillar(at) for at in range(len(maxima))])
    data = _Data(panel.counts(kind), panel.exposure, pillars)
    points = np.array(maxima, dtype=float)
    early, late = data.months(slice(0, -CHECK_MONTHS)), data.months(slice(-CHECK_MONTHS, None))
    step, weights = _choose(early, points)
    later = _gain_of(_likelihood(early, late, weights) - _likelihood(early, late, np.ones(len(points))))
    chosen = tuple(float(one) for one in weights)
    return OwnWeights(len(data.counts), months, "", chosen, step, _nested(early, points), later)


def _refusal(sellers: int, months: int) -> str:
    if sellers >= LEAST_SELLERS and months >= LEAST_MONTHS + CHECK_MONTHS:
        return ""
    return (
        f"Own weights need {LEAST_SELLERS} sellers with an index and sales, {LEAST_MONTHS} months to choose by, and "
        f"{CHECK_MONTHS} later months to check. You have {sellers} sellers and {months} months."
    )


def _nested(data: _Data, points: Array) -> Gain:
    """Let each fold of sellers judge weights that the others chose."""
    gains = np.zeros(len(data.counts))
    for rest, fold in _folds(len(data.counts)):
        _, weights = _choose(data.sellers(rest), points)
        gains[fold] = _compared(data.sellers(rest), data.sellers(fold), weights)
    return _gain_of(gains)


def _choose(data: _Data, points: Array) -> tuple[float, Array]:
    """Choose the step nearest to the published weights among those within one standard error of the best."""
    gains = np.zeros((len(_STEPS), len(data.counts)))
    for rest, fold in _folds(len(data.counts)):
        learned = data.sellers(rest)
        best = _best_weights(learned, points)
        for at, step in enumerate(_STEPS[1:], 1):
            gains[at, fold] = _compared(learned, data.sellers(fold), 1 + step * (best - 1))
    means = gains.mean(1)
    top = int(means.argmax())
    least = means[top] - _gain_of(gains[top]).error
    step = next(step for step, mean in zip(_STEPS, means, strict=True) if mean >= least)
    return step, 1 + step * (_best_weights(data, points) - 1)


def _folds(sellers: int) -> list[tuple[_Index, _Index]]:
    order = np.random.default_rng(_SEED).permutation(sellers)
    folds = np.array_split(order, _FOLDS)
    return [(np.sort(np.concatenate([*folds[:at], *folds[at + 1 :]])), np.sort(fold)) for at, fold in enumerate(folds)]


def _best_weights(data: _Data, points: Array) -> Array:
    """Return the weights that fit best: none negative, and the same points in all."""
    slopes, information = _fit(data.counts, data.exposure, data.pillars)
    slopes = _not_negative(slopes, information)
    whole = float(slopes @ points)
    return slopes * points.sum() / whole if whole > 0 else np.ones(len(points))


def _compared(learned: _Data, judged: _Data, weights: Array) -> Array:
    """Return how much each seller's log likelihood exceeds that under the published weights."""
    return _likelihood(learned, judged, weights) - _likelihood(learned, judged, np.ones(len(weights)))


def _likelihood(learned: _Data, judged: _Data, weights: Array) -> Array:
    """Return each seller's log likelihood, by an index with these weights whose effect others showed."""
    slopes, _ = _fit(learned.counts, learned.exposure, np.tensordot(weights, learned.pillars, 1)[None])
    index = np.tensordot(weights, judged.pillars, 1)
    expected = expected_counts(judged.counts, judged.exposure * np.exp(slopes[0] * (index - index.mean())))
    seen = expected > 0
    return np.where(seen, judged.counts * np.log(np.where(seen, expected, 1.0)) - expected, 0.0).sum(1)


def _fit(counts: Array, exposure: Array, measures: Array) -> tuple[Array, Array]:
    """Return the log ratio a point of each measure, and the information about them."""
    slopes: Array = np.zeros(len(measures))
    centered = measures - measures.mean((1, 2), keepdims=True)
    information: Array = np.eye(len(measures))
    for _ in range(_ROUNDS):
        expected = expected_counts(counts, exposure * np.exp(np.tensordot(slopes, centered, 1)))
        rests: Array = np.array([without_levels(one, expected) for one in measures])
        products: Array = np.einsum("psm,qsm,sm->pq", rests, rests, expected)
        information = products + 1e-9 * np.eye(len(measures))
        scores: Array = (rests * (counts - expected)).sum((1, 2))
        slopes = slopes + np.asarray(np.linalg.solve(information, scores), np.float64)
    return slopes, information


def _not_negative(slopes: Array, information: Array) -> Array:
    """Return the slopes without a negative one that fit best: every choice of slopes that are 0 is tried."""
    best, least = np.zeros(len(slopes)), float(slopes @ information @ slopes)
    for size in range(1, len(slopes) + 1):
        for chosen in combinations(range(len(slopes)), size):
            free = list(chosen)
            found = np.zeros(len(slopes))
            found[free] = np.linalg.solve(information[np.ix_(free, free)], (information @ slopes)[free])
            away = found - slopes
            loss = float(away @ information @ away)
            if (found >= 0).all() and loss < least:
                best, least = found, loss
    return best


def _gain_of(gains: Array) -> Gain:
    return Gain(float(gains.mean()), float(gains.std(ddof=1)) / sqrt(len(gains)))
