"""Describe a store in its file `about.json`, which is written last: files that it doesn't name don't exist."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from openssi.engines import ABOUT
from openssi.errors import InputError

__all__ = [
    "BucketedFile",
    "SettledTable",
    "SettledUnit",
    "StoreAbout",
    "damaged_store_error",
    "even_bucket",
    "read_about",
    "write_about",
]

#: Most members in a bucket of a new store: their sums take 16 MB.
_BUCKET = 65_536
#: Of a network of several buckets, their number is a multiple of this, so that two or four threads end together.
_BUCKETS = 4

_FORMAT = 2


def even_bucket(members: int) -> int:
    """Return how many members a bucket of a new store has, so that all buckets are equally full."""
    if members <= _BUCKET:
        return _BUCKET
    buckets = _BUCKETS * math.ceil(members / (_BUCKETS * _BUCKET))
    return math.ceil(members / buckets)


@dataclass(frozen=True, slots=True)
class BucketedFile:
    """Rows sorted into buckets, one row group each from `first_bucket`; known on one day (0: connections)."""

    name: str
    known_day: int
    first_bucket: int
    buckets: int


@dataclass(frozen=True, slots=True)
class SettledUnit:
    """Files of a table that were settled together, and what the store made of them.

    Attributes:
        digest: a SHA-256 over the content of the files.
        files: the store's files.
        unknown_kinds: rows of kinds that no model has, by kind.
        folded: whether rows of it were folded, so that the store's files don't have all of them.
    """

    digest: str
    files: tuple[BucketedFile, ...]
    unknown_kinds: Mapping[str, int]
    folded: bool = False

    def fold(self, last: int) -> SettledUnit:
        """Return the unit without its files up to a known day, whose rows are folded."""
        later = tuple(file for file in self.files if file.known_day > last)
        return replace(self, files=later, folded=self.folded or len(later) < len(self.files))


@dataclass(frozen=True, slots=True)
class SettledTable:
    """What a table, or one day's partition of it, was like when it was settled.

    Attributes:
        name: "members", "connections", "known_day=20000", or "daily_activity" if it has no partitions.
        known_day: the day of a partition; None for other tables.
        rows: its rows.
        bytes: the size of its files.
        digest: a SHA-256 over the content of its files.
        units: its files, as they were settled; none for members.
    """

    name: str
    known_day: int | None
    rows: int
    bytes: int
    digest: str
    units: tuple[SettledUnit, ...] = ()

    @property
    def files(self) -> Iterator[BucketedFile]:
        """Yield the store's files."""
        return (file for unit in self.units for file in unit.files)


@dataclass(frozen=True, slots=True)
class StoreAbout:
    """A store.

    Attributes:
        model: the ID of the model that it was settled for.
        contributions: the fingerprint of the kinds, limits and credits that its rows were made with.
        bucket: the number of members in a bucket.
        count: the number of members.
        industries: the names of the industries; members have their positions.
        folded: the last known day of the rows that are folded into `older`; they have left the window, but for stocks.
        members: the table of members.
        connections: the table of connections.
        activity: the partitions of daily activity.
        members_folder: the folder with a file of members for each bucket.
        older_folder: the folder with a file of folded stocks for each bucket; empty if there are none.
        older_buckets: how many buckets there were when they were folded.
        generation: a number that count_rises with every change; new files are named after it.
    """

    model: str
    contributions: str
    bucket: int
    count: int
    industries: tuple[str, ...]
    folded: int
    members: SettledTable
    connections: SettledTable
    activity: tuple[SettledTable, ...]
    members_folder: str
    older_folder: str
    older_buckets: int
    generation: int

    @property
    def buckets(self) -> int:
        """Return the number of buckets, at least one."""
        return max(1, -(-self.count // self.bucket))

    def size(self, bucket: int) -> int:
        """Return the number of members in a bucket."""
        return min(self.bucket, self.count - bucket * self.bucket)

    def day_files(self) -> Iterator[BucketedFile]:
        """Yield the files of rows that aren't folded."""
        return (file for table in self.activity for file in table.files)

    def names(self) -> frozenset[str]:
        """Return the names of the files and folders that belong to the store."""
        return frozenset(
            (
                ABOUT,
                self.members_folder,
                *((self.older_folder,) if self.older_folder else ()),
                *(file.name for file in (*self.day_files(), *self.connections.files)),
            )
        )


def write_about(store: Path, about: StoreAbout) -> None:
    """Replace the description of a store, which makes its new files valid."""
    content = {"openssi": "population store", "format": _FORMAT, **asdict(about)}
    new = store / f"{ABOUT}.new"
    new.write_text(json.dumps(content) + "\n", encoding="utf-8")
    new.replace(store / ABOUT)


def read_about(store: Path) -> StoreAbout | None:
    """Read the description of a store; None if there is none in this format, so that the store has to be built.

    Raises:
        InputError: the folder contains something else, or the description is damaged.
    """
    try:
        text = (store / ABOUT).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise damaged_store_error(store) from error
    try:
        content: dict[str, Any] = json.loads(text)
        if content.pop("openssi") != "population store":
            raise _foreign(store)
        return _from_json(content) if content.pop("format") == _FORMAT else None
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise damaged_store_error(store) from error


def _from_json(content: dict[str, Any]) -> StoreAbout:
    content["industries"] = tuple(content["industries"])
    content["members"], content["connections"] = _table(content["members"]), _table(content["connections"])
    content["activity"] = tuple(map(_table, content["activity"]))
    return StoreAbout(**content)


def _table(content: dict[str, Any]) -> SettledTable:
    units: list[dict[str, Any]] = content.pop("units")
    return SettledTable(**content, units=tuple(map(_unit, units)))


def _unit(content: dict[str, Any]) -> SettledUnit:
    files: list[dict[str, Any]] = content.pop("files")
    return SettledUnit(**content, files=tuple(BucketedFile(**file) for file in files))


def damaged_store_error(store: Path) -> InputError:
    """Return the error for a store that can't be read."""
    return InputError(
        "population-store",
        f"The store {store} is damaged.",
        unchanged="Nothing was written.",
        hint="Delete it and settle the population again; nothing is lost, since it is derived from the tables.",
    )


def _foreign(store: Path) -> InputError:
    return InputError(
        "population-store",
        f"{store} isn't a store of a population.",
        unchanged="It is unchanged.",
        hint="Choose a new folder.",
    )
