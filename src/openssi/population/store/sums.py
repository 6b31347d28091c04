"""Read the sums of a bucket's members on a day, and fold stocks that have left the window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from openssi.model import WINDOW
from openssi.population.arrays.parquet import Ints, Writer, read_ints
from openssi.population.store.activity import STOCK
from openssi.population.store.manifest import BucketedFile, StoreAbout
from openssi.population.store.members import bucket_file

__all__ = ["bucket_sums", "fold_bucket"]


def bucket_sums(store: Path, about: StoreAbout, bucket: int, day: int, sums: int) -> NDArray[np.int64]:
    """Return the sums of a bucket's members on a day: a row for each member, a column for each sum."""
    total = np.zeros(about.size(bucket) * sums, np.int64)
    _add(total, *_older(store, about, bucket))
    for file in _with_bucket(about.day_files(), bucket):
        if file.known_day <= day:
            cell, age, quantity = read_ints(store / file.name, ("cell", "age", "quantity"), bucket - file.first_bucket)
            _add(total, cell, _weights(day - file.known_day).take(age) * quantity)
    return total.reshape(-1, sums)


def _add(total: NDArray[np.int64], cells: Ints, added: Ints) -> None:
    """Add to cells. NumPy needs Python's lock only for those that may be there twice, after the rising ones."""
    distinct = _rising(cells)
    index = cells.astype(np.intp)  # `add.at` is much slower with any other type
    first, others = index[:distinct], index[distinct:]
    sums = total.take(first)
    sums += added[:distinct]
    total[first] = sums
    np.add.at(total, others, added[distinct:])


def _rising(values: Ints) -> int:
    """Return how many values from the start are each larger than the one before."""
    falls = values[1:] <= values[:-1]
    first = int(falls.argmax()) if len(falls) else 0
    return first + 1 if len(falls) and falls[first] else len(values)


def _weights(days: int) -> NDArray[np.int64]:
    """Return the weight of one unit in its sum, by its age on the known day, some days later."""
    weights = np.zeros(STOCK + 1, np.int64)
    weights[:WINDOW] = np.maximum(0, WINDOW - days - np.arange(WINDOW))
    weights[STOCK] = 1
    return weights


def fold_bucket(
    bucket: int, store: Path, about: StoreAbout, files: Iterable[BucketedFile], sums: int, target: Path
) -> None:
    """Add the stocks in some files to those that are folded already, and write the result for a bucket."""
    total = np.zeros(about.size(bucket) * sums, np.int64)
    _add(total, *_older(store, about, bucket))
    for file in _with_bucket(files, bucket):
        cell, age, quantity = read_ints(store / file.name, ("cell", "age", "quantity"), bucket - file.first_bucket)
        stock = age == STOCK
        _add(total, cell[stock], quantity[stock])
    cell = np.flatnonzero(total)
    with Writer(bucket_file(target, bucket), ordered=("cell",), often_read=True) as writer:
        writer.write({"cell": cell.astype(np.int32), "quantity": total[cell]})


def _older(store: Path, about: StoreAbout, bucket: int) -> tuple[Ints, Ints]:
    if bucket >= about.older_buckets:  # its members joined after the folding
        return np.zeros(0, np.int32), np.zeros(0, np.int64)
    cell, quantity = read_ints(bucket_file(store / about.older_folder, bucket), ("cell", "quantity"))
    return cell, quantity


def _with_bucket(files: Iterable[BucketedFile], bucket: int) -> Iterator[BucketedFile]:
    return (file for file in files if file.first_bucket <= bucket < file.first_bucket + file.buckets)
