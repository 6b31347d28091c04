"""An archive scores the same whatever LinkedIn, spreadsheets and other systems did to its files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from openssi.activity import Activity, Coverage
from openssi.activity.calendar import to_day
from openssi.activity.report import ImportReport
from openssi.sources.registry import read_all
from tests.archives import Layout, Sizes, archive_files, invent
from tests.archives.quirks import QUIRKS, Files
from tests.archives.writer import zipped

EXPORTED = date(2024, 11, 20)
LAYOUT = Layout("2024", decoys=False, surprises=False, without=frozenset(["Rich_Media"]))

#: Comments in several lines without a comma or a quote, which 2021 to 2024 stay bare.
IN_LINES = b"".join(
    b"2024-11-0%d 08:00:00,https://www.linkedin.com/feed/update/urn%%3Ali%%3Aactivity%%3A7259000000000000%03d,"
    b'"We cut 14 days at the dock in Ghent\n\nand the drivers noticed\n%d of them wrote to us"\n' % (day, day, day)
    for day in range(1, 10)
)


def read(folder: Path, files: Files) -> tuple[Activity, ImportReport]:
    folder.mkdir()
    path = folder / "Complete_LinkedInDataExport_11-20-2024.zip"
    path.write_bytes(zipped(files))
    return read_all([path])


@pytest.fixture(scope="module")
def files() -> Files:
    made = archive_files(invent(seed=5, exported=EXPORTED), LAYOUT)
    return {**made, "Comments.csv": made["Comments.csv"] + IN_LINES}


@pytest.mark.parametrize("quirk", QUIRKS, ids=lambda quirk: quirk.__name__)
def test_a_quirk_changes_nothing_that_happened(quirk: Callable[[Files], Files], files: Files, tmp_path: Path) -> None:
    plain, before = read(tmp_path / "plain", files)
    changed = quirk(files)
    assert changed != files
    activity, after = read(tmp_path / "quirk", changed)
    assert (activity.rows, activity.counted, activity.attributes) == (plain.rows, plain.counted, plain.attributes)
    assert sum(file.rejected for file in after.files) == sum(file.rejected for file in before.files)
    assert len(after.files) == len(before.files)


@pytest.mark.parametrize(("follows", "is_cut"), [(98, False), (99, True), (100, False), (199, True)])
def test_company_follows_that_may_be_cut_cover_only_their_own_days(tmp_path: Path, follows: int, is_cut: bool) -> None:
    world = invent(seed=5, sizes=Sizes(company_follows=follows), exported=EXPORTED)
    activity, _ = read(tmp_path / "a", archive_files(world, LAYOUT))
    first = to_day(min(one.at.date() for one in world.company_follows))
    assert activity.coverage["account_followed"] == Coverage(((first, None),) if is_cut else ((None, None),))
