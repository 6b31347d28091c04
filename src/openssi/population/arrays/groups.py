"""Rank members in industries and networks, and average them, in whole numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from openssi.model import MICRO, Model
from openssi.population.arrays.parquet import Ints
from openssi.scoring.group_sizes import LEAST_FOR_AVERAGE, LEAST_FOR_PERCENT, THRESHOLDS
from openssi.scoring.ranks import average_name, rank_name, total_columns
from openssi.scoring.sql import index_columns

__all__ = [
    "BucketConnections",
    "NetworkComparison",
    "RankedIndustries",
    "Thresholds",
    "industry_keys",
    "industry_sums",
    "industry_table",
    "stored_totals",
    "summed_columns",
    "top_percent",
]

#: Bits of a member's key that contain the index; the industry is above.
_INDEX_BITS = (100 * MICRO).bit_length()

#: Connections whose others' totals fit into the processor's cache.
_AT_ONCE = 65_536


def summed_columns(model: Model) -> dict[str, tuple[str, ...]]:
    """Return what is averaged in industries, with the columns that add up to it; pillars of measured sets too."""
    columns: dict[str, tuple[str, ...]] = {name: (name,) for name in total_columns(model)}
    for measured_set in model.sets:
        for pillar in model.pillars:
            columns[f"{pillar.id}_{measured_set.id}"] = tuple(
                signal.id for signal in pillar.signals if signal.id in measured_set.signals
            )
    return columns


def stored_totals(model: Model) -> tuple[str, ...]:
    """Return the totals that networks are compared by: all but the index, which is the sum of the pillars."""
    return total_columns(model)[1:]


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


def industry_keys(industry: Ints, index: Ints) -> NDArray[np.int64]:
    """Return a number for each member that count_rises from industry to industry, and within one with the index."""
    keys = industry.astype(np.int64) << _INDEX_BITS
    keys += index
    return keys


class RankedIndustries:
    """Everyone's values of an index, to look up ranks in.

    Args:
        keys: everyone's `industry_keys`, sorted.
        sizes: the number of people in each industry.
    """

    def __init__(self, keys: Ints, sizes: NDArray[np.int64]) -> None:
        self._keys, self._sizes = keys, sizes
        self._ends = len(keys) - int(sizes.sum()) + np.cumsum(sizes)  # members without an industry come first

    def ranks(self, keys: Ints) -> NDArray[np.int32]:
        """Return the ranks of members by their keys; equal indexes share the better one. 0 without an industry."""
        order = np.argsort(keys)  # in this order each search ends near the one before, which is in the cache
        position = np.empty(len(keys), np.int64)
        position[order] = np.searchsorted(self._keys, keys[order], side="right")
        industry = keys >> _INDEX_BITS
        ends = np.append(self._ends, 0)[industry]  # the last one is for those without an industry
        return np.where(industry < 0, 0, ends - position + 1).astype(np.int32)

    def thresholds(self) -> Thresholds:
        """Return the thresholds of all industries."""
        return {percent: self._threshold(percent) for percent in THRESHOLDS}

    def _threshold(self, percent: int) -> NDArray[np.int64]:
        """Return the index of the last one whose rank is within the percentage: ceil(100 x rank / size) <= percent."""
        inside = percent * self._sizes // 100
        known = (self._sizes >= LEAST_FOR_PERCENT) & (inside > 0)
        indexes = np.full(len(self._sizes), -1, np.int64)
        indexes[known] = self._keys[(self._ends - inside)[known]] & ((1 << _INDEX_BITS) - 1)
        return indexes


def top_percent(rank: Ints, size: Ints) -> Ints:
    """Return ceil(100 x rank / size)."""
    return -(-100 * rank.astype(np.int64) // size)


@dataclass(frozen=True, slots=True)
class NetworkComparison:
    """How members compare with their connections.

    Attributes:
        others: the number of connections of each member.
        sums: sums over the connections; a row for each of `total_columns`, a column for each member.
        higher: how many connections have a higher index; a row for each index, a column for each member.
    """

    others: NDArray[np.int64]
    sums: NDArray[np.int64]
    higher: NDArray[np.int64]


class BucketConnections:
    """The connections of consecutive members.

    Args:
        member: the position of the member of each connection, rising.
        other: the ordinal of the other member of each connection.
        members: the number of members.
    """

    def __init__(self, member: Ints, other: Ints, members: int) -> None:
        self._other = other
        self._others = np.bincount(member, minlength=members)
        self._ends = np.cumsum(self._others)

    def compare(self, totals: Ints, own: Sequence[Ints]) -> NetworkComparison:
        """Compare members with their connections.

        Args:
            totals: a row for each ordinal, a column for each of `stored_totals`.
            own: the members' indexes.
        """
        shapes = [(rows, len(self._others)) for rows in (totals.shape[1] + 1, len(own))]
        comparison = NetworkComparison(self._others, *(np.zeros(shape, np.int64) for shape in shapes))
        for first, last in self._pieces():
            self._compare(totals, own, slice(first, last), comparison)
        return comparison

    def _pieces(self) -> Iterator[tuple[int, int]]:
        """Divide the members into pieces with about `_AT_ONCE` connections."""
        connections = int(self._ends[-1]) if len(self._ends) else 0
        cuts = np.searchsorted(self._ends, np.arange(_AT_ONCE, connections, _AT_ONCE))
        return pairwise(np.unique([0, *cuts, len(self._others)]).tolist())

    def _compare(self, totals: Ints, own: Sequence[Ints], members: slice, comparison: NetworkComparison) -> None:
        counts, ends = self._others[members], self._ends[members]
        connected = np.flatnonzero(counts)
        if not len(connected):
            return
        first, starts = int(ends[0] - counts[0]), (ends - counts)[connected]
        # A row for each connection: gathering rows reads memory once, gathering columns would read it seven times.
        stored = np.ascontiguousarray(totals.take(self._other[first : ends[-1]], axis=0).T)
        index = np.add.reduce(stored[len(own) - 1 :], dtype=np.int32)  # of the pillars, which come last
        others = [index, *stored]
        for row, values in zip(comparison.sums, others, strict=True):
            row[members][connected] = np.add.reduceat(values, starts - first, dtype=np.int64)
        for row, values, own_index in zip(comparison.higher, others, own, strict=False):
            higher = values > np.repeat(own_index[members], counts)
            row[members][connected] = np.add.reduceat(higher.view(np.int8), starts - first, dtype=np.int32)


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
