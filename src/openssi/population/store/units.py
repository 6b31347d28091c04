"""Divide a table into units with members of their own, and write each as a file sorted into buckets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from pathlib import Path

import numpy as np

from openssi.population.arrays.parquet import Ints, Writer, column_range
from openssi.population.store.faults import Faults
from openssi.population.store.input_tables import InputFile, InputTable, combined_digest
from openssi.population.store.manifest import BucketedFile

__all__ = ["Outcome", "Unit", "units", "write_bucketed"]


_ORDERED, _REPEATED = ("cell", "member"), ("age", "quantity")


@dataclass(frozen=True, slots=True)
class Unit:
    """Files that are settled together, since they may have rows of the same members.

    Attributes:
        table: the name of the table or partition.
        known_day: the day of the partition; None for other tables.
        files: the files.
        name: names the new files.
    """

    table: str
    known_day: int | None
    files: tuple[InputFile, ...]
    name: str

    @property
    def rows(self) -> int:
        """Return the number of rows."""
        return sum(file.rows for file in self.files)

    @property
    def digest(self) -> str:
        """Return a SHA-256 over the content of the files."""
        return combined_digest(file.digest for file in self.files)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a unit: new files, rows of unknown kinds, and faults, with which there are no files."""

    unit: Unit
    files: tuple[BucketedFile, ...]
    faults: Faults
    unknown_kinds: Mapping[str, int] = field(default_factory=dict[str, int])


def units(table: InputTable, name: str) -> Iterator[Unit]:
    """Divide a table or a partition into units, so that large ones are settled in pieces."""
    for number, files in enumerate(_groups(table)):
        yield Unit(table.summary.name, table.summary.known_day, files, f"{name}-{number}")


def _groups(table: InputTable) -> Iterator[tuple[InputFile, ...]]:
    """Group files whose ranges of members overlap; without ranges in their footers, all of them."""
    files = tuple(file for file in table.files if file.rows)
    ranges = [(*bounds, file) for file in files if (bounds := column_range(file.path, "member_id"))]
    if len(ranges) < len(files):
        yield files
        return
    group: list[InputFile] = []
    highest = 0
    for low, high, file in sorted(ranges, key=itemgetter(0)):
        if group and low > highest:
            yield tuple(group)
            group = []
        highest = max(highest, high) if group else high
        group.append(file)
    if group:
        yield tuple(group)


def write_bucketed(
    folder: Path,
    name: str,
    known_day: int,
    keys: Ints,
    width: int,
    columns: Callable[[slice], Mapping[str, Ints]],
) -> BucketedFile:
    """Write rows with a row group for each bucket.

    Args:
        folder: where to write.
        name: the name of the file.
        known_day: the day of the rows.
        keys: a number for each row that never falls: the ordinal of its member, or what begins with it.
        width: how many such numbers a bucket has.
        columns: returns the columns of some rows.
    """
    first, last = int(keys[0]) // width, int(keys[-1]) // width
    cuts = np.searchsorted(keys, np.arange(first, last + 2) * width)
    with Writer(folder / name, ordered=_ORDERED, repeated=_REPEATED, often_read=True) as writer:
        for start, stop in pairwise(cuts):
            writer.write(columns(slice(start, stop)))
    return BucketedFile(name, known_day, first, last - first + 1)
