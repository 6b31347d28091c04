"""Divide a table into units with members of their own, and write each as a file sorted into buckets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np

from openssi.population.arrays.parquet import Ints, Writer, column_range
from openssi.population.store.about import BucketedFile
from openssi.population.store.faults import Faults
from openssi.population.store.sources import Source

__all__ = ["SettledUnit", "Unit", "units", "write_bucketed"]


_ORDERED, _REPEATED = ("cell", "member"), ("age", "quantity")


@dataclass(frozen=True, slots=True)
class Unit:
    """Files that are settled together, since they may have rows of the same members.

    Attributes:
        source: the name of the table or partition.
        known_day: the day of the partition; None for other tables.
        files: the files.
        name: names the new files.
    """

    source: str
    known_day: int | None
    files: tuple[Path, ...]
    name: str


@dataclass(frozen=True, slots=True)
class SettledUnit:
    """What became of a unit: its files, the rows of unknown kinds, and its faults, with which there are no files."""

    source: str
    files: tuple[BucketedFile, ...]
    faults: Faults
    unknown_kinds: Mapping[str, int] = field(default_factory=dict[str, int])


def units(source: Source, name: str) -> Iterator[Unit]:
    """Divide a table or a partition into units, so that large ones are settled in pieces."""
    for number, files in enumerate(_groups(source)):
        yield Unit(source.table.name, source.table.known_day, files, f"{name}-{number}")


def _groups(source: Source) -> Iterator[tuple[Path, ...]]:
    """Group files whose ranges of members overlap; without ranges in their footers, all of them."""
    ranges = [(found, file) for file in source.files if (found := column_range(file, "member_id"))]
    if len(ranges) < len(source.files):
        yield source.files
        return
    group: list[Path] = []
    highest = 0
    for (low, high), file in sorted(ranges):
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
    ordinal: Ints,
    bucket: int,
    columns: Callable[[slice], Mapping[str, Ints]],
) -> BucketedFile:
    """Write rows, which are in the order of their members' ordinals, with a row group for each bucket.

    `columns` returns those of some rows.
    """
    first, last = int(ordinal[0]) // bucket, int(ordinal[-1]) // bucket
    cuts = np.searchsorted(ordinal, np.arange(first, last + 2) * bucket)
    with Writer(folder / name, ordered=_ORDERED, repeated=_REPEATED) as writer:
        for start, stop in pairwise(cuts):
            writer.write(columns(slice(start, stop)))
    return BucketedFile(name, known_day, first, last - first + 1)
