"""Rank members in industries and networks, and average them, in whole numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from openssi.model import MICRO, Model
from openssi.population.arrays.parquet import Ints
from openssi.scoring.ranks import (
    LEAST_FOR_AVERAGE,
    LEAST_FOR_PERCENT,
    THRESHOLDS,
    average_name,
    rank_name,
    total_columns,
)
from openssi.scoring.sql import index_columns

__all__ = [
    "IndustryRanks",
    "Network",
    "Thresholds",
    "industry_sums",
    "industry_table",
    "rank_in_industries",
    "summed_columns",
    "top_percent",
]

_HIGHEST = 100 * MICRO
_SHIFT = _HIGHEST.bit_length()


def summed_columns(model: Model) -> dict[str, tuple[str, ...]]:
    """Return what is averaged in industries, with the columns that add up to it; pillars of measured sets too."""
    columns: dict[str, tuple[str, ...]] = {name: (name,) for name in total_columns(model)}
    for measured_set in model.sets:
        for pillar in model.pillars:
            columns[f"{pillar.id}_{measured_set.id}"] = tuple(
                signal.id for signal in pillar.signals if signal.id in measured_set.signals
            )
    return columns


def industry_sums(model: Model, columns: Mapping[str, Ints], industry: Ints, industries: int) -> NDArray[np.int64]:
    """Return sums by industry, a row for each of `summed_columns`, and in a last row the number of members.

    Sums of doubles are exact here: 2**26 members with 100,000,000 micro-points each stay below 2**53.
    """
    known = industry >= 0
    codes = industry[known]

    def summed(names: Sequence[str]) -> NDArray[np.int64]:
        total = np.zeros(len(codes))
        for name in names:
            total += columns[name][known]
        return np.bincount(codes, total, industries).astype(np.int64)

    rows = [summed(names) for names in summed_columns(model).values()]
    return np.array([*rows, np.bincount(codes, minlength=industries)], np.int64)


#: The lowest index among the top of each industry, by percent; -1 where there are too few people.
Thresholds = Mapping[int, NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class IndustryRanks:
    """Ranks of all members by one index.

    Attributes:
        rank: each member's rank in the industry; 0 without one.
        thresholds: the thresholds of the industries.
    """

    rank: NDArray[np.int32]
    thresholds: Thresholds


def rank_in_industries(industry: Ints, index: Ints, sizes: NDArray[np.int64]) -> IndustryRanks:
    """Rank everyone by an index; equal indexes share the better rank."""
    key = industry.astype(np.int64) << _SHIFT
    key += _HIGHEST - index
    order = np.argsort(key)
    key = key[order]
    starts = np.searchsorted(key, np.arange(len(sizes), dtype=np.int64) << _SHIFT)
    position = np.arange(len(key), dtype=np.int64)
    first = np.maximum.accumulate(np.where(np.diff(key, prepend=-(1 << 62)) != 0, position, 0))
    codes = industry[order]
    rank = np.empty(len(key), np.int32)
    rank[order] = np.where(codes < 0, 0, first - starts[codes] + 1 if len(sizes) else 0)
    return IndustryRanks(rank, {percent: _threshold(key, starts, sizes, percent) for percent in THRESHOLDS})


def _threshold(
    key: NDArray[np.int64], starts: NDArray[np.int64], sizes: NDArray[np.int64], percent: int
) -> NDArray[np.int64]:
    """Return the index of the last one whose rank is within the percentage: ceil(100 x rank / size) <= percent."""
    inside = percent * sizes // 100
    last = starts + inside - 1
    known = (sizes >= LEAST_FOR_PERCENT) & (inside > 0)
    indexes = np.full(len(sizes), -1, np.int64)
    indexes[known] = _HIGHEST - (key[last[known]] & ((1 << _SHIFT) - 1))
    return indexes


def top_percent(rank: Ints, size: Ints) -> Ints:
    """Return ceil(100 x rank / size)."""
    return -(-100 * rank.astype(np.int64) // size)


class Network:
    """The connections of consecutive members.

    Args:
        member: the position of the member of each connection, rising.
        other: the ordinal of the other member of each connection.
        members: the number of members.
    """

    def __init__(self, member: Ints, other: Ints, members: int) -> None:
        self.other = other
        self.others = np.bincount(member, minlength=members)
        self._connected = np.flatnonzero(self.others)
        self._starts = (np.cumsum(self.others) - self.others)[self._connected]

    def sums(self, others: Ints) -> NDArray[np.int64]:
        """Return the sum of the others' values over the connections of each member."""
        return self._add(others, np.int64)

    def higher(self, others: Ints, own: Ints) -> NDArray[np.int64]:
        """Return how many of each member's connections have a higher value than the member's own."""
        higher = others > np.repeat(own, self.others)
        return self._add(higher.view(np.int8), np.int32)

    def _add(self, values: Ints, kind: type[np.signedinteger[Any]]) -> NDArray[np.int64]:
        sums = np.zeros(len(self.others), np.int64)
        if len(self._starts):
            sums[self._connected] = np.add.reduceat(values, self._starts, dtype=kind)
        return sums


def industry_table(
    model: Model, sums: NDArray[np.int64], thresholds: Mapping[str, Thresholds]
) -> tuple[dict[str, Ints], dict[str, NDArray[np.bool_]]]:
    """Return the columns of the table `industries` after the name, and where they are NULL."""
    size = sums[-1]
    few = size < LEAST_FOR_AVERAGE
    columns: dict[str, Ints] = {"size": size}
    missing: dict[str, NDArray[np.bool_]] = {}
    for name, total in zip(summed_columns(model), sums[:-1], strict=True):
        columns[average_name(name)] = total // np.maximum(size, 1)
        missing[average_name(name)] = few
    for column in index_columns(model):
        for percent in THRESHOLDS:
            name = rank_name(column, f"top_{percent}_percent")
            columns[name] = thresholds[column][percent]
            missing[name] = columns[name] < 0
    return {name: values.astype(np.int32) for name, values in columns.items()}, missing
