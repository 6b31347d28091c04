"""`ssi score`: the screen, the JSON contract, days, zones, models and explanations."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from openssi.model import DEFAULT, PUBLISHED
from tests.e2e.cli import HOSTILE, good, refused, ssi

SIGNALS = tuple(DEFAULT.signals)
#: The status of signals whose points count.
COUNTS = {"measured", "partly_measured"}
KEYS = [
    "as_of",
    "model",
    "index",
    "index_micro",
    "interval",
    "band",
    "range",
    "measurable",
    "partial",
    "pillars",
    "next_steps",
    "if_never",
    "fades_next",
    "credibility",
    "sources",
]
DAYS_ACTIVE = next(name for name, signal in DEFAULT.signals.items() if "active_day" in signal.measure.kinds)
NOT_OF_THE_PAST = "Events.csv"  # plans may lie in the future


def test_the_screen_shows_index_pillars_signals_and_sources(archive: Path, scored: dict[str, Any]) -> None:
    out = good("score", archive, "--signals", "--sources").out
    assert f"{scored['index_micro'] / 1e6:.0f} ± {scored['interval']['plus_minus']} of 100" in out
    assert scored["band"] in out
    assert scored["model"]["fingerprint"] in out
    for pillar in DEFAULT.pillars:
        assert pillar.title in out
        assert f"{scored['pillars'][pillar.id]['points']:.1f} of {pillar.maximum}" in out
        for signal in pillar.signals:
            assert signal.title in out
    for source in scored["sources"]:
        assert source["file"] in out
    assert not HOSTILE.search(out)


@pytest.mark.parametrize("model", PUBLISHED)
def test_the_screen_fits_forty_lines_of_eighty_columns(model: str, archive: Path) -> None:
    scored = good("score", archive, "--model", model, "--json").json()
    lines = good("score", archive, "--model", model, env={"COLUMNS": "80"}).out.splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 80
    out = "\n".join(lines)
    assert f"{scored['index_micro'] / 1e6:.0f} ± {scored['interval']['plus_minus']} of 100" in out
    for pillar in DEFAULT.pillars:
        assert pillar.title in out
    assert out.count("◂") == 2  # at the weakest pillar, and in the legend
    for part in ("Next steps", "Fading next", "Most points to win", "--sources"):
        assert part in out


def test_json_has_the_keys_of_the_contract(scored: dict[str, Any]) -> None:
    assert list(scored) == KEYS
    assert set(scored["model"]) == {"id", "fingerprint"}
    assert list(scored["pillars"]) == [pillar.id for pillar in DEFAULT.pillars]
    for pillar in DEFAULT.pillars:
        told = scored["pillars"][pillar.id]
        assert list(told) == ["points", "micro", "max", "measurable", "percent", "signals"]
        assert told["max"] == pillar.maximum
        assert list(told["signals"]) == [signal.id for signal in pillar.signals]
        for signal in told["signals"].values():
            assert list(signal) == ["status", "value", "points", "micro", "max"]
    for step in scored["next_steps"]:
        assert {"signal", "do", "gain", "minutes_a_week", "because"} <= set(step)
        assert step["signal"] in SIGNALS
    for source in scored["sources"]:
        assert list(source) == ["file", "records", "imported", "duplicate", "rejected", "repaired", "first", "last"]


def test_json_balances_and_adds_up(scored: dict[str, Any]) -> None:
    for source in scored["sources"]:
        assert source["records"] == source["imported"] + source["duplicate"] + source["rejected"], source
        assert source["repaired"] <= source["records"]
        if source["first"]:
            assert source["first"] <= source["last"]
    pillars = scored["pillars"].values()
    assert scored["index_micro"] == sum(pillar["micro"] for pillar in pillars)
    for pillar in pillars:
        measured = [signal for signal in pillar["signals"].values() if signal["status"] in COUNTS]
        assert pillar["micro"] == sum(signal["micro"] for signal in measured)
        assert sum(signal["max"] for signal in pillar["signals"].values()) == pillar["max"]
        for signal in pillar["signals"].values():
            assert (signal["status"] in COUNTS) == (signal["micro"] is not None) == (signal["value"] is not None)
            assert signal["micro"] is None or 0 <= signal["micro"] <= signal["max"] * 1_000_000
    assert round(sum(pillar["points"] for pillar in pillars), 1) == scored["index"]
    low, high = scored["range"]
    assert low == scored["index"] <= high <= 100
    assert scored["measurable"] == round(100 - (high - low), 1)


def test_the_default_day_is_the_last_of_the_archive(archive: Path, scored: dict[str, Any]) -> None:
    last = max(source["last"] for source in scored["sources"] if source["last"] and source["file"] != NOT_OF_THE_PAST)
    assert scored["as_of"] == last
    assert good("score", archive, "--json", "--as-of", last).json() == scored


def test_a_past_day_is_scored_with_what_was_known_then(archive: Path, scored: dict[str, Any]) -> None:
    day = date.fromisoformat(scored["as_of"]) - timedelta(days=100)
    then = good("score", archive, "--json", "--as-of", day.isoformat()).json()
    assert then["as_of"] == day.isoformat()
    assert then["index_micro"] != scored["index_micro"]
    assert then["sources"] == scored["sources"]
    connected = then["pillars"]["relationships"]["signals"], scored["pillars"]["relationships"]["signals"]
    assert any(
        before["value"] != after["value"]
        for before, after in zip(connected[0].values(), connected[1].values(), strict=True)
    )


def test_days_outside_the_data_are_rejected(archive: Path, scored: dict[str, Any]) -> None:
    last = date.fromisoformat(scored["as_of"])
    refused(ssi("score", archive, "--as-of", "2003-05-05"), 1, "day-outside")
    refused(ssi("score", archive, "--as-of", (last + timedelta(days=31)).isoformat()), 1, "day-outside")
    assert (
        good("score", archive, "--json", "--as-of", (last + timedelta(days=30)).isoformat()).json()["as_of"]
        > scored["as_of"]
    )
    refused(ssi("score", archive, "--as-of", "9999-12-31"), 1, "day-outside")


@pytest.mark.parametrize(
    "text", ["yesterday", "30.06.2026", "2026-13-01", "2026-02-30", "", "0", "2026-06-30T10:00", "٢٠٢٤-١١-٠١"]
)
def test_an_invalid_date_is_a_usage_error(text: str, archive: Path) -> None:
    done = ssi("score", archive, "--as-of", text)
    refused(done, 2, "day-format")


def test_a_time_zone_only_moves_active_days(archive: Path, scored: dict[str, Any]) -> None:
    there = good("score", archive, "--json", "--time-zone", "Asia/Tokyo").json()
    for pillar in there["pillars"]:
        for name, signal in there["pillars"][pillar]["signals"].items():
            if name != DAYS_ACTIVE:
                assert signal == scored["pillars"][pillar]["signals"][name]
    assert there["as_of"] == scored["as_of"]


@pytest.mark.parametrize(
    "zone", ["Mars/Olympus", "../../etc/passwd", "", "/etc/localtime", "America", "europe/berlin "]
)
def test_unknown_zones_are_usage_errors(zone: str, archive: Path) -> None:
    refused(ssi("score", archive, "--time-zone", zone), 2, "zone-unknown")


@pytest.mark.parametrize("signal", SIGNALS)
def test_every_signal_can_be_explained(signal: str, archive: Path, scored: dict[str, Any]) -> None:
    out = good("score", archive, "--explain", signal).out
    assert signal in out
    assert DEFAULT.signals[signal].title in out
    assert DEFAULT.signals[signal].curve.provenance.split()[0] in out
    told = good("score", archive, "--json", "--explain", signal).json()
    score = next(pillar["signals"][signal] for pillar in scored["pillars"].values() if signal in pillar["signals"])
    assert (told["signal"], told["as_of"]) == (signal, scored["as_of"])
    assert {name: told[name] for name in ("status", "value", "micro", "max")} == {
        name: score[name] for name in ("status", "value", "micro", "max")
    }
    assert told["curve"]["knots"][0] == [0, 0]
    assert told["curve"]["provenance"]
    for day in told["days"]:
        assert day["adds"] == day["quantity"] * day["weight"]
        assert day["day"] <= day["known_day"] <= told["as_of"]
    if told["status"] != "measured":
        assert told["reason"]
    if told["status"] not in COUNTS:
        assert told["days"] == []


def test_the_days_of_a_fading_signal_add_up_to_its_value(archive: Path) -> None:
    for signal in ("posts_published", "reactions_given"):
        if signal in SIGNALS:
            told = good("score", archive, "--json", "--explain", signal).json()
            assert sum(day["adds"] for day in told["days"]) == told["value"]


def test_an_unknown_signal_is_a_usage_error(archive: Path) -> None:
    done = ssi("score", archive, "--explain", "post publihsed")
    refused(done, 2, "signal-unknown")
    assert "Did you mean posts_published" in done.err


def test_a_signal_is_explained_by_its_title(archive: Path) -> None:
    by_id = good("score", archive, "--explain", "posts_published").out
    assert good("score", archive, "--explain", DEFAULT.signals["posts_published"].title.upper()).out == by_id


def test_a_custom_model_is_used(archive: Path, scored: dict[str, Any], tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_bytes(good("model", "show", "--toml").stdout)
    same = good("score", archive, "--json", "--model", own).json()
    assert same["index_micro"] == scored["index_micro"]
    assert same["model"]["id"] == "my-own"
    assert same["model"]["fingerprint"] == scored["model"]["fingerprint"]  # that of the numbers, and they are the same
    own.write_text(
        'id = "mine"\n[signals.posts_published]\nknots = [[0, 0], [1, 1000000]]\nprovenance = "a wish"\n',
        encoding="utf-8",
    )
    more = good("score", archive, "--json", "--model", own).json()
    assert more["pillars"]["brand"]["signals"]["posts_published"]["points"] == 4
    assert more["model"]["fingerprint"] != scored["model"]["fingerprint"]
    assert "mine" in good("score", archive, "--model", own).out
    assert good("score", archive, "--json", "--model", DEFAULT.id).json() == scored


def test_folder_and_zip_score_the_same(folder: Path, scored: dict[str, Any]) -> None:
    assert _sorted(good("score", folder, "--json").json()) == _sorted(scored)


def _sorted(told: dict[str, Any]) -> dict[str, Any]:
    """With the files in order of their names; that of a zip is its own."""
    return {**told, "sources": sorted(told["sources"], key=lambda source: source["file"])}


def test_the_current_folder_can_be_scored(folder: Path, scored: dict[str, Any]) -> None:
    assert _sorted(good("score", ".", "--json", cwd=folder).json()) == _sorted(scored)


def test_an_archive_is_never_changed(archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / archive.name
    shutil.copy(archive, copy)
    copy.chmod(0o400)
    before = (copy.read_bytes(), copy.stat().st_mtime_ns, sorted(tmp_path.iterdir()))
    good("score", copy, cwd=tmp_path)
    good("score", copy, "--json", cwd=tmp_path)
    assert (copy.read_bytes(), copy.stat().st_mtime_ns, sorted(tmp_path.iterdir())) == before


def test_too_little_data_is_reported(tmp_path: Path) -> None:
    (tmp_path / "Shares.csv").write_text(
        "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n2024-03-05 10:00:00,https://www.linkedin.com/feed/,Hello,,,\n",
        encoding="utf-8",
    )
    told = good("score", tmp_path, "--json").json()
    assert told["index"] is told["index_micro"] is told["range"] is None
    assert told["band"] == "not_enough_yet"
    assert json.dumps(told)
    assert "not enough" in good("score", tmp_path).out
    page = tmp_path / "page.html"
    good("report", tmp_path, "--out", page)
    assert page.read_text(encoding="utf-8").endswith(("</html>", "</html>\n"))


@pytest.mark.parametrize("name", ["Connections.csv", "messages.csv"])
def test_an_archive_of_one_file_can_be_scored(name: str, folder: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes((folder / name).read_bytes())
    told = good("score", tmp_path, "--json").json()
    assert [source["file"] for source in told["sources"]] == [name]
    good("score", tmp_path)
    good("report", tmp_path, "--out", tmp_path / "page.html")


@pytest.mark.parametrize("name", ["Profile.csv", "Connections.csv", "messages.csv"])
def test_an_archive_without_dates_needs_as_of(name: str, folder: Path, tmp_path: Path) -> None:
    data = (folder / name).read_bytes()
    heading = data.index(b"First Name") if b"First Name" in data else 0
    (tmp_path / name).write_bytes(data if name == "Profile.csv" else data[: data.index(b"\n", heading) + 1])
    refused(ssi("score", tmp_path, "--json"), 1, "day-outside")
    told = good("score", tmp_path, "--json", "--as-of", "2024-11-20").json()
    assert (told["as_of"], told["index"]) == ("2024-11-20", None)
    good("score", tmp_path, "--as-of", "2024-11-20")
    good("report", tmp_path, "--as-of", "2024-11-20", "--out", tmp_path / "page.html")
