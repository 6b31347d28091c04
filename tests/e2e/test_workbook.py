"""`ssi score ARCHIVE ANALYTICS.xlsx`: in the score, in the sources, and its errors."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from tests.e2e.cli import good, refused, ssi
from tests.unit.samples import reactions, write
from tests.workbooks import workbook

LAST = date(2026, 6, 30)
DAYS = {LAST - timedelta(days=at): 30 for at in range(90)}


def archive(folder: Path) -> Path:
    moments = [f"2026-{5 + at % 2:02}-{1 + at:02} 08:00:00" for at in range(28)]
    return write(
        folder / "archive", {"Reactions.csv": reactions("2026-04-01 08:00:00", *moments, "2026-06-30 08:00:00")}
    )


def test_the_workbook_is_in_the_score_and_in_the_sources(tmp_path: Path) -> None:
    """210 a week at a steady pace: 90 + ... + 1 = 4095 times 30."""
    told = good("score", archive(tmp_path), workbook(tmp_path / "a.xlsx", DAYS, DAYS), "--json").json()
    brand = told["pillars"]["brand"]["signals"]
    assert brand["engagement_received"] == {
        "status": "measured",
        "value": 4095 * 30,
        "points": 4.5,
        "micro": 5 * (900_000 + 100_000 * (4095 * 30 - 117_000) // (292_500 - 117_000)),
        "max": 5,
    }
    assert brand["followers_gained"]["status"] == "measured"
    sheets = {source["file"]: source for source in told["sources"]}
    assert sheets["a.xlsx/ENGAGEMENT"] == {
        "file": "a.xlsx/ENGAGEMENT",
        "records": 90,
        "imported": 90,
        "duplicate": 0,
        "rejected": 0,
        "repaired": 0,
        "first": "2026-04-02",
        "last": "2026-06-30",
    }


def test_the_screen_names_the_sheets(tmp_path: Path) -> None:
    done = good("score", archive(tmp_path), workbook(tmp_path / "a.xlsx", DAYS, DAYS), "--signals", "--sources")
    assert "a.xlsx/ENGAGEMENT" in done.out
    assert "2,700 engagements" in done.out


def test_a_hostile_sheet_name_is_escaped(tmp_path: Path) -> None:
    from dataclasses import replace

    from tests.workbooks import ENGLISH

    hostile = replace(ENGLISH, sheets=("D", "E\u202e\u0085G", "T", "F", "Z"))
    book = workbook(tmp_path / "a.xlsx", DAYS, dialect=hostile)
    done = good("score", archive(tmp_path), book)
    assert "\u202e" not in done.out
    assert "\u0085" not in done.out


def test_errors_are_sentences(tmp_path: Path) -> None:
    (tmp_path / "b.xlsx").write_bytes(b"hello")
    refused(ssi("score", archive(tmp_path), tmp_path / "b.xlsx"), 1, "workbook-damaged")
    refused(ssi("score", workbook(tmp_path / "a.xlsx", DAYS)), 1, "archive-workbook")
