"""`ssi what-if`: the screen, the JSON and every fault of the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.e2e.cli import good, refused, ssi


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from openssi.demo import write_archive

    return write_archive(tmp_path_factory.mktemp("what-if"), seed=1)


def test_the_plan_is_shown_next_to_carrying_on_and_stopping(archive: Path) -> None:
    done = good("what-if", archive, "posts_published=2/week", "comments_given=5/week", "--weeks", "4")
    assert "- 2 posts a week (posts_published)" in done.out
    for path in ("with this plan", "as now", "if you stop today"):
        assert path in done.out


def test_the_json_starts_with_the_score_of_the_archive(archive: Path) -> None:
    told = good("what-if", archive, "posts_published=2/week", "--json").json()
    assert told["index_micro"]["start"] == good("score", archive, "--json").json()["index_micro"]
    assert told["index_micro"]["end"] > told["index_micro"]["end_as_now"] > told["index_micro"]["end_if_stopped"]
    assert len(told["path"]) == 57


def test_without_a_plan_it_shows_where_carrying_on_leads(archive: Path) -> None:
    done = good("what-if", archive)
    assert re.match(r"As now, you'd be at \d+ on 25 August 2026; if you stop today, \d+\.", done.out)
    assert "with this plan" not in done.out


def test_a_narrow_terminal_and_plain_characters(archive: Path) -> None:
    done = good(
        "what-if", archive, "posts_published=2/week", env={"COLUMNS": "40", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    )
    assert max(map(len, done.out.splitlines())) <= 40


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["posts_published=2/day"], "plan-format"),
        (["posts=2/week"], "signal-unknown"),
        (["viewed_by=2/week"], "plan-signal"),
        (["--weeks", "99"], "plan-weeks"),
    ],
)
def test_faults_of_a_plan(archive: Path, arguments: list[str], code: str) -> None:
    refused(ssi("what-if", archive, *arguments), 2, code)


def test_a_plan_without_an_archive() -> None:
    refused(ssi("what-if", "posts_published=2/week"), 2, "archive-not-found")


def test_the_paths_as_a_picture(archive: Path, tmp_path: Path) -> None:
    done = good("what-if", archive, "posts_published=2/week", "--out", tmp_path / "fan.svg")
    assert done.out.strip().endswith("fan.svg")
    assert (tmp_path / "fan.svg").read_text(encoding="utf-8").startswith("<?xml")
    refused(ssi("what-if", archive, "--out", tmp_path / "fan.png"), 2, "out-format")
    refused(ssi("what-if", archive, "--out", tmp_path / "no" / "fan.svg"), 2, "out-unwritable")
