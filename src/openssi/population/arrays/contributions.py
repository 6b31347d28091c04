"""Decide what each row of daily activity adds to which sums, from a model's kinds, limits and credits."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from openssi.model import Credit, Model
from openssi.population.arrays.parquet import Ints
from openssi.scoring.sql import LARGEST_QUANTITY, attributes, kinds_read

__all__ = ["Contributions", "SumRule", "curve"]


@dataclass(frozen=True, slots=True)
class SumRule:
    """One way in which a row adds to a sum.

    Attributes:
        kind: the kind of the row.
        total: the index of the sum.
        limit: the daily limit of the kind; a row counts no more.
        credit: how the row earns credits; None for a row of the kind that is summed.
    """

    kind: str
    total: int
    limit: int = LARGEST_QUANTITY
    credit: Credit | None = None


class Contributions:
    """All contributions of a model: to the sums of fading kinds, then of those that are read as stocks."""

    def __init__(self, model: Model) -> None:
        fading, stock = kinds_read(model)
        self.fading, self.stock = fading, stock
        self._attributes = attributes(model)
        #: Kinds that may be negative, since credits can be taken back.
        self.signed = frozenset(kind.id for kind in model.kinds if kind.credits)
        self.all = tuple(_of_kinds(model, (*fading, *stock)))

    @property
    def sums(self) -> int:
        """Return the number of sums."""
        return len(self.fading) + len(self.stock)

    @cached_property
    def fingerprint(self) -> str:
        """Return 16 hexadecimal digits of a SHA-256 over everything that decides what a store contains."""
        rows = [
            [contribution.kind, contribution.total, contribution.limit, _credit_numbers(contribution.credit)]
            for contribution in self.all
        ]
        canonical = json.dumps(
            [self.fading, self.stock, self._attributes, sorted(self.signed), rows], separators=(",", ":")
        )
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]

    def expand(self, kinds: Sequence[str], codes: Ints) -> tuple[Ints, Ints]:
        """Return the row's index and the contribution, for every contribution of every row, in row order."""
        by_kind: dict[str, list[int]] = {}
        for number, entry in enumerate(self.all):
            by_kind.setdefault(entry.kind, []).append(number)
        numbers = [by_kind.get(kind, []) for kind in (*kinds, "")]  # the last one for NULL, whose code is -1
        counts = np.array([len(entry) for entry in numbers])[codes]
        starts = np.cumsum([0, *(len(entry) for entry in numbers)])[:-1]
        flat = np.array([number for entry in numbers for number in entry], np.int64)
        rows = np.repeat(np.arange(len(codes)), counts)
        nth = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        return rows, flat[starts[codes[rows]] + nth] if len(rows) else rows

    def quantities(self, contributions: Ints, quantity: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return what each contribution adds: the quantity up to the limit, or the credits that it earns."""
        limits = np.array([contribution.limit for contribution in self.all] or [0], np.int64)
        added = np.minimum(quantity, limits[contributions])
        for number, contribution in enumerate(self.all):
            if contribution.credit is not None:
                at = np.flatnonzero(contributions == number)
                added[at] = _earned(contribution.credit, quantity[at])
        return added

    @cached_property
    def total_of(self) -> NDArray[np.int64]:
        """Return the index of the sum of each contribution."""
        return np.array([contribution.total for contribution in self.all], np.int64)


def _of_kinds(model: Model, kinds: Sequence[str]) -> list[SumRule]:
    contributions: list[SumRule] = []
    for total, kind in enumerate(kinds):
        limit = model.kind[kind].most_a_day
        contributions.append(SumRule(kind, total, LARGEST_QUANTITY if limit is None else limit))
        contributions += [SumRule(credit.kind, total, credit=credit) for credit in model.kind[kind].credits]
    return contributions


def _credit_numbers(credit: Credit | None) -> list[object] | None:
    return None if credit is None else [credit.knots, credit.each]


def _earned(credit: Credit, quantity: NDArray[np.int64]) -> NDArray[np.int64]:
    if not credit.knots:
        return credit.each * np.maximum(quantity, 0)
    return curve(((0, 0), *credit.knots), np.maximum(quantity, 0))


def curve(knots: Sequence[tuple[int, int]], values: NDArray[Any]) -> NDArray[np.int64]:
    """Return the heights of the line through the knots at values that aren't below the first, rounded down."""
    xs, ys = (np.array(axis, np.int64) for axis in zip(*knots, strict=True))
    rise, run = np.append(np.diff(ys), 0), np.append(np.diff(xs), 1)  # flat after the last knot
    at = np.searchsorted(xs, values, side="right") - 1
    return ys[at] + rise[at] * (values - xs[at]) // run[at]
