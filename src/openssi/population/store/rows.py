"""Read the sums of a bucket's members on a day, and fold stocks that have left the window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from openssi.errors import InputError
from openssi.model import WINDOW
from openssi.population.arrays.parquet import Ints, Writer, read_ints
from openssi.population.store.about import BucketedFile, StoreAbout
from openssi.population.store.activity import STOCK
from openssi.population.store.members import bucket_file

__all__ = ["ROWS_AT_ONCE", "bucket_sums", "fold_bucket"]

#: Up to here doubles are exact whole numbers. A kind's sum inside a window stays below: a row for each day and known
#: day, each of the largest quantity and 1,000 credits, gives 125,580 x 10**10.
_EXACT = 2.0**53

#: How many rows of a table are in memory at once.
ROWS_AT_ONCE = 500_000


def bucket_sums(store: Path, about: StoreAbout, bucket: int, day: int, sums: int) -> NDArray[np.int64]:
    """Return the sums of a bucket's members on a day: a row for each member, a column for each sum.

    Raises:
        InputError: a stock is too large for exact arithmetic.
    """
    total = _Sums(about.size(bucket) * sums)
    total.add(*_older(store, about, bucket))
    for file in _with_bucket(about.day_files(), bucket):
        if file.known_day <= day:
            cell, age, quantity = read_ints(store / file.name, ("cell", "age", "quantity"), bucket - file.first_bucket)
            total.add(cell, _weights(day - file.known_day)[age] * quantity)
    return total.result().reshape(-1, sums)


def _weights(days: int) -> NDArray[np.float64]:
    """Return what a whole one adds to its sum, by its age on the known day, some days later."""
    weights = np.zeros(STOCK + 1)
    weights[:WINDOW] = np.maximum(0, WINDOW - days - np.arange(WINDOW))
    weights[STOCK] = 1
    return weights


def fold_bucket(
    bucket: int, store: Path, about: StoreAbout, files: Iterable[BucketedFile], sums: int, target: Path
) -> None:
    """Add the stocks in some files to those that are folded already, and write the result for a bucket."""
    sum_of_cells = _Sums(about.size(bucket) * sums)
    sum_of_cells.add(*_older(store, about, bucket))
    for file in _with_bucket(files, bucket):
        cell, age, quantity = read_ints(store / file.name, ("cell", "age", "quantity"), bucket - file.first_bucket)
        stock = age == STOCK
        sum_of_cells.add(cell[stock], quantity[stock])
    total = sum_of_cells.result()
    cell = np.flatnonzero(total)
    with Writer(bucket_file(target, bucket), ordered=("cell",)) as writer:
        writer.write({"cell": cell.astype(np.int32), "quantity": total[cell]})


def _older(store: Path, about: StoreAbout, bucket: int) -> tuple[Ints, Ints]:
    if bucket >= about.older_buckets:  # its members joined after the folding
        return np.zeros(0, np.int32), np.zeros(0, np.int64)
    cell, quantity = read_ints(bucket_file(store / about.older_folder, bucket), ("cell", "quantity"))
    return cell, quantity


def _with_bucket(files: Iterable[BucketedFile], bucket: int) -> Iterator[BucketedFile]:
    return (file for file in files if file.first_bucket <= bucket < file.first_bucket + file.buckets)


class _Sums:
    """Adds up rows by cell, some at a time, so that the same memory is used again."""

    def __init__(self, cells: int) -> None:
        self._total = np.zeros(cells)
        self._waiting: list[tuple[Ints, Ints]] = []
        self._rows = 0

    def add(self, cells: Ints, added: Ints) -> None:
        """Add rows."""
        self._waiting.append((cells, added))
        self._rows += len(cells)
        if self._rows >= ROWS_AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            cells, added = (np.concatenate(column) for column in zip(*self._waiting, strict=True))
            self._total += np.bincount(cells, added, len(self._total))
        self._waiting, self._rows = [], 0

    def result(self) -> NDArray[np.int64]:
        """Return the sum of each cell.

        Raises:
            InputError: a sum is too large to be exact.
        """
        self._flush()
        if np.abs(self._total).max(initial=0) >= _EXACT:
            raise InputError(
                "population-rows",
                "The quantities of a kind that doesn't fade add up to more than 9 * 10**15 for a member.",
                unchanged="Nothing was written.",
            )
        return self._total.astype(np.int64)
