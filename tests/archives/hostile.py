"""Hostile and broken archives, each with the expected result of reading it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from tests.archives import hostile_csv, hostile_zip
from tests.archives.facts import World
from tests.archives.hostile_base import base_files, base_layout, base_world
from tests.archives.truth import records
from tests.archives.writer import zipped

# What a reader makes of it. An error: the whole archive is refused, with a message and no traceback. Rejected: what is
# bad is reported and left out, and all else is read. Fine: nothing is wrong with it, however odd it looks.
Outcome = Literal["error", "rejected", "fine"]


@dataclass(frozen=True)
class Hostile:
    """`survivors`: at least this many records of these files are read; with `exact`, no more than that either."""

    name: str
    expected: frozenset[Outcome]
    write: Callable[[Path], Path]  # into an empty folder; the path to give to the reader
    survivors: tuple[tuple[str, int], ...] = ()
    exact: bool = False
    slow: bool = False

    def __str__(self) -> str:
        return self.name


def cases() -> list[Hostile]:
    """Every hostile archive. Nothing is built before `write` is called."""
    return [*_zips(), *_folders(), *_csvs()]


def world() -> World:
    """The healthy world around every trap."""
    return base_world()


def _writer(make: Callable[[], bytes], name: str = "Basic_LinkedInDataExport_11-20-2024.zip") -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(make())
        return path

    return write


@cache
def _healthy() -> tuple[tuple[str, int], ...]:
    found = records(base_world(), base_layout())
    found["Learning.csv"] -= 1  # a course that was saved and never watched
    return tuple(sorted(found.items()))


def _without(name: str) -> tuple[tuple[str, int], ...]:
    return tuple(one for one in _healthy() if one[0] != name)


_ERROR: frozenset[Outcome] = frozenset({"error"})
_FINE: frozenset[Outcome] = frozenset({"fine"})
# Refusing the whole archive is as good as leaving the bad entry out.
_EITHER: frozenset[Outcome] = frozenset({"error", "rejected"})


def _zips() -> list[Hostile]:
    z = hostile_zip
    refused: list[tuple[str, Callable[[], bytes]]] = [
        ("bomb-by-ratio", z.bomb),
        ("bomb-quoted-overlap", z.overlap),
        ("bomb-same-data-many-names", z.shared_data),
        ("many-entries", z.many_entries),
        ("directory-missing", z.no_directory),
        ("cut-in-the-middle", z.cut),
        ("random-bytes", z.noise),
        ("pdf", z.pdf),
        ("empty-file", lambda: b""),
        ("photos", z.photos),
        ("no-entries", z.no_entries),
        ("only-a-zip-inside", z.zip_in_zip),
    ]
    either: list[tuple[str, Callable[[], bytes]]] = [
        ("lying-size-small", z.size_told_small),
        ("lying-size-large", z.size_told_large),
        ("lying-size-both-headers", z.size_told_small_twice),
        ("wrong-checksum", z.wrong_checksum),
        ("encrypted", z.encrypted),
        ("unknown-method", z.unknown_method),
        ("zip64-size-of-exabytes", z.zip64_exabytes),
    ]
    made = [Hostile(name, _ERROR, _writer(make), slow=name.startswith("bomb")) for name, make in refused]
    made += [Hostile(name, _EITHER, _writer(make), _without("Comments.csv")) for name, make in either]
    # The names lead elsewhere: nothing may be written outside, none of theirs counted; the healthy files are there.
    made += [Hostile(f"slip-{kind}", _EITHER, _writer(make), _healthy(), exact=True) for kind, make in z.slips()]
    made += [
        Hostile("symlink-entry", _EITHER, _writer(z.symlink), _without("Comments.csv")),
        Hostile("duplicate-names", _EITHER, _writer(z.duplicates), _without("Comments.csv")),
        # The record is in its usual position; only the locator is wrong, and many readers never look at that.
        Hostile(
            "zip64-locator-beyond-the-end", frozenset({"error", "fine"}), _writer(z.zip64_lost), _healthy(), exact=True
        ),
        Hostile("zip64-harmless", _FINE, _writer(z.zip64_fine), _healthy(), exact=True),
        Hostile("zip-inside-a-healthy-one", _FINE, _writer(z.zip_beside), _healthy(), exact=True),
        Hostile("escapes-in-entry-name", _FINE, _writer(z.odd_names), _healthy(), exact=True),
        Hostile(
            "doubled-suffix",
            _FINE,
            _writer(z.healthy, "Basic_LinkedInDataExport_11-20-2024 (1).zip.zip"),
            _healthy(),
            exact=True,
        ),
        Hostile("healthy", _FINE, _writer(z.healthy), _healthy(), exact=True),
    ]
    return made


def _folders() -> list[Hostile]:
    def empty(folder: Path) -> Path:
        path = folder / "Basic_LinkedInDataExport_11-20-2024"
        path.mkdir()
        return path

    def linked(folder: Path) -> Path:
        """Comments.csv is a link to a file outside of the folder that looks like comments."""
        outside = folder / "outside.csv"
        outside.write_bytes(base_files()["Comments.csv"])
        root = empty(folder)
        for name, data in base_files().items():
            if name != "Comments.csv":
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_bytes(data)
        (root / "Comments.csv").symlink_to(outside)
        return root

    def circle(folder: Path) -> Path:
        """A link to the folder itself: a walk that follows it never ends."""
        root = empty(folder)
        for name, data in base_files().items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        (root / "again").symlink_to(root, target_is_directory=True)
        return root

    def missing(folder: Path) -> Path:
        return folder / "no-such-file.zip"

    return [
        Hostile("empty-folder", _ERROR, empty),
        Hostile("missing-path", _ERROR, missing),
        Hostile(
            "folder-with-link-outside", _EITHER, linked, (*_without("Comments.csv"), ("Comments.csv", 0)), exact=True
        ),
        Hostile("folder-with-circle", frozenset({"fine", "rejected"}), circle, _healthy(), exact=True),
    ]


def _csvs() -> list[Hostile]:
    made: list[Hostile] = []
    for trap in hostile_csv.TRAPS:
        survivors = tuple((name, trap.survivors if name == trap.file else count) for name, count in _healthy())
        expected: frozenset[Outcome] = frozenset({"rejected", *(("fine",) if trap.may_be_fine else ())})
        if trap.harmless:
            expected = _FINE
        made.append(Hostile(trap.name, expected, _writer(_trapped(trap)), survivors, exact=trap.exact))
    return made


def _trapped(trap: hostile_csv.Trap) -> Callable[[], bytes]:
    def make() -> bytes:
        files = base_files()
        files[trap.file] = trap.edit(files[trap.file])
        return zipped(files)

    return make
