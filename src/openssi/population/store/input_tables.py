"""List a population's tables with rows, bytes and digests: what a store compares with."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from openssi.engines import parquet_files
from openssi.errors import InputError
from openssi.population.arrays.parquet import ARROW_ERRORS, column_range, read_ints, row_count
from openssi.population.store.manifest import SettledTable
from openssi.population.workers import Workers

__all__ = [
    "InputFile",
    "InputTable",
    "InputTables",
    "combined_digest",
    "last_known_day",
    "list_input_tables",
    "partition_day",
    "paths_in_table",
    "read_errors_reported",
]

_PARTITION = re.compile(r"known_day=(\d+)")
_CHUNK = 1 << 20
_BATCH = 1 << 26  # bytes that a task reads, a tenth of a second's work

#: A file, and the name of its table or partition.
_Named = tuple[str, Path]
#: A table or partition: its name, its known day and its files.
_Listed = tuple[str, int | None, list[Path]]


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file of a table: its path, rows and bytes, and a SHA-256 of its content."""

    path: Path
    rows: int
    bytes: int
    digest: str


@dataclass(frozen=True, slots=True)
class InputTable:
    """A table, or one day's partition of it, and its files.

    Attributes:
        summary: name, rows, bytes and digest.
        files: its files, without those that are copies of another.
        copies: how many files with rows are copies.
    """

    summary: SettledTable
    files: tuple[InputFile, ...]
    copies: int = 0


@dataclass(frozen=True, slots=True)
class InputTables:
    """The tables of a population, as far as they are known on a day."""

    members: InputTable
    connections: InputTable
    activity: tuple[InputTable, ...]


def list_input_tables(folder: str, day: int | None, workers: Workers) -> InputTables:
    """List the tables of a folder; of daily activity, the partitions known on the day (None for all).

    Raises:
        InputError: a file can't be read.
    """
    tables: list[_Listed] = [(name, None, parquet_files(f"{folder}/{name}")) for name in ("members", "connections")]
    tables += _activity_tables(f"{folder}/daily_activity", day)
    batches = list(_batches([(name, path) for name, _, files in tables for path in files]))
    described = iter([file for batch in workers.run(_describe, batches) for file in batch])
    members, connections, *activity = (
        _input_table(name, known, islice(described, len(files))) for name, known, files in tables
    )
    return InputTables(members, connections, tuple(activity))


def _activity_tables(table: str, day: int | None) -> Iterator[_Listed]:
    """Yield the partitions of daily activity by day, or the whole table."""
    by_day: dict[int | None, list[Path]] = {}
    files = parquet_files(table)
    for file, path in zip(files, paths_in_table(table, files), strict=True):
        known = partition_day(path)
        if known is None or day is None or known <= day:
            by_day.setdefault(known, []).append(file)
    for known in sorted(by_day, key=lambda known: known or 0):
        yield "daily_activity" if known is None else f"known_day={known}", known, by_day[known]


def paths_in_table(location: str, files: Iterable[Path]) -> list[Path]:
    """Return the paths of files inside the table at a location, which is a file or a folder."""
    roots = Path(f"{location}.parquet").resolve(), Path(location).resolve()
    return [_path_in(roots, file) for file in files]


def _path_in(roots: Iterable[Path], file: Path) -> Path:
    return next((file.relative_to(root) for root in roots if file.is_relative_to(root)), Path(file.name))


def partition_day(file: Path) -> int | None:
    """Return the known day of a file's partition, by its path inside the table; None without partitions."""
    return next((int(found[1]) for part in file.parts[:-1] if (found := _PARTITION.fullmatch(part))), None)


def _batches(files: Iterable[_Named]) -> Iterator[list[_Named]]:
    """Divide files among tasks that are worth their start."""
    batch: list[_Named] = []
    size = 0
    for file in files:
        batch.append(file)
        size += file[1].stat().st_size
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _describe(files: Iterable[_Named]) -> list[InputFile]:
    described: list[InputFile] = []
    for table, path in files:
        with read_errors_reported(table):
            described.append(InputFile(path, row_count(path), path.stat().st_size, _digest(path)))
    return described


def _input_table(name: str, known_day: int | None, described: Iterable[InputFile]) -> InputTable:
    files: dict[str, InputFile] = {}
    copies = 0
    for file in described:
        copies += file.digest in files and file.rows > 0
        files.setdefault(file.digest, file)
    rows, size = sum(file.rows for file in files.values()), sum(file.bytes for file in files.values())
    return InputTable(SettledTable(name, known_day, rows, size, combined_digest(files)), tuple(files.values()), copies)


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
def read_errors_reported(table: str) -> Generator[None]:
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


def last_known_day(inputs: InputTables) -> int:
    """Return the last known day of all activity; 0 without any."""
    return max((_last_of(table) for table in inputs.activity), default=0)


def _last_of(table: InputTable) -> int:
    if table.summary.known_day is not None:
        return table.summary.known_day
    with read_errors_reported(table.summary.name):
        ranges = [column_range(file.path, "known_day") for file in table.files]
        if all(ranges):
            return max(highest for bounds in ranges if bounds for highest in bounds[1:])
        return max(int(read_ints(file.path, ("known_day",))[0].max(initial=0)) for file in table.files)
