"""Sellers and months as arrays: what was sold, on how many days, and the activity that could go with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from openssi.insight.outcomes.expected_counts import Array
from openssi.insight.outcomes.months import Month, MonthPoints

__all__ = ["LAGS", "Panel", "Seller", "common_months"]

#: Months over which activity is averaged: the month of the sale and the three before it. Fixed before any data is seen.
LAGS = 4


@dataclass(frozen=True, slots=True)
class Seller:
    """One seller: points by month, outcomes by kind and month, working days by month, and a stratum.

    Attributes:
        points: what each whole month of activity is worth.
        outcomes: by kind of outcome, the quantity of each month; a month that is absent has none.
        exposure: working days of each month; empty if nobody counted them.
        stratum: territory, segment or tenure; only sellers of one stratum are compared with each other.
        silent: months of the archive in which the seller may have been away.
    """

    points: Mapping[Month, MonthPoints]
    outcomes: Mapping[str, Mapping[Month, float]]
    exposure: Mapping[Month, float] = field(default_factory=dict[Month, float])
    stratum: str = ""
    silent: frozenset[Month] = frozenset()

    @property
    def first_record(self) -> Month | None:
        """The first month in which the CRM has anything of the seller, whatever its quantity."""
        return min((month for by_month in self.outcomes.values() for month in by_month), default=None)


class Panel:
    """Sellers x months, as arrays.

    A month without sales is evidence only if the seller was there. Without working days, two rules decide that, and
    neither looks at the quantity of a month that is compared, since that would choose months by their result:

    - Months that are silent in the archive are not compared, whether or not something was sold in them.
    - A seller whose first record is later than the export's first month is compared from the month after that record.

    Args:
        everyone: sellers; those without a month to compare are left out.

    Attributes:
        months: from the first to the last that both the archives and the sales cover.
        sellers: those with a month to compare.
        left_out: how many months of everyone are covered but not compared.
    """

    def __init__(self, everyone: Sequence[Seller]) -> None:
        self.months = common_months(everyone)
        opened = min((first for one in everyone if (first := one.first_record) is not None), default=0)
        rows = [[_exposure(one, month, opened) for month in self.months] for one in everyone]
        there = [at for at, row in enumerate(rows) if any(row)]
        self.sellers = [everyone[at] for at in there]
        self._exposure = np.array([rows[at] for at in there], dtype=float).reshape(len(there), len(self.months))
        self.left_out = sum(
            _known(one, month) and not days
            for one, row in zip(everyone, rows, strict=True)
            for month, days in zip(self.months, row, strict=True)
        )

    def counts(self, kind: str) -> Array:
        """Return the quantity of an outcome; 0 where the month is not compared."""
        rows = [[one.outcomes.get(kind, {}).get(month, 0.0) for month in self.months] for one in self.sellers]
        return np.array(rows, dtype=float) * (self.exposure > 0)

    @property
    def exposure(self) -> Array:
        """Return working days; 0 where the month is not compared."""
        return self._exposure

    def activity(self, which: Literal["whole", "without_selling"]) -> Array:
        """Return mean points of the month and the three before it; 0 where they are not known."""
        return self._mean(lambda points: getattr(points, which))

    def pillar(self, at: int) -> Array:
        """Return mean points of a pillar, likewise."""
        return self._mean(lambda points: points.pillars[at])

    def _mean(self, part: Callable[[MonthPoints], float]) -> Array:
        rows = [
            [_mean_of(one, month, part) if _known(one, month) else 0.0 for month in self.months] for one in self.sellers
        ]
        return np.array(rows, dtype=float)

    def next_month(self) -> Array:
        """Return the points of the month after; 0 where `followed` is false."""
        rows = [
            [one.points[month + 1].whole if _followed(one, month) else 0.0 for month in self.months]
            for one in self.sellers
        ]
        return np.array(rows, dtype=float)

    def followed(self) -> NDArray[np.bool_]:
        """Return whether the month after is known, and the seller was there."""
        return np.array([[_followed(one, month) for month in self.months] for one in self.sellers])


def _known(seller: Seller, month: Month) -> bool:
    return all(month - lag in seller.points for lag in range(LAGS))


def _followed(seller: Seller, month: Month) -> bool:
    return month + 1 in seller.points and not _is_silent(seller, month + 1)


def _is_silent(seller: Seller, month: Month) -> bool:
    return month in seller.silent and not seller.exposure


def _mean_of(seller: Seller, month: Month, part: Callable[[MonthPoints], float]) -> float:
    """Return the mean of the lag without silent months: fewer sales after an absence would look like less activity."""
    there = [month - lag for lag in range(LAGS) if not _is_silent(seller, month - lag)]
    return sum(part(seller.points[one]) for one in there) / len(there) if there else 0.0


def _exposure(seller: Seller, month: Month, opened: Month) -> float:
    """Return a seller's working days in a month; 0 if it is not compared.

    Args:
        seller: the seller.
        month: the month.
        opened: the first month that the export has of any seller.
    """
    if not _known(seller, month):
        return 0.0
    if seller.exposure:
        return max(0.0, seller.exposure.get(month, 0.0))
    first = seller.first_record
    is_new = first is None or (first > opened and month <= first)
    return 0.0 if is_new or month in seller.silent else 1.0


def common_months(sellers: Sequence[Seller]) -> range:
    """Return the months from the first to the last that both the archives and the sales cover."""
    sold = [month for one in sellers for by_month in one.outcomes.values() for month in by_month]
    known = [month for one in sellers for month in one.points if _known(one, month)]
    if not sold or not known:
        return range(0)
    return range(max(min(sold), min(known)), min(max(sold), max(known)) + 1)
