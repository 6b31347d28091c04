"""Laws of snapshots: merged they score like the archives, they survive a round trip, and damage is reported."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openssi.activity import Activity, Coverage, DailyRow, Post
from openssi.activity.codec import activity_from_bytes, activity_to_bytes
from openssi.demo import write_archive
from openssi.errors import SnapshotError
from openssi.files.packed_json import pack, unpack
from openssi.snapshots.archive import ArchiveSnapshot
from openssi.snapshots.registry import merge_snapshots
from openssi.sources.registry import read_all
from tests.archives import GENERATIONS, Layout, Sizes, invent, write_folder, write_zip
from tests.oracle.compare import WORLDS, world
from tests.property.test_archive_laws import SIZES, edited, edits
from tests.property.test_archive_laws import pack as packed

KEY = bytes(range(32))
SOME = settings(max_examples=40)


def kept(path: Path) -> ArchiveSnapshot:
    """An archive as it comes back from where it was kept."""
    found = ArchiveSnapshot.read(path, KEY)
    again = ArchiveSnapshot.from_bytes(found.to_bytes())
    assert again == found
    assert again.to_bytes() == found.to_bytes()
    return again


def check(paths: list[Path], archives: list[ArchiveSnapshot], zone: str = "UTC") -> None:
    merged = merge_snapshots(archives, time_zone=zone)
    assert merged == read_all(paths, time_zone=zone)
    assert activity_from_bytes(activity_to_bytes(merged[0])) == merged[0]


@pytest.mark.parametrize("generation", GENERATIONS)
@pytest.mark.parametrize("name", WORLDS)
def test_a_snapshot_scores_like_its_archive(name: str, generation: str, tmp_path: Path) -> None:
    told = world(name)
    plain = Layout(generation)  # pyright: ignore[reportArgumentType] (one of the generations)
    chunked = replace(plain, nested=True, chunks=7, resaved=True, article_dates=False)
    for at, path in enumerate((write_zip(tmp_path, told, plain), write_folder(tmp_path / "folder", told, chunked))):
        found = kept(path)
        check([path], [found], ("UTC", "Asia/Tokyo")[at])
        assert found.report == read_all([path])[1]


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, ArchiveSnapshot]]:
    """One member's archives: every generation, a later one, one with less in it, a second copy under another name."""
    told = invent(seed=11, sizes=SIZES)
    layouts = [*(Layout(generation) for generation in GENERATIONS)]  # pyright: ignore[reportArgumentType] (of the generations)
    layouts += [
        Layout("2022", legacy_endorsements=False, chunks=5),
        Layout("2026", without=frozenset({"Profile", "Connections"})),
    ]
    folder = tmp_path_factory.mktemp("several")
    paths: list[Path] = []
    for at, layout in enumerate(layouts):
        (folder / str(at)).mkdir()
        paths.append(write_zip(folder / str(at), told, layout))
    copy = folder / "renamed.zip"
    copy.write_bytes(paths[2].read_bytes())
    return [(path, kept(path)) for path in (*paths, copy)]


def test_only_a_copy_has_the_same_digest(several: list[tuple[Path, ArchiveSnapshot]]) -> None:
    digests = [archive.digest for _, archive in several]
    assert digests[-1] == digests[2]
    assert len(set(digests)) == len(digests) - 1


@SOME
@given(data=st.data())
def test_several_snapshots_score_like_their_archives(
    data: st.DataObject, several: list[tuple[Path, ArchiveSnapshot]]
) -> None:
    chosen = data.draw(st.lists(st.sampled_from(range(len(several))), min_size=1, max_size=4, unique=True))
    check(
        [several[at][0] for at in chosen],
        [several[at][1] for at in chosen],
        data.draw(st.sampled_from(["UTC", "America/New_York"])),
    )


def test_snapshots_of_demo_sellers_score_like_their_archives(tmp_path: Path) -> None:
    for seed in (1, 2):
        path = write_archive(tmp_path, seed=seed)
        check([path], [kept(path)])


def test_overlapping_archives_of_one_seller_in_every_order(tmp_path: Path) -> None:
    """Three with different records each: what one has lost or corrected since stands in another."""
    whole = packed(tmp_path / "whole.zip", edited([]))
    paths = [whole]
    for at in range(2):
        draw = random.Random(at)
        content = dict(edited([]))
        for name in [name for name in content if name.endswith(".csv")]:
            lines = content[name].split(b"\n")
            content[name] = b"\n".join(lines[:1] + [line for line in lines[1:] if draw.random() < 0.7])
        paths.append(packed(tmp_path / f"{at}.zip", content))
    archives = [kept(path) for path in paths]
    for order in permutations(range(3)):
        check([paths[at] for at in order], [archives[at] for at in order])


@SOME
@given(st.lists(edits, min_size=1, max_size=8))
def test_snapshots_of_damaged_archives_score_like_the_archives(chosen: list[tuple[str, float, int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = packed(Path(folder) / "x.zip", edited(chosen))
        check([path], [kept(path)])


@SOME
@given(data=st.data())
def test_erasing_a_contact_before_or_after_storing_is_the_same(
    data: st.DataObject, several: list[tuple[Path, ArchiveSnapshot]]
) -> None:
    """Of any people: reading without them, taking them out later, all at once or one by one, in any order."""
    path, whole = data.draw(st.sampled_from(several))
    facts = [fact for file in whole.files for fact in file.facts]
    values = [value for fact in facts for value in (*fact, *getattr(fact, "envelope", ()))]
    there = sorted({value for value in values if isinstance(value, str) and len(value) == 20})
    people = data.draw(st.lists(st.sampled_from(there), max_size=3, unique=True))
    read = ArchiveSnapshot.read(path, KEY, forgotten=people)
    later, removed = whole.without_person(people)
    assert later == read
    assert removed == sum(len(file.facts) for file in whole.files) - sum(len(file.facts) for file in read.files)
    assert ArchiveSnapshot.from_bytes(later.to_bytes()) == later
    assert later.without_person(people) == (later, 0)
    for file in later.files:
        report = file.report
        assert report.records == report.imported + report.duplicate + report.rejected
        assert sum(count for _, count in report.reasons) == report.rejected
    one_by_one = whole
    for person in people:
        one_by_one, _ = one_by_one.without_person([person])
    assert merge_snapshots([one_by_one]) == merge_snapshots([later])


# Bytes.

words = st.text(max_size=8)
numbers = st.integers(-(10**12), 10**12)
rows = st.lists(st.builds(DailyRow, numbers, numbers, numbers), max_size=5).map(tuple)
ends = st.none() | numbers
posts = st.builds(
    Post,
    numbers,
    numbers,
    st.booleans(),
    numbers,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    numbers,
    st.none() | numbers,
)
activities = st.builds(
    Activity,
    rows=st.dictionaries(words, rows, max_size=4),
    last_day=numbers,
    attributes=st.dictionaries(words, st.lists(st.tuples(numbers, numbers), max_size=3).map(tuple), max_size=3),
    coverage=st.dictionaries(
        words, st.builds(Coverage, st.lists(st.tuples(ends, ends), max_size=3).map(tuple)), max_size=3
    ),
    reasons=st.dictionaries(words, words, max_size=3),
    not_applicable=st.dictionaries(words, words, max_size=3),
    open_parts=st.dictionaries(words, st.lists(words, max_size=3).map(tuple), max_size=3),
    records=st.lists(st.tuples(numbers, numbers), max_size=5).map(tuple),
    known_until=numbers,
    posts=st.lists(posts, max_size=3).map(tuple),
    industry=words,
)


@given(activities)
def test_an_activity_survives_a_round_trip(activity: Activity) -> None:
    again = activity_from_bytes(activity_to_bytes(activity))
    assert again == activity
    assert repr(again) == repr(activity)  # True is not 1, and a row is no plain tuple


@SOME
@given(st.integers(0), st.binary(max_size=3), st.integers(0, 3))
def test_damaged_bytes_are_rejected_with_a_reason(place: int, put: bytes, cut: int) -> None:
    data = activity_to_bytes(Activity({"post_published": (DailyRow(1, 1, 1),)}, 1))
    at = place % len(data)
    damaged = data[:at] + put + data[at + cut :]
    if damaged == data:
        return
    with pytest.raises(SnapshotError):
        activity_from_bytes(damaged)


@given(
    st.recursive(
        st.none() | st.booleans() | numbers | words, lambda inner: st.lists(inner) | st.dictionaries(words, inner)
    )
)
def test_any_json_value_can_be_packed(content: object) -> None:
    assert unpack("thing", 3, pack("thing", 3, content)) == content


def test_the_snapshot_of_a_large_archive_scores_like_it(tmp_path: Path) -> None:
    path = write_zip(
        tmp_path,
        invent(seed=3, sizes=Sizes(span=3000, reactions=3000, connections=800, conversations=300)),
        Layout("2024"),
    )
    check([path], [kept(path)])
