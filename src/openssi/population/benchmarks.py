"""Ranks and thresholds of an industry, from a scored population or a shared file, and where they come from."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import accumulate
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from openssi.activity.calendar import to_day
from openssi.errors import InputError, UsageError
from openssi.insight import PeerRank
from openssi.insight.coach import Target
from openssi.model import Model
from openssi.population.benchmark_file import (
    BenchmarkFile,
    check_days,
    days_of,
    file_rank,
    file_target,
    read_benchmark_file,
    target_name,
)
from openssi.population.industries import require_industry, resolve_industry
from openssi.scoring.group_sizes import LEAST_FOR_PERCENT, THRESHOLDS
from openssi.scoring.ranks import average_name, rank_name
from openssi.scoring.sql import literal

if TYPE_CHECKING:
    from openssi.engines import Engine

__all__ = [
    "Benchmark",
    "benchmark_of",
    "check_benchmark_days",
    "check_industry",
    "industries_of",
    "industry_target",
    "open_scores",
    "rank_in_industry",
]

_ABOUT = "about.json"  # openssi.engines.ABOUT; the engines are loaded only where benchmarks are read
#: How many industries are cached in memory, at 16 bytes for each distinct index.
_CACHED_INDUSTRIES = 64


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The scores that a member is compared with.

    Attributes:
        name: the folder's name.
        as_of: the day of the scores, days since 1970-01-01.
        model: the ID of the model that scored.
        fingerprint: its fingerprint.
        members: how many people were scored.
    """

    name: str
    as_of: int
    model: str
    fingerprint: str
    members: int


@dataclass(frozen=True, slots=True)
class _Industry:
    """One industry: averages, thresholds, how many people have at most each index, in ascending order, and for which
    day.
    """

    name: str
    averages: Mapping[str, int]
    thresholds: Mapping[int, int]
    values: array[int]
    up_to: array[int]
    as_of: int

    def above(self, index_micro: int) -> int:
        at = bisect_right(self.values, index_micro)
        return self.up_to[-1] - (self.up_to[at - 1] if at else 0)


def benchmark_of(folder: str | PathLike[str]) -> Benchmark:
    """Describe the scores in a folder written by `ssi population score`.

    Raises:
        InputError: the folder does not contain such a result.
    """
    path = Path(folder).resolve()
    if path.is_file():
        file = _file(path, _file_stamp(path))
        people = sum(source.people for source in file.sources)
        return Benchmark(path.name, days_of(file)[1], file.model, file.fingerprint, people)
    return _benchmark(path, _stamp(path))


def rank_in_industry(
    folder: str | PathLike[str],
    industry: str,
    index_micro: int,
    model: Model,
    measured: Collection[str] | None = None,
) -> PeerRank | None:
    """Return an index's rank in an industry of a folder written by `ssi population score`.

    None if it has no such industry.

    Everybody's index is taken from the signals measured for this member; None takes the whole index.

    The rank is one more than the number of people with a higher index, at most the size; a member of that population
    gets the rank in its scores. The first call reads the industry's indexes; later calls run no query until the folder
    changes.

    Args:
        folder: the benchmarks.
        industry: the member's, in any case.
        index_micro: the member's index in micro-points.
        model: the model that scored it.
        measured: the IDs of the signals that were measured; None for all of them.

    Raises:
        InputError: the folder does not contain such a result, or one of another model.
    """
    path = Path(folder).resolve()
    if path.is_file():
        return file_rank(
            _file(path, _file_stamp(path)), path.name, industry, index_micro, model, _set_id(model, measured)
        )
    totals = ("index", *(pillar.id for pillar in model.pillars))
    peers = _industry(path, _stamp(path), industry.casefold(), model.fingerprint, totals, _index_of(model, measured))
    if peers is None:
        return None
    size = peers.up_to[-1]
    rank = min(size, 1 + peers.above(index_micro))
    percent = -(-100 * rank // size) if size >= LEAST_FOR_PERCENT else None
    scored = (peers.as_of, peers.as_of)
    return PeerRank("industry", peers.name, rank, size, percent, peers.averages, peers.thresholds, scored=scored)


def _index_of(model: Model, measured: Collection[str] | None) -> str:
    """Return the column with the indexes that one from these signals is compared with."""
    nearest = _set_id(model, measured)
    return f"index_{nearest}_micro" if nearest else "index_micro"


def _set_id(model: Model, measured: Collection[str] | None) -> str | None:
    """Return the ID of the set of signals that was measured; None for everything."""
    nearest = None if measured is None else model.set_of(measured)
    return nearest.id if nearest else None


def _file_stamp(file: Path) -> tuple[int, int]:
    """Return a value that changes when the file is replaced."""
    about = file.stat()
    return about.st_mtime_ns, about.st_ino


@lru_cache(maxsize=4)
def _file(file: Path, _stamp: tuple[int, int]) -> BenchmarkFile:
    return read_benchmark_file(file)


def _stamp(path: Path) -> tuple[int, int]:
    """Return a value that changes when the folder is replaced by a newer result."""
    try:
        about = (path / _ABOUT).stat()
    except OSError as error:
        raise _no_benchmarks(path, "scores of a population") from error
    return about.st_mtime_ns, about.st_ino


@lru_cache(maxsize=8)
def _benchmark(path: Path, _stamp: tuple[int, int]) -> Benchmark:
    with open_scores(path) as engine:
        about = _about(path, engine)
        if not engine.register_parquet("scores", f"{path}/scores"):
            raise _no_benchmarks(path, "scores of a population")
        ((members,),) = engine.query('SELECT COUNT(*) FROM "scores"')
    return replace(about, members=int(str(members)))


@lru_cache(maxsize=_CACHED_INDUSTRIES)
def _industry(
    path: Path, _stamp: tuple[int, int], industry: str, fingerprint: str, totals: tuple[str, ...], column: str
) -> _Industry | None:
    part = column.removeprefix("index").removesuffix("_micro")
    averages = [average_name(f"{total}{part}") for total in totals]
    thresholds = [rank_name(column, f"top_{percent}_percent") for percent in THRESHOLDS]
    with open_scores(path) as engine:
        present = engine.register_parquet("industries", f"{path}/industries")
        if not {"industry", *averages, *thresholds} <= present.keys() or not engine.register_parquet(
            "scores", f"{path}/scores"
        ):
            raise _no_benchmarks(path, "averages and thresholds by industry")
        about = _about(path, engine)
        _check_model(path, about, fingerprint)
        columns = ", ".join(f'"{column}"' for column in (*averages, *thresholds))
        rows = engine.query(f'SELECT "industry", {columns} FROM "industries" WHERE "industry" IS NOT NULL')
        meant = resolve_industry(industry, [str(row[0]) for row in rows])
        row = next((row for row in rows if str(row[0]) == meant), None)
        if row is None:
            return None
        name, *figures = row
        histogram = engine.query(
            f'SELECT "{column}", COUNT(*) FROM "scores" WHERE "industry" = {literal(str(name))} GROUP BY 1 ORDER BY 1'
        )
    known = [None if figure is None else int(str(figure)) for figure in figures]
    means, least = known[: len(averages)], known[len(averages) :]
    return _Industry(
        str(name),
        {total: mean for total, mean in zip(totals, means, strict=True) if mean is not None},
        {percent: at for percent, at in zip(THRESHOLDS, least, strict=True) if at is not None},
        array("q", (int(str(value)) for value, _ in histogram)),
        array("q", accumulate(int(str(holders)) for _, holders in histogram)),
        about.as_of,
    )


def industry_target(
    folder: str | PathLike[str], industry: str, top: int, model: Model, measured: Collection[str] | None = None
) -> Target:
    """Return the index that the best `top` percent of an industry reach, from a folder written by `ssi population
    score`.

    Everybody's index is taken from the signals measured for this member; None takes the whole index.

    Raises:
        InputError: the folder does not contain such a result, or one of another model.
        UsageError: the threshold or the industry is unknown, or the industry has too few people.
    """
    if top not in THRESHOLDS:
        raise UsageError(
            "target-unknown", f"There is no threshold for the top {top}%.", hint=f"Choose one of {_listed(THRESHOLDS)}."
        )
    path = Path(folder)
    if path.is_file():
        return file_target(read_benchmark_file(path), path.name, industry, top, model, _set_id(model, measured))
    whole = f"top_{top}_percent"  # folders of before 2026.2 have no other
    thresholds, day = _thresholds(path, model.fingerprint, (rank_name(_index_of(model, measured), whole), whole), top)
    name = require_industry(industry, thresholds, path.name)
    threshold = thresholds[name]
    if threshold is None:
        raise UsageError("target-unknown", f"The benchmarks have too few people in {name} for the top {top}%.")
    return Target(threshold, target_name(top, name, (day, day)))


def check_benchmark_days(benchmarks: str | PathLike[str], today: int) -> None:
    """Refuse a benchmark file of a day that hasn't come; a folder is one's own.

    Raises:
        InputError: it is of such a day, or cannot be read.
    """
    path = Path(benchmarks).resolve()
    if path.is_file():
        check_days(_file(path, _file_stamp(path)), path.name, today)


def check_industry(folder: str | PathLike[str], industry: str, model: Model) -> None:
    """Check that benchmarks have an industry.

    Raises:
        InputError: the benchmarks cannot be read, or are of another model.
        UsageError: they do not have it.
    """
    require_industry(industry, industries_of(folder, model), Path(folder).name)


def industries_of(folder: str | PathLike[str], model: Model) -> Collection[str]:
    """Return the industries that benchmarks have.

    Raises:
        InputError: the benchmarks cannot be read, or are of another model.
    """
    path = Path(folder).resolve()
    if path.is_file():
        return _file(path, _file_stamp(path)).industries.keys()
    return _industry_names(path, _stamp(path), model.fingerprint)


@lru_cache(maxsize=4)
def _industry_names(path: Path, _stamp: tuple[int, int], fingerprint: str) -> Collection[str]:
    names = (rank_name("index_micro", "top_10_percent"), "top_10_percent")
    return _thresholds(path, fingerprint, names, 10)[0].keys()


def _listed(names: Iterable[object]) -> str:
    return ", ".join(map(str, names))


def _thresholds(path: Path, fingerprint: str, names: Sequence[str], top: int) -> tuple[dict[str, int | None], int]:
    """Return each industry's threshold in micro-points, of the first existing column, and the day of the scores.

    None for too few people.
    """
    with open_scores(path) as engine:
        columns = engine.register_parquet("industries", f"{path}/industries")
        column = next((name for name in names if name in columns), None)
        if column is None or "industry" not in columns:
            raise _no_benchmarks(path, f"thresholds of the top {top}% by industry")
        about = _about(path, engine)
        _check_model(path, about, fingerprint)
        rows = engine.query(
            f'SELECT "industry", CAST("{column}" AS BIGINT) FROM "industries" WHERE "industry" IS NOT NULL'
        )
    return {str(name): None if threshold is None else int(str(threshold)) for name, threshold in rows}, about.as_of


@contextmanager
def open_scores(path: Path) -> Generator[Engine]:
    """Open an engine that can read only this folder."""
    from openssi.engines import DuckDB  # only benchmarks need it

    with DuckDB([path]) as engine:
        yield engine


def _no_benchmarks(path: Path, what: str) -> InputError:
    return InputError(
        "population-layout",
        f"{path.name} does not contain {what}.",
        hint="Give a folder that ssi population score wrote.",
    )


def _about(path: Path, engine: Engine) -> Benchmark:
    """Read `about.json`, which does not have the number of members."""
    text = engine.read_text(f"{path}/{_ABOUT}")
    if text is None:
        raise _no_benchmarks(path, "scores of a population")
    try:
        content = json.loads(text)
        model = content["model"]
        return Benchmark(
            path.name, to_day(date.fromisoformat(content["as_of"])), str(model["id"]), str(model["fingerprint"]), 0
        )
    except (ValueError, KeyError, TypeError) as error:
        raise InputError("population-layout", f"{_ABOUT} in {path.name} cannot be read.") from error


def _check_model(path: Path, about: Benchmark, fingerprint: str) -> None:
    if about.fingerprint != fingerprint:
        raise InputError(
            "population-layout",
            f"The benchmarks in {path.name} were scored by another model ({about.model} with the fingerprint "
            f"{about.fingerprint[:12]}, not {fingerprint[:12]}).",
            hint="Score that population with this model.",
        )
