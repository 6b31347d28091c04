"""Combine estimates of several teams: random-effects meta-analysis (Paule-Mandel, Hartung-Knapp)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, pi, sqrt

import numpy as np

from openssi.insight.outcomes.expected_counts import Array

__all__ = ["LEAST_TEAMS", "MetaAnalysis", "TeamEstimate", "combine_teams", "t_quantile"]

#: Fewer teams say nothing about how much teams differ.
LEAST_TEAMS = 3
_HALVINGS = 80
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(64)


@dataclass(frozen=True, slots=True)
class TeamEstimate:
    """One team's estimate: the log ratio for 10 points, its standard error, the numbers of sellers and months."""

    name: str
    log_ratio: float
    standard_error: float
    sellers: int
    months: int

    @property
    def ratio(self) -> float:
        """The ratio for 10 points."""
        return exp(self.log_ratio)

    @property
    def interval_95(self) -> tuple[float, float]:
        """The ratios that the team's own data allows.

        The standard error is estimated from as many scores as there are sellers, so it is that of Student's t.
        """
        reach = t_quantile(0.975, max(1, self.sellers - 1)) * self.standard_error
        return exp(self.log_ratio - reach), exp(self.log_ratio + reach)


@dataclass(frozen=True, slots=True)
class MetaAnalysis:
    """What several teams say together.

    Attributes:
        teams: their estimates.
        ratio: the mean ratio for 10 points; None for fewer than three teams, like all that follows.
        interval_95: the mean ratios that the data allows.
        interval_50: likewise at 50 percent.
        prediction_95: where the ratio of one more such team would be.
        spread: the standard deviation between teams of the logarithm of the ratio.
    """

    teams: tuple[TeamEstimate, ...]
    ratio: float | None = None
    interval_95: tuple[float, float] | None = None
    interval_50: tuple[float, float] | None = None
    prediction_95: tuple[float, float] | None = None
    spread: float | None = None


def combine_teams(teams: Sequence[TeamEstimate]) -> MetaAnalysis:
    """Combine estimates of teams that may truly differ.

    The interval is never narrower than if the teams differed by chance alone: few teams often agree too well.
    """
    if len(teams) < LEAST_TEAMS:
        return MetaAnalysis(tuple(teams))
    effects = np.array([team.log_ratio for team in teams])
    variances = np.array([team.standard_error**2 for team in teams])
    between = _variance_between(effects, variances)
    weights = 1 / (variances + between)
    mean = float((weights * effects).sum() / weights.sum())
    freedom = len(teams) - 1
    excess = max(1.0, float((weights * (effects - mean) ** 2).sum()) / freedom)
    error = sqrt(excess / float(weights.sum()))
    predicted = sqrt(between + error**2)
    return MetaAnalysis(
        tuple(teams),
        exp(mean),
        _interval(mean, error, freedom, 0.975),
        _interval(mean, error, freedom, 0.75),
        _interval(mean, predicted, freedom - 1, 0.975),
        sqrt(between),
    )


def t_quantile(probability: float, freedom: int) -> float:
    """Return the value that Student's t stays below with a probability from 0.5 to 1 (not included)."""
    low, high = 0.0, pi / 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _t_below(middle, freedom) < probability:
            low = middle
        else:
            high = middle
    return sqrt(freedom) * float(np.tan(low))


def _t_below(angle: float, freedom: int) -> float:
    """Return the probability of t below tan(angle) * sqrt(freedom): an integral of a power of the cosine."""
    density = exp(lgamma((freedom + 1) / 2) - lgamma(freedom / 2)) / sqrt(pi)
    nodes = angle * (_NODES + 1) / 2
    return 0.5 + density * float((_WEIGHTS * np.cos(nodes) ** (freedom - 1)).sum()) * angle / 2


def _interval(mean: float, error: float, freedom: int, probability: float) -> tuple[float, float]:
    reach = t_quantile(probability, freedom) * error
    return exp(mean - reach), exp(mean + reach)


def _variance_between(effects: Array, variances: Array) -> float:
    """Return the variance between teams at which they differ from their mean as expected; 0 if less."""

    def excess(between: float) -> float:
        weights = 1 / (variances + between)
        mean = (weights * effects).sum() / weights.sum()
        return float((weights * (effects - mean) ** 2).sum()) - (len(effects) - 1)

    if excess(0.0) <= 0:
        return 0.0
    low, high = 0.0, float(effects.var()) * len(effects) + float(variances.max())
    while excess(high) > 0:
        high *= 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if excess(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2
