"""Checks worlds, truth and hostile archives by hand-counted figures and plain laws; no reader takes part."""

from __future__ import annotations

import csv
import io
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.archives import (
    GENERATIONS,
    Layout,
    Sizes,
    archive_bytes,
    archive_files,
    hostile,
    invent,
    rawzip,
    truth,
    write_folder,
)
from tests.archives import facts as f
from tests.archives.activity import Row
from tests.archives.files_other import CANARY
from tests.archives.files_people import PREAMBLE
from tests.archives.tiny import DAY, QUIET, SHARE, at, tiny
from tests.archives.words import SUBSTANTIAL, substantial
from tests.archives.world import DOUBTS


def test_truth_by_hand() -> None:
    """On 20 November: a thing of the 10th is worth 80, of the 11th 81, of the 12th 82, and so on."""
    found = truth(tiny(), QUIET, DAY)
    assert found.values == {
        "posts_published": 80,
        "people_searches": 2 * 89,
        "decision_makers_met": 90 - 17,
        "comments_given": 82_000,
        "reactions_given": 90,
        "posts_shared": 0,
        "conversations_kept": 81,
        "accounts_followed": 0,
        "groups_joined": 2,
        # 3 (invitation), 10, 11, 12, 15 (event), 19, 20 November and 1 October, the first message
        "active_days": 73 + 80 + 81 + 82 + 85 + 89 + 90 + 40,
        "connections": 2,
        "senior_connections": 1,
        "contacts_reached": 44,
        "invitation_acceptance": 1_000_000 * 73 // (73 + 450),
        "outreach_response": 1_000_000 * 40 // (40 + 450),
    }
    assert found.by_name == found.values
    assert found.last_day == DAY
    assert found.records["Connections.csv"] == 2
    assert found.records["Profile Summary.csv"] == 0


def test_a_success_counts_from_the_day_it_is_known() -> None:
    """Before the two connected (3 November) the exchange was with a stranger, and the invitation was open."""
    before = truth(tiny(), QUIET, date(2024, 11, 2)).values
    assert before["contacts_reached"] == 0
    assert before["invitation_acceptance"] == 0
    assert before["outreach_response"] == 1_000_000 * 58 // (58 + 450)
    assert truth(tiny(), QUIET, date(2024, 10, 4)).values["outreach_response"] == 0
    assert Row("contact_reached", date(2024, 10, 5), date(2024, 11, 3)) in truth(tiny(), QUIET, DAY).rows


def test_older_archives_lack_some_facts() -> None:
    full = truth(tiny(), QUIET, DAY)
    middle = truth(tiny(), replace(QUIET, generation="2022"), DAY)
    assert set(full.values) - set(middle.values) == {"invitation_acceptance", "contacts_reached"}
    assert middle.by_name == full.values
    oldest = truth(tiny(), replace(QUIET, generation="2018"), DAY)
    assert "outreach_response" not in oldest.by_name
    assert "comments_given" not in oldest.values
    assert oldest.by_name["contacts_reached"] == 44


@pytest.mark.parametrize(("zone", "day"), [("UTC", date(2024, 11, 10)), ("Asia/Tokyo", date(2024, 11, 11))])
def test_active_days_follow_the_zone(zone: str, day: date) -> None:
    lonely = f.World(
        f.Profile("Ada", "Example", "ada"),
        DAY,
        posts=(f.Post(at("2024-11-10 23:59:59"), f.Target("share", SHARE), "x"),),
    )
    rows = truth(lonely, QUIET, DAY, zone).rows
    assert Row("active_day", day, day) in rows
    assert Row("post_published", date(2024, 11, 10), date(2024, 11, 10)) in rows


def _count(name: str, data: bytes) -> int:
    """Counts records by the dialect that the name and the first bytes tell."""
    if data[:2] == b"\xff\xfe":
        rows = csv.reader(io.StringIO(data.decode("utf-16"), newline=""), delimiter="\t", strict=True)
    elif name.startswith("Comments"):
        rows = csv.reader(io.StringIO(data.decode(), newline=""), escapechar="\\", doublequote=False, strict=True)
    else:
        text = data.removeprefix(PREAMBLE).decode("utf-8-sig")
        rows = csv.reader(
            io.StringIO(text, newline=""), delimiter=";" if text.startswith("First Name;") else ",", strict=True
        )
    return sum(1 for row in rows if row) - 1


LAYOUTS = [
    *(
        Layout(generation, nested=nested, chunks=chunks)
        for generation in GENERATIONS
        for nested in (False, True)
        for chunks in (0, 7)
    ),
    Layout("2022", legacy_endorsements=False),
    Layout("2024", resaved=True, complete=True),
    Layout("2026", without=frozenset({"Connections", "Shares"})),
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=range(len(LAYOUTS)))
def test_records_are_those_in_the_files(layout: Layout) -> None:
    world = invent(4)
    made = {name.split("/")[-1]: data for name, data in archive_files(world, layout).items()}
    expected = truth(world, layout, DAY).records
    assert {name: _count(name, made[name]) for name in expected} == expected
    assert any("_1.csv" in name and not name.startswith("Saved Jobs") for name in made) == bool(layout.chunks)


@pytest.mark.parametrize("generation", GENERATIONS)
def test_the_default_world_has_no_ambiguous_records(generation: str) -> None:
    """Joining by name or by address gives the same truth where there are addresses at all."""
    for seed in range(5):
        found = truth(invent(seed), Layout(generation), DAY)  # pyright: ignore[reportArgumentType]
        assert {name: found.by_name[name] for name in found.values} == found.values
        assert found.last_day == DAY
        assert all(value >= 0 for value in found.by_name.values())
    moved = invent(0, doubts=frozenset({"changed_addresses"}))
    joined = truth(moved, Layout("2026"), DAY)
    assert joined.by_name["contacts_reached"] > joined.values["contacts_reached"]


def test_a_seed_determines_the_bytes() -> None:
    assert archive_bytes(invent(9), Layout("2026")) == archive_bytes(invent(9), Layout("2026"))
    assert archive_bytes(invent(9), Layout("2026")) != archive_bytes(invent(10), Layout("2026"))


def test_worlds_contain_the_awkward_cases() -> None:
    world = invent(1)
    assert sum(1 for one in world.connections if one.person == f.CLOSED) == 4
    assert len({(one.at.date()) for one in world.connections if one.person == f.CLOSED}) < 4
    assert any("%C3" in line for line in archive_files(world, QUIET)["Connections.csv"].decode().split("\n"))
    assert any(one.at is None for one in world.comments)
    assert any(not one.text for one in world.comments)
    utc_day_differs = [one for one in world.invitations if one.at.hour < 8]
    assert len(utc_day_differs) > 5
    assert any(one.at.date() == date(2024, 11, 3) for one in world.invitations)
    assert any(line.draft for talk in world.conversations for line in talk.messages)
    assert any(one.start.date() > DAY for one in world.events)
    names = [one.person.name for one in world.connections if one.person.address]
    assert len(names) == len(set(names))


def test_own_threads_are_within_two_seconds_and_others_are_not() -> None:
    for seed in range(5):
        world = invent(seed)
        posts = [post.target.id >> 22 for post in world.posts]
        for comment in world.comments:
            nearest = min(abs((comment.target.id >> 22) - made) for made in posts)
            assert (nearest < 2000) == comment.own


def test_comments_are_clearly_substantial() -> None:
    assert all(len(text.split()) >= 20 and "{a}" in text for text in SUBSTANTIAL)
    assert len({substantial(number) for number in range(5000)}) == 5000


def test_decoys_and_surprises_are_there() -> None:
    layout = Layout("2026", nested=True)
    made = archive_files(invent(1), layout)
    root = "Basic_LinkedInDataExport_11-20-2024/"
    for name in truth(invent(1), layout, DAY).closed:
        assert CANARY.encode() in made[root + name]
    assert {
        root + "Future Thing.csv",
        root + "guide_messages.csv",
        root + "Articles/Articles/thoughts-notes-part-0-mira.html",
    } <= set(made)
    assert made[root + "Votes.csv"].startswith(b"Date,Link,OptionText,Future Column\n")


def test_zip_and_folder_have_the_same_files(tmp_path: Path) -> None:
    world, layout = invent(2, Sizes(reactions=5)), Layout("2022")
    root = write_folder(tmp_path, world, layout)
    with ZipFile(io.BytesIO(archive_bytes(world, layout))) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            assert (root / name).read_bytes() == archive.read(name)


def test_quoted_overlap_really_unpacks() -> None:
    """Each entry's data, taken from its own place in the file, has the size and checksum that are told."""
    data = rawzip.overlapping(["a.csv", "b.csv", "c.csv"], 1)
    with ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            start = info.header_offset + 30 + len(info.filename)
            unpacked = zlib.decompressobj(-15).decompress(data[start : start + info.compress_size])
            assert (len(unpacked), zlib.crc32(unpacked)) == (info.file_size, info.CRC)


@pytest.mark.parametrize("doubt", sorted(DOUBTS))
def test_every_ambiguity_can_be_requested(doubt: str) -> None:
    calm, doubtful = invent(1), invent(1, doubts=frozenset({doubt}))
    layout = Layout("2026-suffix")
    assert archive_bytes(doubtful, layout) != archive_bytes(calm, layout)
    assert (
        _count("messages.csv", archive_files(doubtful, layout)["messages.csv"])
        == truth(doubtful, layout, DAY).records["messages.csv"]
    )


@pytest.mark.parametrize("case", hostile.cases(), ids=str)
def test_hostile_archives_can_be_made(case: hostile.Hostile, tmp_path: Path) -> None:
    path = case.write(tmp_path)
    assert path.exists() == (case.name != "missing-path")
    assert path.is_dir() or not path.exists() or path.stat().st_size < 8_000_000


def test_hostile_archives_have_distinct_names() -> None:
    names = [case.name for case in hostile.cases()]
    assert len(names) == len(set(names)) > 60
