"""Score a population from its store, bucket by bucket: points first, then ranks, then networks and the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from openssi.model import Model
from openssi.population.arrays.contributions import Contributions
from openssi.population.arrays.groups import (
    NetworkComparison,
    RankedIndustries,
    Thresholds,
    industry_keys,
    industry_sums,
    industry_table,
    stored_totals,
    summed_columns,
)
from openssi.population.arrays.mapped_arrays import map_array, save_array, save_blocks
from openssi.population.arrays.parquet import UNFINISHED, Ints, Writer, read_ints
from openssi.population.arrays.points import member_points
from openssi.population.arrays.scores import Members, Table, scores_table
from openssi.population.store.connections import read_network
from openssi.population.store.manifest import StoreAbout
from openssi.population.store.members import bucket_file
from openssi.population.store.sums import bucket_sums
from openssi.population.workers import Fraction, Threads, Workers
from openssi.scoring.ranks import point_columns, rank_name
from openssi.scoring.sql import attributes, index_columns

__all__ = ["ScoringJob", "score_from_store"]

#: Fraction of the progress bar that computing points takes.
_POINTS = 0.6

# Arrays of each bucket, and of everyone.
_POINTS_FILE = "points"  # a row for each of `point_columns`
_TOTALS_FILE = "totals"  # a row for each member, a column for each of `stored_totals`
_EVERYONE = "everyone"
_KEYS_FILE = "keys"  # `industry_keys`: a row for each of `index_columns`; everyone's are sorted, in a file for each
_RANKS_FILE = "ranks"  # ranks in industries: a row for each of `ScoringJob.ranked`


@dataclass(frozen=True)
class ScoringJob:
    """What every task of a run needs.

    Attributes:
        store: the folder of the store.
        about: the store's description.
        model: the model that scores.
        day: the day that is scored.
        work: a folder for intermediate files.
        columns: the columns of scores to write.
    """

    store: Path
    about: StoreAbout
    model: Model
    day: int
    work: Path
    columns: frozenset[str]

    def file(self, name: str, part: int | str) -> Path:
        """Return the path of an array."""
        return self.work / f"{name}-{part}.npy"

    @property
    def ranked(self) -> list[str]:
        """The indexes by which members are ranked in their industries, for the wanted columns."""
        names = ("industry_rank", "industry_top_percent")
        return [
            column
            for column in index_columns(self.model)
            if not self.columns.isdisjoint(rank_name(column, name) for name in names)
        ]

    @cached_property
    def totals(self) -> Ints:
        """Everyone's totals, mapped once for all threads of a process."""
        return map_array(self.file(_TOTALS_FILE, _EVERYONE))


def score_from_store(job: ScoringJob, out: Path, workers: Workers, progress: Fraction) -> int:
    """Write the tables `scores` and `industries` into a folder; return the number of industries."""
    buckets = range(job.about.buckets)

    sums = np.zeros((len(summed_columns(job.model)) + 1, len(job.about.industries)), np.int64)
    for of_bucket in workers.run(partial(_score_bucket, job=job), buckets, lambda done: progress(_POINTS * done)):
        sums += of_bucket
    sizes = sums[-1]
    columns = index_columns(job.model)
    # A task of Spark must not need an array of everyone.
    sorting = workers if workers.one_process else Threads(1)
    thresholds = dict(
        zip(columns, sorting.run(partial(_sort_keys, job=job, sizes=sizes), range(len(columns))), strict=True)
    )
    _gather_totals(job)
    if job.ranked:
        for _ in workers.run(partial(_rank_bucket, job=job, sizes=sizes), buckets):
            pass

    def rest(done: float) -> None:
        progress(_POINTS + (1 - _POINTS) * done)

    if workers.one_process:
        _write_scores(
            job, out / "scores.parquet", workers.run(partial(_bucket_table, job=job, sizes=sizes), buckets, rest)
        )
    else:
        folder = out / "scores.parquet"
        folder.mkdir()
        for _ in workers.run(partial(_write_bucket, job=job, sizes=sizes, out=folder), buckets, rest):
            pass
        for attempt in folder.glob(f"*{UNFINISHED}"):  # of tasks that were killed and tried again
            attempt.unlink()
    return _write_industries(job, sums, thresholds, out)


def _write_scores(job: ScoringJob, path: Path, tables: Iterable[Table]) -> None:
    with Writer(path, texts={"industry": job.about.industries}) as writer:
        for table in tables:
            writer.write(*table)
            del table  # before the next one is computed


def _write_bucket(bucket: int, job: ScoringJob, sizes: NDArray[np.int64], out: Path) -> None:
    _write_scores(job, out / f"part-{bucket:05d}.parquet", [_bucket_table(bucket, job, sizes)])


def _score_bucket(bucket: int, job: ScoringJob) -> NDArray[np.int64]:
    """Store the points of a bucket's members and return their sums by industry."""
    names = attributes(job.model)
    industry, *values = read_ints(_members_file(job, bucket), ("industry", *names))
    sums = bucket_sums(job.store, job.about, bucket, job.day, Contributions(job.model).sums)
    points = member_points(job.model, sums, dict(zip(names, values, strict=True)))
    by_name = _named(job.model, points)
    save_array(job.file(_POINTS_FILE, bucket), points)
    save_array(job.file(_TOTALS_FILE, bucket), np.array([by_name[name] for name in stored_totals(job.model)]).T)
    keys = [industry_keys(industry, by_name[column]) for column in index_columns(job.model)]
    save_array(job.file(_KEYS_FILE, bucket), np.array(keys))
    return industry_sums(job.model, by_name, industry, len(job.about.industries))


def _named(model: Model, points: Ints) -> dict[str, Ints]:
    return dict(zip(point_columns(model), points, strict=True))


def _members_file(job: ScoringJob, bucket: int) -> Path:
    return bucket_file(job.store / job.about.members_folder, bucket)


def _gather_totals(job: ScoringJob) -> None:
    """Put everyone's totals into one file."""
    shape = job.about.count, len(stored_totals(job.model))
    parts = (map_array(job.file(_TOTALS_FILE, bucket)) for bucket in range(job.about.buckets))
    save_blocks(job.file(_TOTALS_FILE, _EVERYONE), shape, np.dtype(np.int32), parts)


def _sort_keys(number: int, job: ScoringJob, sizes: NDArray[np.int64]) -> Thresholds:
    """Sort everyone's keys by one of the indexes; return the thresholds of the industries."""
    keys = np.empty(job.about.count, np.int64)
    for bucket in range(job.about.buckets):
        start = bucket * job.about.bucket
        keys[start : start + job.about.bucket] = map_array(job.file(_KEYS_FILE, bucket))[number]
    keys.sort()
    save_array(job.file(_KEYS_FILE, index_columns(job.model)[number]), keys)
    return RankedIndustries(keys, sizes).thresholds()


def _rank_bucket(bucket: int, job: ScoringJob, sizes: NDArray[np.int64]) -> None:
    """Store the ranks of a bucket's members in their industries."""
    keys = dict(zip(index_columns(job.model), map_array(job.file(_KEYS_FILE, bucket)), strict=True))
    ranks = [
        RankedIndustries(map_array(job.file(_KEYS_FILE, column)), sizes).ranks(keys[column]) for column in job.ranked
    ]
    save_array(job.file(_RANKS_FILE, bucket), np.array(ranks))


def _bucket_table(bucket: int, job: ScoringJob, sizes: NDArray[np.int64]) -> Table:
    """Return the rows of a bucket's members in the table of scores."""
    ids, industry = read_ints(_members_file(job, bucket), ("member_id", "industry"))
    points = _named(job.model, map_array(job.file(_POINTS_FILE, bucket)))
    ranks = dict(zip(job.ranked, map_array(job.file(_RANKS_FILE, bucket)) if job.ranked else (), strict=True))
    network: NetworkComparison | None = None
    if any("network_" in name for name in job.columns):
        indexes = [points[column] for column in index_columns(job.model)]
        network = read_network(job.store, job.about, bucket).compare(job.totals, indexes)
    return scores_table(job.model, Members(ids, industry, points, sizes, ranks, network), job.columns)


def _write_industries(job: ScoringJob, sums: NDArray[np.int64], thresholds: Mapping[str, Thresholds], out: Path) -> int:
    columns, missing = industry_table(job.model, sums, thresholds)
    populated = np.flatnonzero(sums[-1])  # an industry may have lost its last member
    with Writer(out / "industries.parquet", texts={"industry": job.about.industries}) as writer:
        rows = {"industry": populated, **{name: values[populated] for name, values in columns.items()}}
        writer.write(rows, {name: where[populated] for name, where in missing.items()})
    return len(populated)
