"""Number the members of a population from 0 and store their industries and attributes by bucket."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from openssi.model import MICRO
from openssi.population.arrays.parquet import NULL, Ints, Writer, read_codes, read_ints
from openssi.population.store.faults import count_faults, refuse_faults
from openssi.population.store.input_tables import InputTable, read_errors_reported

__all__ = ["MemberRows", "Ordinals", "bucket_file", "read_ids", "read_members", "write_members"]


class Ordinals:
    """Look up the ordinals of member IDs.

    Args:
        ids: everyone's IDs, by ordinal.
    """

    def __init__(self, ids: NDArray[np.int64]) -> None:
        self._ids = ids
        self._first = int(ids[0]) if len(ids) else 0
        self._count = len(ids)
        self._consecutive = bool((ids == np.arange(self._first, self._first + self._count)).all())
        if not self._consecutive:
            self._order = np.argsort(ids, kind="stable")
            self._sorted = ids[self._order]

    def of(self, ids: Ints) -> NDArray[np.int64]:
        """Return the ordinal of each ID; -1 if nobody has it."""
        if self._consecutive:
            ordinals = ids.astype(np.int64) - self._first
            ordinals[(ids < self._first) | (ids >= self._first + self._count)] = -1
            return ordinals
        at = np.minimum(np.searchsorted(self._sorted, ids), self._count - 1)
        return np.where(self._sorted[at] == ids, self._order[at], -1)

    def ids(self, ordinals: Ints) -> NDArray[np.int64]:
        """Return the IDs of members by their ordinals."""
        return self._ids[ordinals]


@dataclass(frozen=True, slots=True)
class MemberRows:
    """The members by ordinal: IDs, industries as positions in a list of names (-1 for none), attributes.

    `continued` says whether everyone who was there before has the same ordinal as then.
    """

    ids: NDArray[np.int64]
    industry: NDArray[np.int32]
    industries: tuple[str, ...]
    attributes: Mapping[str, Ints]
    continued: bool


def read_members(table: InputTable, attributes: Sequence[str], before: NDArray[np.int64] | None) -> MemberRows:
    """Read all members. Those in `before` keep their ordinals, unless one of them is gone; the rest follow by ID.

    Raises:
        InputError: IDs are missing or duplicate, or attributes are out of range.
    """
    ids, codes, industries, values = _read(table, attributes)
    _check(ids, dict(zip(attributes, values, strict=True)))
    order = np.argsort(ids, kind="stable")
    known = np.zeros(0, np.int64) if before is None else Ordinals(before).of(ids[order])
    continued = before is not None and np.count_nonzero(known >= 0) == len(before)
    if before is not None and continued:
        order = order[np.argsort(np.where(known < 0, len(before), known), kind="stable")]
    return MemberRows(
        ids[order],
        codes[order],
        industries,
        {name: column[order].astype(np.int32) for name, column in zip(attributes, values, strict=True)},
        continued,
    )


def _read(
    table: InputTable, attributes: Sequence[str]
) -> tuple[NDArray[np.int64], NDArray[np.int32], tuple[str, ...], list[Ints]]:
    with read_errors_reported("members"):
        columns = [read_ints(file.path, ("member_id", *attributes)) for file in table.files]
        texts = [read_codes(file.path, "industry") for file in table.files]
    names = list(dict.fromkeys(name for part in texts for name in part.texts))
    at = {name: number for number, name in enumerate(names)}
    codes = [np.array([*(at[name] for name in part.texts), -1], np.int32)[part.codes] for part in texts]
    ids, *values = (np.concatenate(column) for column in zip(*columns, strict=True))
    return ids.astype(np.int64), np.concatenate(codes), tuple(names), values


def _check(ids: NDArray[np.int64], attributes: Mapping[str, Ints]) -> None:
    ordered = np.sort(ids)
    repeated = np.zeros(len(ids), np.bool_)
    repeated[1:] = (ordered[1:] == ordered[:-1]) & (ordered[1:] != NULL)
    outside = np.zeros(len(ids), np.bool_)
    for column in attributes.values():
        outside |= (column < 0) | (column > MICRO)
    refuse_faults(
        count_faults({"members without an ID": ids == NULL}, np.zeros(len(ids), np.int64))
        | count_faults({"duplicate members": repeated}, ordered)
        | count_faults({"attributes outside 0 to 1,000,000": outside}, ids)
    )


def write_members(folder: Path, members: MemberRows, bucket: int) -> None:
    """Write a file of members for each bucket."""
    folder.mkdir()
    for start in range(0, max(1, len(members.ids)), bucket):
        part = slice(start, start + bucket)
        with Writer(bucket_file(folder, start // bucket), often_read=True) as writer:
            writer.write(
                {
                    "member_id": members.ids[part],
                    "industry": members.industry[part],
                    **{name: column[part] for name, column in members.attributes.items()},
                }
            )


def read_ids(folder: Path, count: int, bucket: int) -> NDArray[np.int64]:
    """Read everyone's IDs, by ordinal; `bucket` is the number of members in a bucket."""
    ids = np.empty(count, np.int64)
    for number, start in enumerate(range(0, count, bucket)):
        ids[start : start + bucket] = read_ints(bucket_file(folder, number), ("member_id",))[0]
    return ids


def bucket_file(folder: Path, bucket: int) -> Path:
    """Return the file of a bucket."""
    return folder / f"b{bucket:05d}.parquet"
