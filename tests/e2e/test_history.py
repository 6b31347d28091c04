"""`ssi history`, `ssi explain` and `ssi official` as processes: contracts, files, errors."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from openssi.activity.calendar import short_day, to_day
from openssi.model import DEFAULT
from tests.e2e.cli import HOSTILE, Done, good, refused, run, ssi
from tests.e2e.cli import command as line_of
from tests.patience import PATIENCE

CLASSES = {"new_activity", "faded", "left_window", "answered", "profile", "coverage", "model"}
PILLARS = [pillar.id for pillar in DEFAULT.pillars]


def day(scored: dict[str, Any], back: int) -> str:
    return (date.fromisoformat(scored["as_of"]) - timedelta(days=back)).isoformat()


def in_words(iso: str) -> str:
    """A day as people read it: 30 June 2026."""
    return f"{date.fromisoformat(iso):%-d %B %Y}"


def test_history_json_matches_its_contract_and_the_score_of_each_day(archive: Path, scored: dict[str, Any]) -> None:
    told = good("history", archive, "--from", day(scored, 40), "--json").json()
    assert list(told) == ["model", "days"]
    assert told["model"] == scored["model"]
    assert [one["day"] for one in told["days"]] == [day(scored, back) for back in range(40, -1, -1)]
    for one in told["days"]:
        assert list(one) == ["day", "index_micro", "range_micro", "pillars"]
        assert list(one["pillars"]) == PILLARS
        assert one["index_micro"] == sum(one["pillars"].values()) == one["range_micro"][0]
    for back in (0, 17, 40):
        alone = good("score", archive, "--as-of", day(scored, back), "--json").json()
        one = told["days"][40 - back]
        assert one["index_micro"] == alone["index_micro"]
        assert one["pillars"] == {name: pillar["micro"] for name, pillar in alone["pillars"].items()}


def test_a_history_without_dates_covers_all_data(archive: Path, scored: dict[str, Any]) -> None:
    told = good("history", archive, "--json").json()["days"]
    assert told[-1]["day"] == scored["as_of"]
    assert told[0]["index_micro"] is told[0]["range_micro"] is None
    firsts = [source["first"] for source in scored["sources"] if source["first"]]
    assert told[0]["day"] == min(firsts)
    weekly = good("history", archive, "--json", "--every", "week").json()["days"]
    assert [one["day"] for one in weekly] == [one["day"] for one in told[(len(told) - 1) % 7 :: 7]]


@pytest.mark.parametrize("columns", ["40", "80", "140"])
def test_a_history_fits_the_terminal(columns: str, archive: Path, scored: dict[str, Any]) -> None:
    out = good("history", archive, env={"COLUMNS": columns}).out
    assert short_day(to_day(date.fromisoformat(scored["as_of"]))) in out
    assert f"{scored['index']:.1f}" in out
    assert scored["model"]["fingerprint"] in re.sub(r"\s", "", out)
    assert max(map(len, out.splitlines())) <= int(columns)
    assert not HOSTILE.search(out)


def test_a_history_works_without_unicode(archive: Path) -> None:
    out = good("history", archive, env={"PYTHONIOENCODING": "ascii"}).stdout
    assert out.isascii()
    assert b"#" in out


def test_notes_and_linkedin_scores_are_shown_with_the_line(
    archive: Path, scored: dict[str, Any], tmp_path: Path
) -> None:
    notes, official = tmp_path / "notes.txt", tmp_path / "official.json"
    notes.write_text(f"{day(scored, 3)} new role\nno day here\n", encoding="utf-8")
    for back in (9, 2):
        good("official", "add", day(scored, back), "--brand", "20.998", "--people", "6.4", "--insights", "10.25", "--relationships", "15", "--file", official)  # fmt: skip
    told = good("history", archive, "--from", day(scored, 9), "--json", "--notes", notes, "--official", official).json()
    assert list(told) == ["model", "days", "notes", "notes_left_out", "official"]
    assert told["notes"] == [{"day": day(scored, 3), "text": "new role"}]
    assert told["notes_left_out"][0]["line"] == 2
    assert [one["index_micro"] for one in told["official"]] == [52_648_000] * 2
    out = good("history", archive, "--from", day(scored, 9), "--notes", notes, "--official", official).out
    assert "new role" in out
    assert "line 2 of the notes was left out" in out
    assert "52.648, shown as 53" in out
    page = tmp_path / "page.html"
    good("report", archive, "--out", page, "--notes", notes, "--official", official)
    assert "new role" in page.read_text(encoding="utf-8")
    assert "LinkedIn’s score" in page.read_text(encoding="utf-8")


def test_stored_linkedin_scores_are_shown_by_default(archive: Path, scored: dict[str, Any], tmp_path: Path) -> None:
    env = {"XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)}
    good(
        "official",
        "add",
        day(scored, 2),
        "--brand",
        "1",
        "--people",
        "1",
        "--insights",
        "1",
        "--relationships",
        "1",
        env=env,
    )
    assert "official" in good("history", archive, "--json", env=env).json()
    assert "official" not in good("history", archive, "--json", "--no-official", env=env).json()


@pytest.mark.parametrize("form", ["html", "svg", "csv"])
def test_the_file_ending_decides_the_format(form: str, archive: Path, tmp_path: Path) -> None:
    good("history", archive, "--out", f"h.{form}", cwd=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [f"h.{form}"]
    text = (tmp_path / f"h.{form}").read_text(encoding="utf-8")
    assert text.startswith({"html": "<!DOCTYPE html>", "svg": "<?xml", "csv": "day,index,"}[form])
    assert not HOSTILE.search(text)
    assert not re.search(r"<script|@import|url\(", text)


def test_invalid_options_of_history_are_rejected(archive: Path, scored: dict[str, Any], tmp_path: Path) -> None:
    refused(ssi("history", archive, "--out", "h.pdf", cwd=tmp_path), 2, "out-format")
    good("history", archive, "--every", "month", "--out", "h.csv", cwd=tmp_path)
    piped = good("history", archive, "--every", "month", "--out", "-", cwd=tmp_path).stdout
    assert piped == (tmp_path / "h.csv").read_bytes()
    (tmp_path / "h.csv").unlink()
    refused(ssi("history", archive, "--from", day(scored, 1), "--to", day(scored, 2)), 2, "day-order")
    refused(ssi("history", archive, "--from", "2003-05-05"), 1, "day-outside")
    refused(ssi("history", archive, "--to", day(scored, -31)), 1, "day-outside")
    refused(ssi("history", archive, "--from", "yesterday"), 2, "day-format")
    refused(ssi("history", archive, "--notes", "missing.txt", cwd=tmp_path), 1, "notes-file")
    refused(ssi("history", archive, "--official", "missing.json", cwd=tmp_path), 2, "official-file")
    refused(ssi("history", archive, "--out", "no/such/h.csv", cwd=tmp_path), 2, "out-unwritable")
    refused(ssi("history", archive, "--every", "week", "--out", "h.svg", cwd=tmp_path), 2, "out-format")
    refused(ssi("explain", archive, "--day", ""), 2, "day-format")
    refused(ssi("explain", archive, "--from", ""), 2, "day-format")
    assert ssi("history", archive, "--every", "year").code == 2
    assert list(tmp_path.iterdir()) == []


def test_the_reasons_add_up_to_the_change(archive: Path, scored: dict[str, Any]) -> None:
    first, last = day(scored, 60), day(scored, 5)
    told = good("explain", archive, "--from", first, "--to", last, "--json").json()
    assert (told["from"], told["to"]) == (first, last)
    assert (
        sum(reason["micro"] for reason in told["reasons"])
        == told["change_micro"]
        == told["index_micro"][1] - told["index_micro"][0]
    )
    assert told["index_micro"] == [
        good("score", archive, "--as-of", one, "--json").json()["index_micro"] for one in (first, last)
    ]
    sizes = [abs(reason["micro"]) for reason in told["reasons"]]
    assert sizes == sorted(sizes, reverse=True)
    for reason in told["reasons"]:
        assert list(reason) == ["signal", "class", "micro", "evidence", "remedy"]
        assert reason["signal"] in DEFAULT.signals
        assert reason["class"] in CLASSES
        assert set(reason["evidence"]) <= set(DEFAULT.kind)
        for days in reason["evidence"].values():
            assert all(one <= last and quantity for one, quantity in days.items())


def test_the_explanation_starts_with_one_sentence(archive: Path, scored: dict[str, Any]) -> None:
    first = day(scored, 40)
    told = good("explain", archive, "--from", first, "--json").json()
    out = good("explain", archive, "--from", first).out
    assert told["summary"] in " ".join(out.split())
    assert out.splitlines()[0] == f"{in_words(first)} to {in_words(scored['as_of'])}"
    assert good("explain", archive, "--from", first, env={"COLUMNS": "40"}).out
    assert not HOSTILE.search(out)


def test_a_change_can_be_given_by_one_day(archive: Path, scored: dict[str, Any]) -> None:
    assert good("explain", archive, "--from", day(scored, 9), "--json").json()["to"] == scored["as_of"]
    assert good("explain", archive, "--to", day(scored, 9), "--json").json()["from"] == day(scored, 37)


def test_a_single_day_is_explained_by_its_signals(archive: Path, scored: dict[str, Any]) -> None:
    told = good("explain", archive, "--day", scored["as_of"], "--json").json()
    assert told["index_micro"] == scored["index_micro"] == sum(reason["micro"] for reason in told["reasons"])
    assert {reason["class"] for reason in told["reasons"]} == {"counted"}
    if told["best"]:
        assert told["best"]["to"] == scored["as_of"]
        assert told["best"]["change_micro"] < 0
    assert (
        f"{scored['index']:.1f} on {in_words(scored['as_of'])}"
        in good("explain", archive, "--day", scored["as_of"]).out
    )


def test_without_dates_the_largest_moves_are_listed(archive: Path, scored: dict[str, Any]) -> None:
    told = good("explain", archive, "--json").json()
    assert told["to"] == scored["as_of"]
    for move in told["moves"]:
        assert sum(reason["micro"] for reason in move["reasons"]) == move["change_micro"]
        assert abs(move["change_micro"]) >= 1_000_000
    assert "The largest drops and rises" in good("explain", archive).out


def test_a_changed_model_is_a_separate_reason(archive: Path, scored: dict[str, Any], tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        'id = "mine"\nbased_on = "2026.1"\n[signals.active_days]\nmax = 3\n[signals.people_searches]\nmax = 6\n',
        encoding="utf-8",
    )
    told = good("explain", archive, "--from", day(scored, 9), "--from-model", mine, "--json").json()
    assert sum(reason["micro"] for reason in told["reasons"]) == told["change_micro"]
    assert "model" in {reason["class"] for reason in told["reasons"]}


def test_invalid_options_of_explain_are_rejected(archive: Path, scored: dict[str, Any]) -> None:
    began = min(source["first"] for source in scored["sources"] if source["first"])
    refused(ssi("explain", archive, "--from", began), 1, "day-not-enough")
    refused(ssi("explain", archive, "--day", "2003-05-05"), 1, "day-outside")
    refused(ssi("explain", archive, "--to", began), 1, "day-not-enough")
    refused(ssi("explain", archive, "--from", day(scored, 1), "--to", day(scored, 2)), 2, "day-order")
    refused(ssi("explain", archive, "--day", day(scored, 1), "--from", day(scored, 2)), 2, "day-order")


def paste(text: bytes, *arguments: str | Path) -> Done:
    return run(line_of("official", "paste", *arguments), given=text)


def test_closed_input_is_an_error_and_a_terminal_gets_a_prompt(tmp_path: Path) -> None:
    paste_it = line_of("official", "paste", "--file", tmp_path / "kept.json")
    closed = run(["sh", "-c", 'exec "$@" <&-', "sh", *paste_it])
    assert closed.code == 1
    assert "[official-page]" in closed.err
    ours, theirs = pty.openpty()
    try:
        os.write(ours, json.dumps(PAGE).encode() + b"\n\x04")
        asked = subprocess.run(paste_it, stdin=theirs, capture_output=True, text=True, timeout=PATIENCE, check=True)  # noqa: S603 (our own)
    finally:
        os.close(ours)
        os.close(theirs)
    assert "Ctrl-D" in asked.stderr
    assert "shown as 55" in asked.stdout


PAGE = {
    "memberScore": {
        "overall": 54.6,
        "subScores": [
            {"pillar": "STRONG_RELATIONSHIP", "score": 25},
            {"pillar": "PROFESSIONAL_BRAND", "score": 21},
            {"pillar": "FIND_RIGHT_PEOPLE", "score": 6.4},
            {"pillar": "INSIGHT_ENGAGEMENT", "score": 2.2},
        ],
    },
    "groupScore": [{"groupType": "INDUSTRY", "rank": 5, "score": {"overall": 33.75}}],
}


def test_the_data_of_linkedins_page_can_be_pasted(tmp_path: Path) -> None:
    kept, page = tmp_path / "kept.json", tmp_path / "page.json"
    page.write_text(json.dumps(PAGE), encoding="utf-8")
    assert (
        paste(json.dumps(PAGE).encode(), "--day", "2026-05-19", "--file", kept).out
        == "19 May 2026: 54.6, shown as 55\n"
    )
    good("official", "paste", page, "--day", "2026-05-20", "--file", kept)
    good("official", "paste", page, "--file", kept)  # read today
    told = good("official", "list", "--file", kept, "--json").json()["official"]
    assert len(told) == 3
    assert told[0] == {
        "day": "2026-05-19",
        "shown": 55,
        "index_micro": 54_600_000,
        "pillars": {"brand": 21_000_000, "people": 6_400_000, "insights": 2_200_000, "relationships": 25_000_000},
        "industry_top": 5,
        "network_top": None,
        "industry_average": 33_750_000,
        "network_average": None,
    }
    assert "kept.json" in good("official", "list", "--file", kept).out


def test_an_invalid_linkedin_score_is_rejected_and_nothing_is_written(tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    refused(paste(b"\xff\xfe", "--file", kept), 1, "official-page")
    refused(paste(b"<html>\x1b[2J", "--file", kept), 1, "official-page")
    refused(ssi("official", "paste", tmp_path / "missing", "--file", kept), 1, "official-page")
    numbers = ("--brand", "1", "--people", "1", "--insights", "1", "--relationships", "1", "--file", kept)
    refused(ssi("official", "add", "2026-05-19", *numbers, "--brand", "26"), 2, "official-number")
    refused(ssi("official", "add", "19.5.2026", *numbers), 2, "day-format")
    refused(ssi("official", "add", "2999-01-01", *numbers), 1, "day-outside")
    assert ssi("official", "add", "2026-05-19", "--brand", "1").code == 2
    assert list(tmp_path.iterdir()) == []
    assert "No LinkedIn score yet." in good("official", "list", "--file", kept).out
