"""Snapshots of a workbook score like the workbook."""

from __future__ import annotations

import zlib
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from openssi.errors import SnapshotError, WorkbookError
from openssi.snapshots.archive import ArchiveSnapshot
from openssi.snapshots.registry import merge_snapshots
from openssi.snapshots.workbook import WorkbookSnapshot
from openssi.sources.registry import read_all
from tests.unit.test_workbook import DAYS, FOLLOWERS, START, archive, share, url
from tests.workbooks import ENGLISH, GERMAN, Listed, workbook

KEY = bytes(32)
OWN, SHARED = START + timedelta(days=3), START + timedelta(days=30)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, list[Path]]:
    """An archive and three workbooks: overlapping, with a number that is none, without posts."""
    shares = share(OWN) + share(SHARED, "")
    posts = [Listed(url(OWN), OWN, 12), Listed(url(SHARED), SHARED, 9)]
    early = {day: value + 1 for day, value in DAYS.items() if day < date(2026, 5, 1)}
    return archive(tmp_path, shares), [
        workbook(tmp_path / "one.xlsx", DAYS, FOLLOWERS, posts),
        workbook(tmp_path / "two.xlsx", early, FOLLOWERS, posts[:1], dialect=GERMAN),
        workbook(tmp_path / "three.xlsx", {**early, date(2026, 7, 1): "many"}, dialect=ENGLISH),
    ]


@pytest.mark.usefixtures("reads_workbooks_here")
def test_workbook_snapshots_score_like_the_workbooks(files: tuple[Path, list[Path]]) -> None:
    path, books = files
    kept = ArchiveSnapshot.read(path, KEY)
    assert merge_snapshots([kept]) == read_all([path])
    for length in range(1, 4):
        for order in permutations(books, length):
            again = [WorkbookSnapshot.from_bytes(WorkbookSnapshot.read(book, KEY).to_bytes()) for book in order]
            assert merge_snapshots([kept, *again]) == read_all([path, *order])
            assert merge_snapshots([kept, *again]) == merge_snapshots([kept, *again])  # merging counts in copies


def test_a_workbook_snapshot_survives_a_round_trip(files: tuple[Path, list[Path]]) -> None:
    for book in files[1]:
        kept = WorkbookSnapshot.read(book, KEY)
        data = kept.to_bytes()
        assert WorkbookSnapshot.from_bytes(data) == kept
        assert all(one.records == one.imported + one.rejected for one in kept.report.files)
        assert b"linkedin.com" not in zlib.decompress(data.partition(b"\n")[2])
        with pytest.raises(SnapshotError):
            WorkbookSnapshot.from_bytes(data[:-1])


def test_the_digest_depends_on_the_numbers_only(files: tuple[Path, list[Path]], tmp_path: Path) -> None:
    posts = [Listed(url(OWN), OWN, 12), Listed(url(SHARED), SHARED, 9)]
    saved_again = workbook(tmp_path / "again.xlsx", DAYS, FOLLOWERS, posts, dialect=GERMAN)
    corrected = workbook(tmp_path / "more.xlsx", {**DAYS, START: 99}, FOLLOWERS, posts)
    one, same, other = (WorkbookSnapshot.read(path, KEY).digest for path in (files[1][0], saved_again, corrected))
    assert one == same != other


def test_another_members_workbook_is_rejected(files: tuple[Path, list[Path]], tmp_path: Path) -> None:
    strange = [Listed(url(day), day, 5) for day in (OWN + timedelta(days=at) for at in range(5, 9))]
    book = WorkbookSnapshot.read(workbook(tmp_path / "other.xlsx", DAYS, FOLLOWERS, strange), KEY)
    with pytest.raises(WorkbookError) as raised:
        merge_snapshots([ArchiveSnapshot.read(files[0], KEY), book])
    assert raised.value.code == "workbook-other-member"
