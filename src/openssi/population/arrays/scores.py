"""Assemble the table of scores: points, ranks and averages, except of groups too small to show."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openssi.model import Model
from openssi.population.arrays.groups import NetworkComparison, top_percent
from openssi.population.arrays.parquet import Ints
from openssi.scoring.group_sizes import LEAST_FOR_AVERAGE, LEAST_FOR_PERCENT
from openssi.scoring.ranks import average_name, rank_name, score_columns, total_columns
from openssi.scoring.sql import index_columns

__all__ = ["Members", "Table", "scores_table"]

#: Columns, and where they are NULL.
Table = tuple[dict[str, Ints], dict[str, NDArray[np.bool_]]]


@dataclass(frozen=True, slots=True)
class Members:
    """Consecutive members.

    Attributes:
        ids: their IDs.
        industry: their industries; -1 for none.
        points: their points, by column.
        sizes: the number of people in each industry.
        ranks: their ranks in their industries, by index; only those that are needed.
        network: how they compare with their connections; None if columns of networks aren't needed.
    """

    ids: Ints
    industry: Ints
    points: Mapping[str, Ints]
    sizes: NDArray[np.int64]
    ranks: Mapping[str, Ints]
    network: NetworkComparison | None


def scores_table(model: Model, members: Members, wanted: Collection[str]) -> Table:
    """Return the wanted columns of scores and where they are NULL."""
    build = _Builder(wanted)
    build.add("member_id", lambda: members.ids)
    build.add("industry", lambda: members.industry)
    for name, column in members.points.items():
        build.add(name, lambda column=column: column)
    _add_industry(build, members)
    if members.network is not None:
        _add_network(build, model, members.points, members.network)
    order = [name for name in score_columns(model) if name in build.columns]
    return {name: build.columns[name] for name in order}, build.missing


class _Builder:
    """Collects the wanted columns; others are not computed."""

    def __init__(self, wanted: Collection[str]) -> None:
        self.wanted = wanted
        self.columns: dict[str, Ints] = {}
        self.missing: dict[str, NDArray[np.bool_]] = {}

    def add(self, name: str, values: Callable[[], Ints], missing: NDArray[np.bool_] | None = None) -> None:
        if name in self.wanted:
            column = values()
            self.columns[name] = column if name in ("member_id", "industry") else column.astype(np.int32)
            if missing is not None:
                self.missing[name] = missing


def _add_industry(build: _Builder, members: Members) -> None:
    none = members.industry < 0
    size = np.append(members.sizes, 1)[members.industry]  # the last one is for those without an industry
    build.add("industry_size", lambda: size, none)
    few = none | (size < LEAST_FOR_PERCENT)
    for column, rank in members.ranks.items():
        build.add(rank_name(column, "industry_rank"), lambda rank=rank: rank, none)
        build.add(rank_name(column, "industry_top_percent"), lambda rank=rank: top_percent(rank, size), few)


def _add_network(build: _Builder, model: Model, points: Mapping[str, Ints], network: NetworkComparison) -> None:
    size = network.others + 1
    build.add("network_size", lambda: size)
    for column, higher in zip(index_columns(model), network.higher, strict=True):
        build.add(rank_name(column, "network_rank"), lambda higher=higher: higher + 1)
        percent = rank_name(column, "network_top_percent")
        build.add(percent, lambda higher=higher: top_percent(higher + 1, size), size < LEAST_FOR_PERCENT)
    for total, sums in zip(total_columns(model), network.sums, strict=True):
        average = f"network_{average_name(total)}"
        build.add(average, lambda total=total, sums=sums: (sums + points[total]) // size, size < LEAST_FOR_AVERAGE)
