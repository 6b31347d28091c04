"""Score a population from its store, bucket by bucket: points first, then ranks, then networks and the tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from openssi.model import Model
from openssi.population.arrays.contributions import Contributions
from openssi.population.arrays.files import map_array, save_array, save_blocks
from openssi.population.arrays.groups import (
    Thresholds,
    industry_sums,
    industry_table,
    rank_in_industries,
    summed_columns,
)
from openssi.population.arrays.parquet import UNFINISHED, Ints, Writer, read_ints
from openssi.population.arrays.points import member_points
from openssi.population.arrays.scores import Everyone, Members, Table, scores_table
from openssi.population.store.about import StoreAbout
from openssi.population.store.connections import read_network
from openssi.population.store.members import bucket_file
from openssi.population.store.rows import bucket_sums
from openssi.population.workers import Fraction, Workers
from openssi.scoring.ranks import point_columns, total_columns
from openssi.scoring.sql import attributes, index_columns

__all__ = ["ScoringJob", "score_from_store"]

#: How much of the work the points are.
_POINTS = 0.6

_SIZES = "sizes"  # the number of people in each industry
_TOTALS = "totals"  # everyone's indexes and pillars, a row for each member


@dataclass(frozen=True, slots=True)
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
    columns: Collection[str]


def score_from_store(job: ScoringJob, out: Path, workers: Workers, progress: Fraction) -> int:
    """Write the tables `scores` and `industries` into a folder; return the number of industries."""
    buckets = range(job.about.buckets)

    sums = np.zeros((len(summed_columns(job.model)) + 1, len(job.about.industries)), np.int64)
    for of_bucket in workers.run(partial(_score_bucket, job=job), buckets, lambda done: progress(_POINTS * done)):
        sums += of_bucket
    thresholds = _rank(job, sums[-1])

    def rest(done: float) -> None:
        progress(_POINTS + (1 - _POINTS) * done)

    if workers.one_process:
        _write_scores(job, out / "scores.parquet", workers.run(partial(_bucket_table, job=job), buckets, rest))
    else:
        folder = out / "scores.parquet"
        folder.mkdir()
        for _ in workers.run(partial(_write_bucket, job=job, out=folder), buckets, rest):
            pass
        for attempt in folder.glob(f"*{UNFINISHED}"):  # of tasks that were killed and tried again
            attempt.unlink()
    return _write_industries(job, sums, thresholds, out)


def _write_scores(job: ScoringJob, path: Path, tables: Iterable[Table]) -> None:
    with Writer(path, texts={"industry": job.about.industries}) as writer:
        for columns, missing in tables:
            writer.write(columns, missing)


def _write_bucket(bucket: int, job: ScoringJob, out: Path) -> None:
    _write_scores(job, out / f"part-{bucket:05d}.parquet", [_bucket_table(bucket, job)])


def _score_bucket(bucket: int, job: ScoringJob) -> NDArray[np.int64]:
    """Store the points of a bucket's members and return their sums by industry."""
    names = attributes(job.model)
    industry, *values = read_ints(_members_file(job, bucket), ("industry", *names))
    sums = bucket_sums(job.store, job.about, bucket, job.day, Contributions(job.model).sums)
    points = member_points(job.model, sums, dict(zip(names, values, strict=True)))
    save_array(_points_file(job, bucket), points)
    return industry_sums(job.model, _named(job.model, points), industry, len(job.about.industries))


def _named(model: Model, points: Ints) -> dict[str, Ints]:
    return dict(zip(point_columns(model), points, strict=True))


def _points_file(job: ScoringJob, bucket: int) -> Path:
    return job.work / f"points-{bucket:05d}.npy"


def _rank(job: ScoringJob, sizes: NDArray[np.int64]) -> dict[str, Thresholds]:
    """Gather everyone's totals and ranks in files that tasks map; return the thresholds of the industries."""
    save_array(_file(job, _SIZES), sizes)
    names, buckets = total_columns(job.model), range(job.about.buckets)
    rows = (np.array([points[name] for name in names]).T for points in (_points(job, bucket) for bucket in buckets))
    save_blocks(_file(job, _TOTALS), (job.about.count, len(names)), np.dtype(np.int32), rows)
    totals = map_array(_file(job, _TOTALS))
    industry = np.concatenate([read_ints(_members_file(job, bucket), ("industry",))[0] for bucket in buckets])
    thresholds: dict[str, Thresholds] = {}
    for column in index_columns(job.model):
        ranks = rank_in_industries(industry, totals[:, names.index(column)], sizes)
        save_array(_file(job, _rank_name(column)), ranks.rank)
        thresholds[column] = ranks.thresholds
    return thresholds


def _members_file(job: ScoringJob, bucket: int) -> Path:
    return bucket_file(job.store / job.about.members_folder, bucket)


def _points(job: ScoringJob, bucket: int) -> dict[str, Ints]:
    return _named(job.model, map_array(_points_file(job, bucket)))


def _rank_name(column: str) -> str:
    return f"rank-{column}"


def _file(job: ScoringJob, name: str) -> Path:
    return job.work / f"{name}.npy"


def _bucket_table(bucket: int, job: ScoringJob) -> Table:
    """Return the rows of a bucket's members in the table of scores."""
    ids, industry = read_ints(_members_file(job, bucket), ("member_id", "industry"))
    everyone = Everyone(
        map_array(_file(job, _TOTALS)),
        {column: map_array(_file(job, _rank_name(column))) for column in index_columns(job.model)},
        map_array(_file(job, _SIZES)),
    )
    members = Members(bucket * job.about.bucket, ids, industry, _points(job, bucket))
    needs_network = any("network_" in name for name in job.columns)
    network = read_network(job.store, job.about, bucket) if needs_network else None
    return scores_table(job.model, members, everyone, network, job.columns)


def _write_industries(job: ScoringJob, sums: NDArray[np.int64], thresholds: Mapping[str, Thresholds], out: Path) -> int:
    columns, missing = industry_table(job.model, sums, thresholds)
    populated = np.flatnonzero(sums[-1])  # an industry may have lost its last member
    with Writer(out / "industries.parquet", texts={"industry": job.about.industries}) as writer:
        rows = {"industry": populated, **{name: values[populated] for name, values in columns.items()}}
        writer.write(rows, {name: where[populated] for name, where in missing.items()})
    return len(populated)
