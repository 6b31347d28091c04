"""Reading an archive finds the truth of its world: values, daily rows, attributes, records."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import openssi
from openssi.activity.calendar import to_day
from openssi.sources.registry import read_all
from tests.archives import GENERATIONS, Layout, truth, write_folder, write_zip
from tests.models import MODEL_2026_1
from tests.oracle.compare import AGO, WORLDS, differences, true_rows, world

#: Forms of an archive.
FORMS: dict[str, Layout] = {
    "plain": Layout(),
    "nested and chunked": Layout(nested=True, chunks=7),
    "chunks of one": Layout(chunks=1, surprises=False),
    "without dates of articles": Layout(article_dates=False, complete=True),
    "saved again by a spreadsheet": Layout(resaved=True, legacy_endorsements=False),
    "without connections": Layout(without=frozenset({"Connections"})),
    "without positions, shares and profile": Layout(without=frozenset({"Positions", "Shares", "Profile"})),
    "without comments, reactions and events": Layout(without=frozenset({"Comments", "Reactions", "Events"})),
}

#: Records that no signal needs: the generator counts them, the reader leaves them closed.
NOT_NEEDED = {"Languages.csv", "Profile Summary.csv"}


#: Every pair of a world, a generation and a form.
CASES = [
    (name, generation, form)
    for name in WORLDS
    for generation in GENERATIONS
    for form in FORMS
    if form == "plain" or name == "1" or generation == "2026"
]


@pytest.mark.parametrize(("name", "generation", "form"), CASES)
def test_every_settled_signal_has_its_true_value_on_every_day(
    name: str, generation: str, form: str, tmp_path: Path
) -> None:
    told, layout = world(name), replace(FORMS[form], generation=generation)
    activity, _ = read_all([write_zip(tmp_path, told, layout)], text_readers=frozenset({MODEL_2026_1.readers}))
    assert truth(told, layout, told.exported).by_name, "the archive settles nothing: this test would prove nothing"
    for ago in AGO:
        day = told.exported - timedelta(days=ago)
        assert differences(activity, told, layout, day) == {}, f"{ago} days before the export"


@pytest.mark.parametrize("generation", GENERATIONS)
@pytest.mark.parametrize("name", WORLDS)
def test_the_daily_rows_are_the_true_ones(name: str, generation: str, tmp_path: Path) -> None:
    told, layout = world(name), replace(Layout(chunks=11), generation=generation)
    found, _ = read_all([write_zip(tmp_path, told, layout)], text_readers=frozenset({MODEL_2026_1.readers}))
    true = true_rows(told, layout)
    assert {kind: list(map(tuple, found.rows.get(kind, ()))) for kind in true} == true


@pytest.mark.parametrize("name", WORLDS)
def test_scored_rows_are_the_true_ones_up_to_the_daily_limit(name: str, tmp_path: Path) -> None:
    told, layout = world(name), Layout()
    found = openssi.score(write_zip(tmp_path, told, layout), model=MODEL_2026_1).activity.rows
    for kind, true in true_rows(told, layout).items():
        most = MODEL_2026_1.kind[kind].most_a_day
        limited = [(day, known, quantity if most is None else min(quantity, most)) for day, known, quantity in true]
        assert list(map(tuple, found.get(kind, ()))) == limited, kind


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu", "America/Los_Angeles"])
@pytest.mark.parametrize("generation", GENERATIONS)
@pytest.mark.parametrize("name", ["1", "2", "doubtful"])
def test_active_days_follow_the_zone(name: str, generation: str, zone: str, tmp_path: Path) -> None:
    # Of articles, docs/counting.md takes the day as written; the generator moves it with the zone.
    told, layout = world(name), replace(Layout(article_dates=False), generation=generation)
    read = openssi.score(write_zip(tmp_path, told, layout), time_zone=zone, model=MODEL_2026_1)
    for ago in AGO:
        assert differences(read.activity, told, layout, told.exported - timedelta(days=ago), zone) == {}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("generation", GENERATIONS)
def test_every_record_of_every_file_is_counted(generation: str, form: str, tmp_path: Path) -> None:
    told, layout = world("1"), replace(FORMS[form], generation=generation)
    read = openssi.score(write_zip(tmp_path, told, layout))
    true = truth(told, layout, told.exported)
    describe_evidence = {source.file: source.records for source in read.sources if source.file != "Articles"}
    assert describe_evidence == {
        file: records for file, records in true.records.items() if file not in NOT_NEEDED | {"Rich Media.csv"}
    }
    closed = {skipped.file for skipped in read.skipped}
    assert true.closed <= closed
    assert NOT_NEEDED & true.records.keys() <= closed


@pytest.mark.parametrize("generation", GENERATIONS)
@pytest.mark.parametrize("name", WORLDS)
def test_the_last_day_is_the_true_one(name: str, generation: str, tmp_path: Path) -> None:
    told, layout = world(name), replace(Layout(), generation=generation)
    true = truth(told, layout, told.exported)
    assert openssi.score(write_zip(tmp_path, told, layout)).activity.last_day == to_day(true.last_day)


@pytest.mark.parametrize("generation", GENERATIONS)
def test_the_unpacked_folder_is_the_same_as_the_zip(generation: str, tmp_path: Path) -> None:
    told, layout = world("2"), replace(Layout(chunks=9), generation=generation)
    (tmp_path / "unpacked").mkdir()
    folder = openssi.score(write_folder(tmp_path / "unpacked", told, layout))
    packed = openssi.score(write_zip(tmp_path, told, layout))
    assert (folder.score, folder.activity) == (packed.score, packed.activity)


def test_the_comparison_detects_a_difference(tmp_path: Path) -> None:
    """An archive beside the truth of another world: nearly every signal differs."""
    read = openssi.score(write_zip(tmp_path, world("1"), Layout()), model=MODEL_2026_1)
    other = world("2")
    assert len(differences(read.activity, other, Layout(), other.exported)) > 10
    assert true_rows(world("1"), Layout()) != true_rows(other, Layout())
