"""`ssi coach`: the screen, the JSON, targets from benchmarks, efforts of one's own, and every fault of the command line."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from openssi.model import DEFAULT
from tests.e2e.cli import good, refused, ssi


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from openssi.demo import write_archive

    return write_archive(tmp_path_factory.mktemp("coach"), seed=1)


def benchmarks(folder: Path, fingerprint: str = DEFAULT.fingerprint) -> Path:
    """Thresholds as `ssi population score` writes them."""
    folder.mkdir()
    (folder / "about.json").write_text(
        json.dumps({"as_of": "2026-06-30", "model": {"id": "2026.1", "fingerprint": fingerprint}})
    )
    table = "(VALUES ('Software Development', 55000000, 58500000), ('Mining', NULL, NULL)) AS t(industry, top_50_percent, top_10_percent)"
    duckdb.sql(f"COPY (SELECT * FROM {table}) TO '{folder / 'industries.parquet'}' (FORMAT parquet)")
    return folder


def test_the_best_use_of_an_hour(archive: Path) -> None:
    done = good("coach", archive)
    assert done.out.count("minutes a week; ") >= 3
    assert "a week now" in done.out
    found = good("coach", archive, "--json").json()
    assert found["minutes"] == 60
    assert found["target"] is None
    assert sum(line["minutes_a_week"] for line in found["plan"]) == found["minutes_a_week"] <= 60
    assert found["next_steps"] == good("score", archive, "--json").json()["next_steps"]
    start, end, as_now, stopped = (
        f"{found['index_micro'][name] / 1e6:.0f}" for name in ("start", "end", "end_as_now", "end_if_stopped")
    )
    assert done.out.splitlines()[:2] == [
        f"{found['minutes_a_week']} minutes a week bring you from {start} to {end} by 25 August 2026.",
        f"Without the plan you'd be at {as_now}, and at {stopped} if you stopped today.",
    ]


def test_the_least_effort_to_a_target(archive: Path) -> None:
    done = good("coach", archive, "--target", "60")
    assert "by 25 August 2026, enough for 60." in done.out.partition("\n")[0]
    refused(ssi("coach", archive, "--target", "60", "--minutes", "30"), 2, "target-unknown")
    refused(ssi("coach", archive, "--minutes", "0"), 2, "plan-minutes")


@pytest.mark.parametrize("options", [("--target", "60"), ("--minutes", "90")])
def test_the_json_agrees_with_what_if(archive: Path, options: tuple[str, ...]) -> None:
    found = good("coach", archive, *options, "--json").json()
    lines = [f"{line['signal']}={line['count']}" + ("" if line["once"] else "/week") for line in found["plan"]]
    asked = good("what-if", archive, *lines, "--json").json()
    assert asked["index_micro"] == {name: found["index_micro"][name] for name in asked["index_micro"]}
    assert {"start", "end", "end_as_now", "end_if_stopped", "if_others_respond"} == set(asked["index_micro"])
    if found["target"]:
        assert found["index_micro"]["end"] >= 60_000_000
        assert found["target"] == {"index_micro": 60_000_000, "name": "60", "reached": True}


def test_the_best_of_an_industry_are_a_target(archive: Path, tmp_path: Path) -> None:
    room = benchmarks(tmp_path / "b")
    told = good(
        "coach", archive, "--top", "10", "--benchmarks", room, "--industry", "software development", "--json"
    ).json()
    assert told["target"] == {
        "index_micro": 58_500_000,
        "name": "the top 10% of Software Development (30 June 2026)",
        "reached": True,
    }


def test_faults_of_benchmarks(archive: Path, tmp_path: Path) -> None:
    room = benchmarks(tmp_path / "b")
    ask = ("coach", archive, "--top", "10", "--benchmarks")
    refused(ssi(*ask, room, "--industry", "Fishing"), 2, "target-unknown")
    refused(ssi(*ask, room, "--industry", "Mining"), 2, "target-unknown")
    refused(ssi(*ask, tmp_path), 1, "population-layout")
    refused(ssi(*ask, benchmarks(tmp_path / "other", "0" * 16)), 1, "population-layout")
    refused(ssi("coach", archive, "--top", "25", "--benchmarks", room, "--industry", "Mining"), 1, "population-layout")
    refused(ssi("coach", archive, "--top", "10"), 2, "target-unknown")
    refused(ssi("coach", archive, "--industry", "Mining"), 2, "target-unknown")
    refused(ssi("coach", archive, "--target", "70", "--top", "10", "--benchmarks", room), 2, "target-unknown")


def test_efforts_of_one_s_own_change_the_plan(archive: Path, tmp_path: Path) -> None:
    printed = good("model", "show", "--effort").out
    assert "[posts_published]\nminutes = 45\nmost = 5\n" in printed
    (tmp_path / "mine.toml").write_text(printed.replace("minutes = 45", "minutes = 1"), encoding="utf-8")
    told = good("coach", archive, "--effort", tmp_path / "mine.toml", "--json").json()
    assert {"posts_published": 1}.items() <= {line["signal"]: line["count"] for line in told["plan"]}.items()
    (tmp_path / "bad.toml").write_text("[posts]\n", encoding="utf-8")
    refused(ssi("coach", archive, "--effort", tmp_path / "bad.toml"), 1, "effort-file")


@pytest.mark.parametrize("columns", ["40", "60", "100"])
def test_a_terminal_of_any_width(archive: Path, columns: str) -> None:
    done = good("coach", archive, env={"COLUMNS": columns, "NO_COLOR": "1"})
    assert max(map(len, done.out.splitlines())) <= int(columns)


def test_a_target_out_of_bounds_is_a_fault_of_usage(archive: Path) -> None:
    assert ssi("coach", archive, "--target", "101").code == 2
    refused(ssi("coach", archive, "--weeks", "0"), 2, "plan-weeks")
