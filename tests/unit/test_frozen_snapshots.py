"""Snapshots of every kind that an earlier version stored are read, and a file of today adds only what is new to them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from openssi.snapshots.archive import ArchiveSnapshot
from openssi.snapshots.registry import Snapshot, merge_snapshots, read_snapshot, snapshot_from_bytes
from tests.unit.samples import write
from tests.unit.test_workbook import archive, share

#: Stored before records were identified by what they mean: 40 reactions, 10 comments, 5 posts, 20 connections of Ada Example.
FROZEN = Path(__file__).with_name("frozen")
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
    old = ArchiveSnapshot.from_bytes((FROZEN / "archive-1.snapshot").read_bytes())
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
    old = merge_snapshots([ArchiveSnapshot.from_bytes((FROZEN / "archive-1.snapshot").read_bytes())]).activity
    assert old.rows == merge_snapshots([read_snapshot(write(tmp_path / "same", files(days=40)), KEY)]).activity.rows


def stored(kind: str, version: int = 1) -> Snapshot:
    return snapshot_from_bytes(kind, (FROZEN / f"{kind}-{version}.snapshot").read_bytes())


def test_an_archive_stored_by_the_present_rules_is_merged_with_a_new_one(tmp_path: Path) -> None:
    """One reaction is new, and the files of the same member add to each other whichever version stored them."""
    new = read_snapshot(write(tmp_path / "new", files(days=41)), KEY)
    activity, report = merge_snapshots([stored("archive", 2), new])
    assert activity.rows == merge_snapshots([new]).activity.rows
    assert sum(one.duplicate for one in report.files) == 40 + 10 + 5 + 20 + 1


def test_an_account_synced_from_linkedin_is_read() -> None:
    """40 reactions, 40 comments with a substance in all of 40 thousandths, 23 connections, 8 messages of one conversation."""
    rows = merge_snapshots([stored("linkedin")]).activity.rows
    counts = {kind: sum(row.quantity for row in some) for kind, some in rows.items()}
    assert [counts[kind] for kind in ("reaction_given", "comment_given", "connection_made", "contact_reached")] == [
        40,
        40,
        23,
        7,
    ]


def test_reports_and_workbooks_are_read(tmp_path: Path) -> None:
    """60 profile views and 5 leads; 0 to 29 engagements a day, of which the post has 16: 4 comments and 2 reposts weigh 8 more."""
    own = read_snapshot(archive(tmp_path, share(date(2026, 6, 15))), KEY)
    snapshots = [own, *(stored(kind) for kind in ("navigator", "workbook", "post"))]
    rows = merge_snapshots(snapshots).activity.rows
    counts = {kind: sum(row.quantity for row in some) for kind, some in rows.items()}
    assert (counts["profile_viewed"], counts["lead_saved"], counts["follower_gained"]) == (60, 5, 60)
    assert counts["engagement_received"] == sum(range(30)) + 8


def test_statistics_are_read(tmp_path: Path) -> None:
    """10 reactions, 4 comments and 2 reposts of 15 June, 3 followers."""
    own = read_snapshot(archive(tmp_path, share(date(2026, 6, 15))), KEY)
    rows = merge_snapshots([own, stored("statistics")]).activity.rows
    assert [sum(row.quantity for row in rows[kind]) for kind in ("engagement_received", "follower_gained")] == [24, 3]
