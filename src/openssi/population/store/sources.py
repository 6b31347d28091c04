"""List a population's tables with rows, bytes and digests: what a store compares with."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from openssi.engines import parquet_files
from openssi.errors import InputError
from openssi.population.arrays.parquet import ARROW_ERRORS, column_range, read_ints, row_count
from openssi.population.store.about import Table

__all__ = [
    "Source",
    "SourceFile",
    "Sources",
    "combined_digest",
    "last_known_day",
    "list_sources",
    "partition_day",
    "path_in_table",
    "reading",
]

_PARTITION = re.compile(r"known_day=(\d+)")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of a table: its path, its rows, and a SHA-256 of its content."""

    path: Path
    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Source:
    """A table, or one day's partition of it, and its files.

    Attributes:
        table: name, rows, bytes and digest.
        files: its files, without those that are copies of another.
        copies: how many files with rows are copies.
    """

    table: Table
    files: tuple[SourceFile, ...]
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Sources:
    """The tables of a population, as far as they are known on a day."""

    members: Source
    connections: Source
    activity: tuple[Source, ...]


def list_sources(folder: str, day: int | None) -> Sources:
    """List the tables of a folder; of daily activity, the partitions known on the day (None for all).

    Raises:
        InputError: a file can't be read.
    """
    activity: dict[tuple[int, str], list[Path]] = {}
    table = f"{folder}/daily_activity"
    for file in parquet_files(table):
        known = partition_day(path_in_table(table, file))
        if known is None or day is None or known <= day:
            key = (0, "daily_activity") if known is None else (known, f"known_day={known}")
            activity.setdefault(key, []).append(file)
    return Sources(
        _source("members", None, parquet_files(f"{folder}/members")),
        _source("connections", None, parquet_files(f"{folder}/connections")),
        tuple(
            _source(name, None if name == "daily_activity" else known, files)
            for (known, name), files in sorted(activity.items())
        ),
    )


def path_in_table(location: str, file: Path) -> Path:
    """Return the path of a file inside the table at a location, which is a file or a folder."""
    roots = (Path(f"{location}.parquet").resolve(), Path(location).resolve())
    return next((file.relative_to(root) for root in roots if root in file.parents), Path(file.name))


def partition_day(file: Path) -> int | None:
    """Return the known day of a file's partition, by its path inside the table; None without partitions."""
    return next((int(found[1]) for part in file.parts[:-1] if (found := _PARTITION.fullmatch(part))), None)


def _source(name: str, known_day: int | None, paths: Sequence[Path]) -> Source:
    files: dict[str, SourceFile] = {}
    size = copies = 0
    for path in paths:
        with reading(name):
            digest = _digest(path)
            if digest not in files:
                files[digest] = SourceFile(path, row_count(path), digest)
                size += path.stat().st_size
            elif files[digest].rows:
                copies += 1
    table = Table(name, known_day, sum(file.rows for file in files.values()), size, combined_digest(files))
    return Source(table, tuple(files.values()), copies)


def combined_digest(digests: Iterable[str]) -> str:
    """Return a SHA-256 over those of several files, in any order."""
    return hashlib.sha256("".join(sorted(digests)).encode()).hexdigest()


def _digest(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb", buffering=0) as content:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


@contextmanager
def reading(table: str) -> Generator[None]:
    """Report errors while reading a table's files.

    Raises:
        InputError: a file can't be read as Parquet.
    """
    try:
        yield
    except ARROW_ERRORS as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(
            "population-engine",
            f"A file of {table} can't be read as Parquet: {reason.rstrip('.')}.",
            unchanged="Nothing was written.",
            hint="Write it again.",
        ) from error


def last_known_day(sources: Sources) -> int:
    """Return the last known day of all activity; 0 without any."""
    return max((_last_of(source) for source in sources.activity), default=0)


def _last_of(source: Source) -> int:
    if source.table.known_day is not None:
        return source.table.known_day
    with reading(source.table.name):
        ranges = [column_range(file.path, "known_day") for file in source.files]
        if all(ranges):
            return max(highest for bounds in ranges if bounds for highest in bounds[1:])
        return max(int(read_ints(file.path, ("known_day",))[0].max(initial=0)) for file in source.files)
