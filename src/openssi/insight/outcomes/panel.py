"""Sellers and months as arrays: what was sold, on how many days, and the activity that could go with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from openssi.insight.outcomes.expected_counts import Array
from openssi.insight.outcomes.months import Month, MonthPoints

__all__ = ["LAGS", "Panel", "Seller", "common_months", "exposure_of"]

#: Months over which activity is averaged: the month of the sale and the three before it. Fixed before any data is seen.
LAGS = 4


@dataclass(frozen=True, slots=True)
class Seller:
    """One seller: points by month, outcomes by kind and month, working days by month, and a stratum.

    Attributes:
        points: what each whole month of activity is worth.
        outcomes: by kind of outcome, the quantity of each month; a month that is absent has none.
        exposure: working days of each month; empty if nobody counted them, and every month counts the same.
        stratum: territory, segment or tenure; only sellers of one stratum are compared with each other.
    """

    points: Mapping[Month, MonthPoints]
    outcomes: Mapping[str, Mapping[Month, float]]
    exposure: Mapping[Month, float] = field(default_factory=dict[Month, float])
    stratum: str = ""


@dataclass(frozen=True)
class Panel:
    """Sellers x months, as arrays."""

    sellers: Sequence[Seller]
    months: range

    def counts(self, kind: str) -> Array:
        """Return the quantity of an outcome; 0 where the seller was not there."""
        rows = [[one.outcomes.get(kind, {}).get(month, 0.0) for month in self.months] for one in self.sellers]
        return np.array(rows, dtype=float) * (self.exposure > 0)

    @property
    def exposure(self) -> Array:
        """Return working days; 0 where the activity is not known."""
        rows = [[exposure_of(one, month) for month in self.months] for one in self.sellers]
        return np.array(rows, dtype=float)

    def activity(self, which: Literal["whole", "without_selling"]) -> Array:
        """Return mean points of the month and the three before it; 0 where they are not known."""
        return self._mean(lambda points: getattr(points, which))

    def pillar(self, at: int) -> Array:
        """Return mean points of a pillar, likewise."""
        return self._mean(lambda points: points.pillars[at])

    def _mean(self, part: Callable[[MonthPoints], float]) -> Array:
        rows = [
            [
                sum(part(one.points[month - lag]) for lag in range(LAGS)) / LAGS if _known(one, month) else 0.0
                for month in self.months
            ]
            for one in self.sellers
        ]
        return np.array(rows, dtype=float)

    def next_month(self) -> Array:
        """Return the points of the month after; 0 where they are not known."""
        rows = [
            [one.points[month + 1].whole if month + 1 in one.points else 0.0 for month in self.months]
            for one in self.sellers
        ]
        return np.array(rows, dtype=float)


def _known(seller: Seller, month: Month) -> bool:
    return all(month - lag in seller.points for lag in range(LAGS))


def exposure_of(seller: Seller, month: Month) -> float:
    """Return a seller's working days in a month; 0 if the activity of the lag is not known."""
    if not _known(seller, month):
        return 0.0
    return max(0.0, seller.exposure.get(month, 0.0)) if seller.exposure else 1.0


def common_months(sellers: Sequence[Seller]) -> range:
    """Return the months from the first to the last that both the archives and the sales cover."""
    sold = [month for one in sellers for by_month in one.outcomes.values() for month in by_month]
    known = [month for one in sellers for month in one.points if _known(one, month)]
    if not sold or not known:
        return range(0)
    return range(max(min(sold), min(known)), min(max(sold), max(known)) + 1)
