"""Another person's archive is never merged silently: name, public address and day of registration are compared."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

import openssi
from openssi.errors import ArchiveError
from openssi.snapshots.archive import ArchiveSnapshot
from openssi.snapshots.registry import merge_snapshots, read_snapshot
from tests.unit.samples import reactions, write

KEY = bytes(range(32))


def archive(path: Path, name: str = "", address: str = "", registered: str = "") -> Path:
    """Write an archive with what is known of its owner."""
    files = {"Reactions.csv": reactions(f"2026-06-30 12:00:{len(path.name):02}")}
    if name:
        files["Profile.csv"] = f"First Name,Last Name,Headline\n{name},Sales\n"
    if address:
        files["Invitations.csv"] = (
            "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
            f'x,y,"6/20/26, 9:41 AM",,OUTGOING,https://www.linkedin.com/in/{address},https://www.linkedin.com/in/y\n'
        )
    if registered:
        files["Registration.csv"] = (
            f'Registered At,Registration Ip,Subscription Types\n"{registered}, 9:41 AM",192.0.2.1,\n'
        )
    return write(path, files)


ANN = ("Ann,Lee", "ann", "3/5/15")


@pytest.mark.parametrize(
    ("other", "merged"),
    [
        (("Ann,Lee", "ann", "3/5/15"), True),
        (("Ann,Berg", "ann", "3/5/15"), True),  # married
        (("Ann,Lee", "ann-lee", "3/5/15"), True),  # another public address
        (("Ann,Lee", "", ""), True),
        (("", "", ""), True),
        (("Ann,Berg", "ann-berg", "3/5/15"), False),  # two of three differ
        (("Ann,Lee", "another-ann", "7/8/19"), False),  # a namesake
        (("Bob,Lee", "", ""), False),
        (("", "bob", ""), False),
        (("", "", "7/8/19"), False),
    ],
)
def test_two_of_three_differing_belong_to_another_member(
    other: tuple[str, str, str], tmp_path: Path, *, merged: bool
) -> None:
    paths = [archive(tmp_path / "one", *ANN), archive(tmp_path / "other", *other)]
    snapshots = [read_snapshot(path, KEY) for path in paths]
    if merged:
        assert len(openssi.score(paths).activity.records) == 2
        assert merge_snapshots(snapshots).activity.records
        return
    with pytest.raises(ArchiveError) as read:
        openssi.score(paths)
    with pytest.raises(ArchiveError) as stored:
        merge_snapshots(snapshots)
    assert (read.value.code, stored.value.code) == ("archive-other-member", "archive-other-member")
    assert str(read.value) == (
        "one and other belong to different members. Their owners' names, public addresses or days of registration differ. "
        "Nothing was scored. Use archives of one member only. If both are yours and you changed your name, confirm it: with "
        "--same-member on the command line, or with “That’s me” under Uploads on a team server."
    )


def test_a_member_can_say_that_both_are_theirs(tmp_path: Path) -> None:
    one, other = archive(tmp_path / "one", *ANN), archive(tmp_path / "other", "Ann,Berg", "ann-berg")
    assert len(openssi.score([one, other], same_member=True).activity.records) == 2
    confirmed = ArchiveSnapshot.from_bytes(read_snapshot(other, KEY, confirmed=True).to_bytes())
    assert merge_snapshots([read_snapshot(one, KEY), confirmed]).activity.records


def test_an_archive_that_agrees_with_a_confirmed_one_needs_no_word(tmp_path: Path) -> None:
    """Old name, new name confirmed, new name again: the third agrees with the second, in any order."""
    before = read_snapshot(archive(tmp_path / "one", *ANN), KEY)
    confirmed = read_snapshot(archive(tmp_path / "two2", "Ann,Berg", "ann-berg"), KEY, confirmed=True)
    after = read_snapshot(archive(tmp_path / "three", "Ann,Berg", "ann-berg"), KEY)
    for order in itertools.permutations([before, confirmed, after]):
        assert merge_snapshots(order).activity.records
    with pytest.raises(ArchiveError, match="belong to different members"):
        merge_snapshots([before, after])


def test_a_snapshot_has_the_owner_only_as_keyed_hashes(tmp_path: Path) -> None:
    path = archive(tmp_path / "one", *ANN)
    data, other_key = read_snapshot(path, KEY), read_snapshot(path, bytes(32))
    assert isinstance(data, ArchiveSnapshot)
    assert isinstance(other_key, ArchiveSnapshot)
    assert data.registered
    assert data.registered != other_key.registered
    assert "2015" not in data.registered


def test_the_address_of_the_registration_is_neither_stored_nor_shown(tmp_path: Path) -> None:
    found = openssi.score(archive(tmp_path / "one", *ANN))
    assert [(one.file, one.reason.split(" ", 4)[:4]) for one in found.skipped] == [
        ("Registration.csv", ["only", "the", "day", "of"])
    ]
    assert "192.0.2.1" not in str(found) + found.to_html() + found.to_json()


def test_one_folder_with_archives_of_two_people_is_refused(tmp_path: Path) -> None:
    for name, registered in (("Ada", "3/4/11, 10:00 AM"), ("Ben", "6/7/15, 10:00 AM")):
        (folder := tmp_path / name).mkdir()
        (folder / "Profile.csv").write_text(f"First Name,Last Name,Headline\n{name},Example,Sales\n")
        (folder / "Registration.csv").write_text(
            f'Registered At,Registration Ip,Subscription Types\n"{registered}",192.0.2.1,\n'
        )
        (folder / "Company Follows.csv").write_text("Organization,Followed On\nAcme,2026-06-01 10:00:00 UTC\n")
    with pytest.raises(ArchiveError, match="has files of different members") as raised:
        openssi.open(tmp_path)
    assert raised.value.code == "archive-other-member"
    assert openssi.open(tmp_path, same_member=True).activity.last_day
    assert openssi.open([tmp_path / "Ada", tmp_path / "Ada"]).activity.last_day
