"""Turn the rows of daily activity into rows of sums, sorted into buckets of members."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from openssi.model import WINDOW
from openssi.population.arrays.contributions import Contributions
from openssi.population.arrays.parquet import NULL, Codes, Ints, read_codes, read_ints
from openssi.population.store.faults import Faults, count_faults
from openssi.population.store.input_tables import read_errors_reported
from openssi.population.store.manifest import BucketedFile
from openssi.population.store.members import Ordinals
from openssi.population.store.units import Outcome, Unit, write_bucketed
from openssi.scoring.sql import LARGEST_QUANTITY

__all__ = ["STOCK", "ActivityWriter"]

#: The age of rows that don't fade.
STOCK = 255


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of daily activity; the kind is a position in a list of texts."""

    ordinal: NDArray[np.int64]
    member: Ints
    kind: Codes
    day: Ints
    known: Ints  # one for all rows, or one for each
    quantity: Ints

    def where(self, rows: Ints) -> _Rows:
        """Return some of the rows, all of one known day."""
        kind = Codes(self.kind.codes[rows], self.kind.texts)
        return _Rows(self.ordinal[rows], self.member[rows], kind, self.day[rows], self.known[:1], self.quantity[rows])


class ActivityWriter:
    """Settles units of daily activity.

    Args:
        contributions: what rows add to.
        ordinals: looks up members.
        bucket: members in a bucket.
        folder: where to write.
        known_kinds: kinds that aren't reported as unknown.
    """

    def __init__(
        self,
        contributions: Contributions,
        ordinals: Ordinals,
        bucket: int,
        folder: Path,
        known_kinds: Collection[str],
    ) -> None:
        self._contributions, self._ordinals, self._bucket = contributions, ordinals, bucket
        self._folder, self._known_kinds = folder, known_kinds

    def settle(self, unit: Unit) -> Outcome:
        """Write the rows of a unit, a file for each known day; nothing if any are invalid."""
        rows = self._read(unit)
        faults = self._faults(rows)
        files = () if faults or not len(rows.member) else tuple(self._write(rows, unit.name))
        return Outcome(unit, files, faults, self._unknown(rows.kind))

    def _read(self, unit: Unit) -> _Rows:
        names = ("member_id", "day", "quantity", *(() if unit.known_day is not None else ("known_day",)))
        with read_errors_reported(unit.table):
            columns = [read_ints(file.path, names) for file in unit.files]
            kinds = [read_codes(file.path, "kind") for file in unit.files]
        member, day, quantity, *known = (np.concatenate(column) for column in zip(*columns, strict=True))
        return _Rows(
            self._ordinals.of(member),
            member,
            _joined(kinds),
            day,
            known[0] if known else np.full(1, unit.known_day),
            quantity,
        )

    def _faults(self, rows: _Rows) -> Faults:
        signed = np.array([kind in self._contributions.signed for kind in (*rows.kind.texts, "")])
        lowest = np.where(signed, -LARGEST_QUANTITY, 0)[rows.kind.codes]
        faults = count_faults(
            {
                f"quantities outside 0 to {LARGEST_QUANTITY:,}": (rows.quantity < lowest)
                | (rows.quantity > LARGEST_QUANTITY),
                "activity known before its day": (rows.day > rows.known) | (rows.day == NULL),
                "activity of unknown members": rows.ordinal < 0,
            },
            rows.member,
        )
        return faults or _repeated(rows)

    def _unknown(self, kind: Codes) -> dict[str, int]:
        counts = np.bincount(kind.codes + 1, minlength=len(kind.texts) + 1)[1:]
        return {
            text: int(count)
            for text, count in zip(kind.texts, counts, strict=True)
            if count and text not in self._known_kinds
        }

    def _write(self, rows: _Rows, name: str) -> Iterator[BucketedFile]:
        if len(rows.known) == 1:
            yield self._write_day(rows, int(rows.known[0]), name)
            return
        for day in np.unique(rows.known):
            yield self._write_day(rows.where(np.flatnonzero(rows.known == day)), int(day), name)

    def _write_day(self, rows: _Rows, day: int, name: str) -> BucketedFile:
        if (rows.ordinal[1:] < rows.ordinal[:-1]).any():
            rows = rows.where(np.argsort(rows.ordinal, kind="stable"))
        sums = partial(self._sums, rows, day)
        return write_bucketed(self._folder, f"day-{day}-{name}.parquet", day, rows.ordinal, self._bucket, sums)

    def _sums(self, rows: _Rows, known: int, part: slice) -> dict[str, Ints]:
        """Return what some rows add to which sums: a row of each cell in order, then the others."""
        row, contribution = self._contributions.expand(rows.kind.texts, rows.kind.codes[part])
        added = self._contributions.quantities(contribution, rows.quantity[part][row].astype(np.int64))
        total = self._contributions.total_of[contribution]
        stock = total >= len(self._contributions.fading)
        day = np.maximum(rows.day[part][row], known - WINDOW)  # earlier days could overflow, and don't count
        age = np.where(stock, STOCK, known - day)
        counts = (added != 0) & (stock | (age < WINDOW))
        member = rows.ordinal[part][row[counts]] % self._bucket
        cell = (member * self._contributions.sums + total[counts]).astype(np.int32)
        order = _distinct_first(cell)
        return {
            "cell": cell[order],
            "age": age[counts][order].astype(np.uint8),
            "quantity": added[counts][order],
        }


def _distinct_first(cells: NDArray[np.int32]) -> Ints:
    """Return an order in which cells rise until each has been there once; distinct ones are added up faster."""
    order = np.argsort(cells, kind="stable")
    first = np.ones(len(cells), np.bool_)
    first[1:] = cells[order[1:]] != cells[order[:-1]]
    return np.concatenate([order[first], order[~first]])


def _joined(parts: Sequence[Codes]) -> Codes:
    if len(parts) == 1:
        return parts[0]
    texts = list(dict.fromkeys(text for column in parts for text in column.texts))
    at = {text: number for number, text in enumerate(texts)}
    return Codes(
        np.concatenate([np.array([*(at[text] for text in column.texts), -1])[column.codes] for column in parts]), texts
    )


def _repeated(rows: _Rows) -> Faults:
    """Count the rows that are there more than once: same member, kind, day and known day."""
    columns = [rows.ordinal, rows.kind.codes, rows.day, np.broadcast_to(rows.known, rows.day.shape)]
    key = _key(columns)
    if key is None:  # a day is absurdly early
        order = np.lexsort(columns[::-1])
        same = np.logical_and.reduce([column[order[1:]] == column[order[:-1]] for column in columns])
    elif (key[1:] > key[:-1]).all():
        return {}
    else:
        order = np.argsort(key)
        same = key[order[1:]] == key[order[:-1]]
    return count_faults({"duplicate rows of activity": same}, rows.member[order[1:]])


def _key(columns: Sequence[Ints]) -> NDArray[np.int64] | None:
    """Return one number for each row, in the order of the columns; None if they don't fit into one."""
    if not len(columns[0]):
        return np.zeros(0, np.int64)
    ranges = [(int(column.min()), int(column.max())) for column in columns]
    if math.prod(high - low + 1 for low, high in ranges) >= 1 << 63:
        return None
    key = np.zeros(len(columns[0]), np.int64)
    for column, (low, high) in zip(columns, ranges, strict=True):
        key *= high - low + 1
        key += column - low
    return key
