"""Test the user report as JSON, CSV and XLSX, with names that look like formulas."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from openssi.activity.calendar import to_day
from openssi.insight.team import NOT_FOR, MemberDay, TeamMember, UserReport, user_report
from openssi.model import DEFAULT
from openssi.render.escaping import escape_cell
from openssi.render.json.team import TeamReport, as_dict
from openssi.render.sheets.team import as_csv, as_xlsx
from tests.contract import assert_matches

FIRST, LAST = to_day(date(2026, 6, 1)), to_day(date(2026, 6, 30))
P = 1_000_000

#: Names, and how a cell shows them.
HOSTILE = {
    "=1+1": "'=1+1",
    "+cmd|' /C calc'!A0": "'+cmd|' /C calc'!A0",
    "-2": "'-2",
    "@SUM(A1)": "'@SUM(A1)",
    "\t=1": "'⟨U+0009⟩=1",
    "\r=1": "'⟨U+000D⟩=1",
    "\n=1": "'⟨U+000A⟩=1",
    "\0=1": "'⟨U+0000⟩=1",
    " =1": "' =1",
    "\u200d=1": "'\u200d=1",
    "＝1+1": "'＝1+1",
    "＋1": "'＋1",
    "－1": "'－1",
    "＠A1": "'＠A1",
    "﹣1": "'﹣1",
    "https://evil.example/x": "https://evil.example/x",
    "a\u202egpj": "a⟨U+202E⟩gpj",
    "line\nbreak": "line⟨U+000A⟩break",
    "{=1}": "{=1}",
    "\u00a0=1": "'\u00a0=1",
    "a;=1+1": "a;'=1+1",
    "a;＝1": "a;'＝1",
    "a; b - c = d;": "a; b - c = d;",
    "\ud800": "⟨U+D800⟩",
    'a","=1': 'a","=1',
    "1.5": "1.5",
    "José Ñ": "José Ñ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_cell_starts_a_formula(name: str) -> None:
    assert escape_cell(name) == HOSTILE[name]


def day(on: int, *pillars: int | None, measurable: int = 80) -> MemberDay:
    index = sum(micro or 0 for micro in pillars)
    return MemberDay(on, index, index + (100 - measurable) * P, pillars, measurable, covered=measurable)


def report(*, ranking: bool = False) -> UserReport:
    before, after = day(FIRST - 1, 8 * P, 3 * P, 2 * P, None), day(LAST, 10_240_000, 3 * P, 140_000, None)
    members = [TeamMember(f"id{at}", name, before, after, at, LAST) for at, name in enumerate(HOSTILE)]
    return user_report(
        [*members, TeamMember("none", "=nobody", None, None, 0, None)], DEFAULT, FIRST, LAST, ranking=ranking
    )


def test_json_matches_its_contract() -> None:
    many = [
        TeamMember(str(at), str(at), day(FIRST - 1, P, P, P, P), day(LAST, 2 * P, P, P, P), 1, LAST) for at in range(30)
    ]
    large = as_dict(user_report(many, DEFAULT, FIRST, LAST).arranged("progress"))
    small = as_dict(report())
    for one in (large, small):
        assert_matches(TeamReport, one)
    assert large["benchmarks"]
    assert large["most_improved"]
    assert small["withheld"]
    assert json.loads(json.dumps(small))["members"][0]["name"] in HOSTILE


def test_json_of_one_member() -> None:
    found = as_dict(report())
    members = found["members"]
    assert next(one for one in members if one["id"] == "id3") == {
        "id": "id3",
        "name": "@SUM(A1)",
        "state": "current",
        "as_of": "2026-06-30",
        "index": 13.4,
        "index_micro": 13_380_000,
        "plus_minus": None,
        "range": [13.4, 33.4],
        "pillars": {"brand": 10.3, "people": 3.0, "insights": 0.1, "relationships": None},
        "change": 0.4,
        "comparable": True,
        "band": "starting",
        "days_active": 3,
        "measurable": 80,
        "data_until": "2026-06-30",
        "rank": None,
    }
    nobody = next(one for one in members if one["id"] == "none")
    assert {key for key, value in nobody.items() if value is not None} == {
        "id",
        "name",
        "state",
        "pillars",
        "comparable",
    }


def test_csv_has_escaped_names_and_plain_numbers() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(report()), newline="")))
    assert {row["name"] for row in rows} == {*HOSTILE.values(), "'=nobody"}
    one = next(row for row in rows if row["name"] == "'=1+1")
    assert one == {
        "name": "'=1+1",
        "state": "has an index in the period",
        "as_of": "2026-06-30",
        "index": "13.4",
        "plus_minus": "",
        "brand": "10.3",
        "people": "3.0",
        "insights": "0.1",
        "relationships": "",
        "change": "0.4",
        "measured_alike": "yes",
        "band": "starting",
        "days_active": "0",
        "measurable": "80",
        "index_if_all_were_measured": "33.4",
        "data_until": "2026-06-30",
        "first": "2026-06-01",
        "last": "2026-06-30",
        "model": DEFAULT.id,
        "fingerprint": DEFAULT.fingerprint,
    }
    nobody = next(row for row in rows if row["name"] == "'=nobody")
    assert (nobody["state"], nobody["index"], nobody["days_active"], nobody["data_until"]) == (
        "no data yet, or not shared",
        "",
        "",
        "",
    )


def test_workbook_cells_are_typed() -> None:
    found = report(ranking=True)
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx(found)))
    assert book.sheet_names == ["Report", "About this report"]
    headings, *lines = book.get_sheet_by_name("Report").to_python()
    assert headings == [
        *(
            "name",
            "state",
            "as_of",
            "index",
            "plus_minus",
            "brand",
            "people",
            "insights",
            "relationships",
            "change",
            "measured_alike",
            "band",
        ),
        *("days_active", "measurable", "index_if_all_were_measured", "data_until", "rank"),
    ]
    assert {line[0] for line in lines} == {*HOSTILE.values(), "'=nobody"}
    one = next(line for line in lines if line[0] == "'@SUM(A1)")
    assert one == [
        *(
            "'@SUM(A1)",
            "has an index in the period",
            date(2026, 6, 30),
            13.4,
            "",
            10.3,
            3.0,
            0.1,
            "",
            0.4,
            "yes",
            "starting",
        ),
        *(3.0, 80.0, 33.4, date(2026, 6, 30), 1.0),
    ]
    assert next(line for line in lines if line[0] == "'=nobody")[2:] == [""] * 15


def test_workbook_has_totals_and_definitions() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx(report())))
    lines = [
        [value for value in line if value != ""] for line in book.get_sheet_by_name("About this report").to_python()
    ]
    assert lines[0] == [NOT_FOR]
    assert "hiring, pay or dismissal" in NOT_FOR
    values = {line[0]: line[1] for line in lines if len(line) == 2}
    assert (values["From"], values["To"]) == (date(2026, 6, 1), date(2026, 6, 30))
    assert (values["Model"], values["Model fingerprint"]) == (DEFAULT.id, DEFAULT.fingerprint)
    assert (values["Team members"], values["… no data yet, or not shared"], values["Members active in the period"]) == (
        28.0,
        1.0,
        26.0,
    )
    assert values["Average index of active members"] == 13.4
    assert ["Percentiles need 30 active people (26 now)."] in lines


def test_workbook_has_no_formula_link_or_current_time() -> None:
    import zipfile

    workbook = as_xlsx(report())
    assert workbook == as_xlsx(report())
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        text = "".join(parts.read(name).decode() for name in parts.namelist())
    assert "<f>" not in text
    assert "<hyperlink" not in text
    assert "\u202e" not in text
