"""`ssi model redteam`: the table on screens of any width, its JSON, and IDs that don't exist."""

from __future__ import annotations

import json

import pytest

from tests.e2e.cli import good, refused, ssi

TWO = ("model", "redteam", "2026.1", "--seller", "half", "--seller", "ordinary", "--strategy", "drip")


@pytest.mark.parametrize("columns", ["40", "200"])
def test_the_table_shows_what_is_over_the_bar(columns: str) -> None:
    out = good(*TWO, "--strategy", "friendly-pod", env={"COLUMNS": columns}).out
    rows = [line for line in out.splitlines() if line.startswith("drip")]
    assert "".join(rows).count("!") == 2
    assert "2 of 2 results are over their bar" in " ".join(out.split())
    assert [line for line in out.splitlines() if line.startswith("friendly-pod") and "!" in line] == []


def test_a_single_seller_gets_the_parts_of_the_excess() -> None:
    out = good("model", "redteam", "2026.1", "--seller", "nothing", "--strategy", "copied-posts").out
    gained, honest, excess, _ = map(_number, out.split("copied-posts")[1].split()[1:5])
    assert abs(gained - honest - excess) < 0.11
    assert excess < 0


def _number(text: str) -> float:
    return float(text.replace("−", "-"))


def test_json_has_every_result_with_its_parts() -> None:
    table = json.loads(good(*TWO, "--json").out)
    assert table["model"]["id"] == "2026.1"
    assert table["passed"] is False
    assert [result["seller"] for result in table["results"]] == ["half", "ordinary"]
    for result in table["results"]:
        final = result["weeks"]["8"]
        assert final["gained_micro"] - final["honest_micro"] == final["excess_micro"]
        assert result["passed"] == (final["excess_micro"] <= 1_000_000 * table["sellers"][result["seller"]]["limit"])


@pytest.mark.parametrize("option", ["--seller", "--strategy"])
def test_an_unknown_id_lists_the_known_ones(option: str) -> None:
    done = ssi("model", "redteam", option, "nobody")
    refused(done, 2, "redteam-unknown")
    assert "very-active" in done.err or "pasted-comment" in done.err
