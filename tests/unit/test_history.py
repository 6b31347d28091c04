"""The history of one member: its days, its annotations, its formats."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import openssi
from openssi.activity import Coverage
from openssi.activity.annotations import Annotations, LinkedInScore, Note
from openssi.activity.calendar import to_day
from openssi.errors import DayError, InputError, UsageError
from openssi.insight.history import CoverageChange, History, HistoryDay, change_in_words, history
from openssi.render.json.history import as_json
from openssi.render.sheets.history import as_csv
from openssi.render.terminal.history import as_text
from openssi.render.terminal.layout import sparkline
from openssi.scoring import interval_points
from openssi.sources.notes import read_notes
from tests.models import MODEL_2026_1
from tests.unit.samples import TODAY, activity, once, reactions, write

MICRO = 1_000_000


def days(first: date, last: date) -> History:
    return History(
        MODEL_2026_1, tuple(HistoryDay(day, 0, 0, (0, 0, 0, 0)) for day in range(to_day(first), to_day(last) + 1))
    )


def test_a_week_counts_back_from_the_last_day() -> None:
    found = [day.day - TODAY for day in days(date(2026, 6, 9), date(2026, 6, 30)).every("week")]
    assert found == [-21, -14, -7, 0]
    assert [day.day - TODAY for day in days(date(2026, 6, 10), date(2026, 6, 30)).every("week")] == [-14, -7, 0]


def test_months_are_their_last_days_and_the_last_day_is_included() -> None:
    found = days(date(2025, 12, 30), date(2026, 3, 5)).every("month")
    expected = [date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 5)]
    assert [day.day for day in found] == list(map(to_day, expected))
    assert len(days(date(2026, 6, 30), date(2026, 6, 30)).every("month")) == 1


def test_with_too_little_data_there_is_no_index() -> None:
    member = replace(activity(once("post_published", ago=5)), records=((TODAY - 30, 20),))
    found = history(member, MODEL_2026_1, TODAY - 30, TODAY)
    assert [day.day for day in found.days if day.index_micro is not None] == list(range(TODAY - 3, TODAY + 1))
    assert found.days[0] == HistoryDay(TODAY - 30, None, None, (None,) * 4)
    assert found.days[-1].index_micro == 4 * (400_000 * 85 // 585)


def test_an_unmeasured_pillar_is_not_zero() -> None:
    found = history(activity(covered=["post_published"]), MODEL_2026_1, TODAY, TODAY)
    assert found.days[0].pillars == (0, None, 0, None)
    assert found.days[0].upper_micro == 85 * MICRO  # 11 points of engagement are covered as well
    assert found.days[0].shown == (0, 850, (0, None, 0, None))


def test_the_first_day_of_a_source_is_named() -> None:
    member = activity()
    member = replace(member, coverage={**member.coverage, "people_search": Coverage(((TODAY - 10, TODAY - 5),))})
    found = history(member, MODEL_2026_1, TODAY - 20, TODAY).changes
    assert found == (
        CoverageChange(TODAY - 10, ("people_searches",), ()),
        CoverageChange(TODAY - 4, (), ("people_searches",)),
    )
    assert change_in_words(MODEL_2026_1, found[0]) == ("Searches (5): measured from here on, in full 90 days later",)
    assert change_in_words(MODEL_2026_1, found[1]) == ("Searches (5): no longer measured",)


def test_shown_pillars_add_up_to_the_shown_index() -> None:
    assert HistoryDay(0, 1_150_000, 1_150_000, (50_000, 1_040_000, 60_000, None)).shown == (12, 12, (1, 10, 1, None))


def read(tmp_path: Path, text: str) -> tuple[tuple[Note, ...], tuple[tuple[int, str], ...]]:
    file = tmp_path / "notes.txt"
    file.write_text(text, encoding="utf-8")
    return read_notes(file)


def test_notes_are_sorted_by_day(tmp_path: Path) -> None:
    notes, left_out = read(tmp_path, "\ufeff# my year\n2026-03-02 new role\n\n  2026-01-05: back, from a break  \n")
    assert notes == (Note(to_day(date(2026, 1, 5)), "back, from a break"), Note(to_day(date(2026, 3, 2)), "new role"))
    assert left_out == ()


def test_an_invalid_line_of_notes_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    notes, left_out = read(
        tmp_path, "2026-03-02 new role\nnew role\n2026-02-31 x\n2026-03-02\n3.2.2026 x\n2026-03-09 " + "x" * 300
    )
    assert [note.text for note in notes] == ["new role"]
    assert [line for line, _ in left_out] == [2, 3, 4, 5, 6]
    assert left_out[1] == (3, "there is no day 2026-02-31")


@pytest.mark.parametrize("content", [b"hello\n", b"\xff\xfe\x00", b"PK\x03\x04 2026", b"x\n" * 600_000])
def test_a_file_without_any_valid_note_is_rejected(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "notes").write_bytes(content)
    with pytest.raises(InputError) as raised:
        read_notes(tmp_path / "notes")
    assert raised.value.code == "notes-file"


def test_a_missing_notes_file_is_an_error_and_an_empty_one_is_not(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_notes(tmp_path / "missing")
    assert read(tmp_path, "\n# nothing yet\n") == ((), ())


def test_a_history_has_only_the_annotations_of_its_days() -> None:
    found = days(date(2026, 6, 1), date(2026, 6, 30))
    inside, outside = Note(TODAY, "in"), Note(TODAY + 1, "out")
    official = LinkedInScore(TODAY - 29, 1, 2, 3, 4)
    marked = found.annotated(
        Annotations((inside, outside), ((2, "bad"),), (replace(official, day=TODAY - 30), official))
    )
    assert (marked.notes, marked.left_out, marked.official) == ((inside,), ((2, "bad"),), (official,))


def two_days() -> History:
    empty = HistoryDay(TODAY - 1, None, None, (None,) * 4)
    full = HistoryDay(TODAY, 15_102_334, 41_102_334, (15_102_334, 0, 0, None))
    return History(MODEL_2026_1, (empty, full))


def test_json_matches_its_contract() -> None:
    assert json.loads(as_json(two_days())) == {
        "model": {"id": "2026.1", "fingerprint": MODEL_2026_1.fingerprint},
        "days": [
            {
                "day": "2026-06-29",
                "index_micro": None,
                "range_micro": None,
                "pillars": {"brand": None, "people": None, "insights": None, "relationships": None},
            },
            {
                "day": "2026-06-30",
                "index_micro": 15_102_334,
                "range_micro": [15_102_334, 41_102_334],
                "pillars": {"brand": 15_102_334, "people": 0, "insights": 0, "relationships": None},
            },
        ],
    }


def test_json_includes_annotations() -> None:
    marks = Annotations((Note(TODAY, "nëw\u202e\x1b[31m"),), ((3, "no day"),), (LinkedInScore(TODAY, 1, 2, 3, 4),))
    text = as_json(two_days().annotated(marks))
    assert text.isascii()
    assert "\x1b" not in text
    found = json.loads(text)
    assert found["notes"] == [{"day": "2026-06-30", "text": "nëw\u202e\x1b[31m"}]
    assert found["notes_left_out"] == [{"line": 3, "reason": "no day"}]
    assert found["official"] == [
        {
            "day": "2026-06-30",
            "index_micro": 10,
            "pillars": {"brand": 1, "people": 2, "insights": 3, "relationships": 4},
        }
    ]


def test_the_csv_has_empty_cells_for_gaps_and_no_formulas() -> None:
    marks = Annotations(
        (Note(TODAY - 1, "=1+1"), Note(TODAY, "-2\x07")), (), (LinkedInScore(TODAY, 20_998_000, 0, 0, 0),)
    )
    rows = list(csv.DictReader(io.StringIO(as_csv(two_days().annotated(marks)))))
    assert [row["index"] for row in rows] == ["", "15.102334"]
    assert [row["index_if_all_were_measured"] for row in rows] == ["", "41.102334"]
    assert [row["relationships"] for row in rows] == ["", ""]
    assert [row["official"] for row in rows] == ["", "20.998000"]
    assert [row["note"] for row in rows] == ["'=1+1", "'-2⟨U+0007⟩"]


def test_a_gap_in_a_sparkline_is_a_dot() -> None:
    assert sparkline([None, 0, 50, 100, None], 5, 0, 100) == "·▁▄█·"
    assert sparkline([1, 2, 3, 4], 2, 1, 4) == "▃█"
    assert sparkline([7, 7], 9, 7, 7) == "▁▁"
    assert sparkline([], 9, 0, 0) == ""


def test_the_terminal_shows_gaps() -> None:
    text = as_text(two_days())
    assert "29 Jun 2026      –" in text
    assert "15.1    41.1" in text
    assert "model 2026.1" in text
    empty = History(MODEL_2026_1, two_days().days[:1])
    assert "Not enough data for a number on any of these days." in as_text(empty)


def test_hostile_notes_are_escaped_on_the_terminal() -> None:
    assert "\x1b" not in as_text(two_days().annotated(Annotations((Note(TODAY, "a\x1b[2Jb"),), (), ())))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    moments = [f"2026-06-{day:02d} 12:00:00" for day in range(1, 31)]
    files = {"Reactions.csv": reactions("2026-04-01 12:00:00", *moments), "Comments.csv": "Date,Link,Message\n"}
    return write(tmp_path / "archive", files)


def test_every_day_equals_its_own_score(archive: Path) -> None:
    found = openssi.history(archive, first="2026-06-20")
    assert [day.index_micro for day in found.days] == [
        openssi.score(archive, as_of=f"2026-06-{day}").score.index_micro for day in range(20, 31)
    ]
    assert repr(found) == "<openssi.History 2026-06-20 to 2026-06-30, 11 days>"
    assert "<svg" in found._repr_html_()  # pyright: ignore[reportPrivateUsage]


def test_without_dates_a_history_covers_all_data(archive: Path) -> None:
    found = openssi.history(archive)
    assert (len(found.days), found.days[-1].day) == (91, TODAY)


def test_invalid_days_are_rejected(archive: Path) -> None:
    with pytest.raises(UsageError) as usage:
        openssi.history(archive, first="2026-06-20", last="2026-06-19")
    assert usage.value.code == "day-order"
    assert "--from 2026-06-19 --to 2026-06-20" in usage.value.hint
    with pytest.raises(UsageError):
        openssi.history(archive, first="2026-07-20")
    for first, last in (("2026-03-31", None), (None, "2026-07-31"), (None, "2026-03-31")):
        with pytest.raises(DayError) as outside:
            openssi.history(archive, first=first, last=last)
        assert outside.value.code == "day-outside"


def test_a_lower_bound_that_moves_does_not_make_two_days_incomparable() -> None:
    rows = {"active_day": [(TODAY - 100 + at, TODAY - 100 + at, 1) for at in range(50)]}
    member = replace(activity(rows, covered=["active_day"]), lower_bounds={"active_day": "no Reactions.csv"})
    first, *_, last = history(member, MODEL_2026_1, TODAY - 40, TODAY).days
    assert first.upper_micro == last.upper_micro == 89 * MICRO  # 11 points of engagement were not earned
    assert first.index_micro != last.index_micro
    assert (first.covered, last.covered) == (15, 15)


def test_each_day_has_the_interval_of_its_score() -> None:
    member = activity(
        {kind: [(TODAY - 5, TODAY - 5, 5_000)] for kind in ("post_published", "comment_given", "article_published")}
    )
    found = history(member, MODEL_2026_1, TODAY - 9, TODAY)
    expected = [interval_points(member, MODEL_2026_1, day) for day in range(TODAY - 9, TODAY + 1)]
    assert [found.interval(day) for day in found.days] == expected
    assert expected[0] == 1 < expected[-1]
