"""Assemble the table of scores: points, ranks and averages, except of groups too small to show."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openssi.model import Model
from openssi.population.arrays.groups import Network, top_percent
from openssi.population.arrays.parquet import Ints
from openssi.scoring.ranks import (
    LEAST_FOR_AVERAGE,
    LEAST_FOR_PERCENT,
    average_name,
    rank_name,
    score_columns,
    total_columns,
)
from openssi.scoring.sql import index_columns

__all__ = ["Everyone", "Members", "Table", "scores_table"]

#: Columns, and where they are NULL.
Table = tuple[dict[str, Ints], dict[str, NDArray[np.bool_]]]


@dataclass(frozen=True, slots=True)
class Members:
    """Consecutive members: their IDs, industries and points, and the ordinal of the first."""

    first: int
    ids: Ints
    industry: Ints
    points: Mapping[str, Ints]


@dataclass(frozen=True, slots=True)
class Everyone:
    """What is known of all members once everyone has points.

    Attributes:
        totals: everyone's indexes and pillars: a row for each member, a column for each of `total_columns`.
        ranks: everyone's rank in the industry, by index.
        sizes: the number of people in each industry.
    """

    totals: Ints
    ranks: Mapping[str, Ints]
    sizes: NDArray[np.int64]


def scores_table(
    model: Model, members: Members, everyone: Everyone, network: Network | None, wanted: Collection[str]
) -> Table:
    """Return the wanted columns of scores and where they are NULL; `network` is only needed for its own columns."""
    build = _Builder(wanted)
    build.add("member_id", lambda: members.ids)
    build.add("industry", lambda: members.industry)
    for name, column in members.points.items():
        build.add(name, lambda column=column: column)
    _add_industry(build, model, members, everyone)
    if network is not None:
        _add_network(build, model, members, everyone, network)
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


def _add_industry(build: _Builder, model: Model, members: Members, everyone: Everyone) -> None:
    none = members.industry < 0
    size = np.append(everyone.sizes, 1)[members.industry]  # the last one is for those without an industry
    build.add("industry_size", lambda: size, none)
    few = none | (size < LEAST_FOR_PERCENT)
    for column in index_columns(model):
        rank = everyone.ranks[column][members.first : members.first + len(none)]
        build.add(rank_name(column, "industry_rank"), lambda rank=rank: rank, none)
        build.add(rank_name(column, "industry_top_percent"), lambda rank=rank: top_percent(rank, size), few)


def _add_network(build: _Builder, model: Model, members: Members, everyone: Everyone, network: Network) -> None:
    size = network.others + 1
    build.add("network_size", lambda: size)
    # A row for each connection: gathering rows reads memory once, where gathering columns would read it seven times.
    others = dict(zip(total_columns(model), everyone.totals.take(network.other, axis=0).T, strict=True))
    for column in index_columns(model):
        rank_column, percent_column = (rank_name(column, name) for name in ("network_rank", "network_top_percent"))
        if {rank_column, percent_column}.isdisjoint(build.wanted):
            continue
        rank = network.higher(others[column], members.points[column]) + 1
        build.add(rank_column, lambda rank=rank: rank)
        build.add(percent_column, lambda rank=rank: top_percent(rank, size), size < LEAST_FOR_PERCENT)
    for total, column in others.items():
        build.add(
            f"network_{average_name(total)}",
            lambda total=total, column=column: (network.sums(column) + members.points[total]) // size,
            size < LEAST_FOR_AVERAGE,
        )
