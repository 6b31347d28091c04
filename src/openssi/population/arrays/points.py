"""Turn sums and attributes into micro-points of signals, pillars and indexes, by the model's curves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from openssi.model import MICRO, Attribute, Fading, Measure, Model, Rate, Stock
from openssi.population.arrays.contributions import Contributions, curve
from openssi.population.arrays.parquet import Ints
from openssi.scoring.ranks import point_columns

__all__ = ["member_points"]

_AT_ONCE = 16_384  # members whose sums fit into the processor's cache


def member_points(model: Model, sums: NDArray[np.int64], attributes: Mapping[str, Ints]) -> NDArray[np.int32]:
    """Return the micro-points of members, a row for each column of `point_columns`.

    Args:
        model: the model.
        sums: a row for each member, a column for each sum of `Contributions`.
        attributes: the members' attributes by name.
    """
    columns = point_columns(model)
    points = np.empty((len(columns), len(sums)), np.int32)
    values = _Values(model)
    for start in range(0, len(sums), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        part_attributes = {name: column[part] for name, column in attributes.items()}
        computed = _points(model, values, np.ascontiguousarray(sums[part].T), part_attributes)
        for number, name in enumerate(columns):
            points[number, part] = computed[name]
    return points


class _Values:
    """The value of a measure, from a row for each sum."""

    def __init__(self, model: Model) -> None:
        contributions = Contributions(model)
        self._fading = {kind: number for number, kind in enumerate(contributions.fading)}
        self._stock = {kind: number for number, kind in enumerate(contributions.stock, len(contributions.fading))}
        self._signed = contributions.signed

    def of(self, measure: Measure, sums: NDArray[np.int64], attributes: Mapping[str, Ints]) -> NDArray[np.int64]:
        match measure:
            case Attribute(name):
                return attributes[name].astype(np.int64)
            case Stock(kind):
                return self._total(kind, sums[self._stock[kind]])
            case Fading(kind):
                return self._fades(kind, sums)
            case Rate():
                return self._rate(measure, sums)

    def _rate(self, rate: Rate, sums: NDArray[np.int64]) -> NDArray[np.int64]:
        won, tried = self._fades(rate.successes, sums), self._fades(rate.attempts, sums)
        shrunk = (MICRO * won + rate.base * rate.prior) // (tried + rate.prior)
        if not rate.evidence:
            return shrunk
        known = self._fades(rate.evidence, sums)
        return np.minimum(shrunk, rate.cap) * known // (known + rate.doubt)

    def _fades(self, kind: str, sums: NDArray[np.int64]) -> NDArray[np.int64]:
        return self._total(kind, sums[self._fading[kind]])

    def _total(self, kind: str, total: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return a sum; not negative, even if a table takes back more credits than it has."""
        return np.maximum(total, 0) if kind in self._signed else total


def _points(
    model: Model, values: _Values, sums: NDArray[np.int64], attributes: Mapping[str, Ints]
) -> dict[str, NDArray[np.int64]]:
    points: dict[str, NDArray[np.int64]] = {
        signal.id: signal.maximum * curve(signal.curve.knots, values.of(signal.measure, sums, attributes))
        for signal in model.signals.values()
    }
    for pillar in model.pillars:
        points[pillar.id] = _sum_of(points[signal.id] for signal in pillar.signals)
    points["index_micro"] = _sum_of(points[pillar.id] for pillar in model.pillars)
    for measured_set in model.sets:
        points[f"index_{measured_set.id}_micro"] = _sum_of(
            points[name] for name in model.signals if name in measured_set.signals
        )
    return points


def _sum_of(columns: Iterable[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.add.reduce(list(columns))
