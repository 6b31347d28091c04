"""A snapshot that an earlier version stored is read, and an archive of today adds only what is new to it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from openssi.snapshots.archive import ArchiveSnapshot
from openssi.snapshots.registry import merge_snapshots, read_snapshot
from tests.unit.making import write

#: Stored before records were identified by what they mean: 40 reactions, 10 comments, 5 posts, 20 connections of Ada Example.
FROZEN = Path(__file__).with_name("frozen") / "archive-1.snapshot"
KEY = bytes(range(32))
POST = "https://www.linkedin.com/feed/update/urn%3Ali%3A{}%3A{}"
DAYS = [date(2026, 1, 1) + timedelta(days=day) for day in range(41)]  # one more than the snapshot has


def files(days: int) -> dict[str, str]:
    """Return the files that the snapshot was read from, with reactions of so many days."""
    reactions = (
        f"{day} 09:30:15,LIKE,{POST.format('activity', 7_437_000_000_000_000_000 + at)}\n"
        for at, day in enumerate(DAYS[:days])
    )
    comments = (
        f"{day} 10:00:00,{POST.format('activity', 7_437_000_000_000_000_100 + at)},"
        f'"We cut waiting times at the dock in Ghent by 14 days, and the drivers noticed it first {at}"\n'
        for at, day in enumerate(DAYS[:10])
    )
    posts = (
        f"{day} 11:00:00,{POST.format('share', 7_437_000_000_000_000_200 + at)},A post about docks {at},,,MEMBER_NETWORK\n"
        for at, day in enumerate(DAYS[:5])
    )
    people = (
        f"Bo,Sample{at},https://www.linkedin.com/in/bo-{at},,Acme,VP Sales,{day:%d %b %Y}\n"
        for at, day in enumerate(DAYS[:20])
    )
    return {
        "Reactions.csv": "Date,Type,Link\n" + "".join(reactions),
        "Comments.csv": "Date,Link,Message\n" + "".join(comments),
        "Shares.csv": "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n" + "".join(posts),
        "Connections.csv": "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" + "".join(people),
        "Profile.csv": "First Name,Last Name,Headline\nAda,Example,Sales\n",
    }


def test_a_snapshot_of_the_first_version_is_merged_with_a_new_archive(tmp_path: Path) -> None:
    old = ArchiveSnapshot.from_bytes(FROZEN.read_bytes())
    assert old.identities == 1
    new = read_snapshot(write(tmp_path / "new", files(days=41)), KEY)
    activity, report = merge_snapshots([old, new])
    assert {(one.file, one.imported, one.duplicate) for one in report.files if one.archive == "old.zip"} == {
        ("Reactions.csv", 0, 40), ("Comments.csv", 0, 10), ("Shares.csv", 0, 5), ("Connections.csv", 0, 20),
        ("Profile.csv", 1, 0),
    }  # fmt: skip
    assert activity.rows == merge_snapshots([new]).activity.rows
    assert sum(row.quantity for row in activity.rows["reaction_given"]) == 41


def test_a_snapshot_of_the_first_version_alone_gives_what_its_archive_gives(tmp_path: Path) -> None:
    old = merge_snapshots([ArchiveSnapshot.from_bytes(FROZEN.read_bytes())]).activity
    assert old.rows == merge_snapshots([read_snapshot(write(tmp_path / "same", files(days=40)), KEY)]).activity.rows
