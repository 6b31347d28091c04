"""`ssi content`: the screen for a zip and a workbook, periods, and every usage error."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.e2e.cli import good, refused, ssi
from tests.unit.samples import write
from tests.unit.test_workbook import moment_id, url
from tests.workbooks import Listed, workbook

LAST = date(2026, 6, 30)
FIRST = LAST - timedelta(days=364)
ON = [FIRST + timedelta(days=7 * at) for at in range(48)]
CAUSAL = ("because", "causes", "leads to", "makes ", "thanks to", "increases")


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Every second post asks something and received three times as much."""
    folder = tmp_path_factory.mktemp("content")
    head = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
    rows = "".join(
        f"{on} 12:00:00,https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A{moment_id(on)},{'What do you think?' if at % 2 else 'A statement.'},,,MEMBER_NETWORK\n"
        for at, on in enumerate(ON)
    )
    archive = write(folder / "archive", {"Shares.csv": head + rows})
    posts = [Listed(url(on), on, (60 if at % 2 else 20) + at % 5) for at, on in enumerate(ON)]
    days = {FIRST + timedelta(days=at): 20 if at > 200 else 5 for at in range(365)}
    return archive, workbook(folder / "a.xlsx", days, dict.fromkeys(days, 1), posts)


def test_differences_are_reported_without_a_cause(given: tuple[Path, Path]) -> None:
    done = good("content", *given)
    assert "Posts with a question received 2." in done.out
    assert "48 of 48 posts" in done.out
    assert not [word for word in CAUSAL if word in done.out]


def test_a_period_is_compared_with_the_one_before(given: tuple[Path, Path]) -> None:
    told = good(
        "content", *given, "--period", "2026-02-01:2026-05-31", "two months\u202e of\u009b questions", "--json"
    ).json()
    (experiment,) = told["experiments"]
    assert experiment["engagement_a_day"][0] == 20
    assert experiment["interval"][0] > 1
    shown = good("content", *given, "--period", "2026-02-01:2026-05-31", "two\u202e months").out
    assert "\u202e" not in shown
    assert "doesn't show that the period is the reason" in shown


@pytest.mark.parametrize("columns", ["40", "72"])
def test_the_output_fits_terminals_of_any_width(given: tuple[Path, Path], columns: str) -> None:
    done = good("content", *given, env={"COLUMNS": columns, "NO_COLOR": "1"})
    assert max(map(len, done.out.splitlines())) <= int(columns)


def test_errors_are_sentences(given: tuple[Path, Path]) -> None:
    archive, book = given
    refused(ssi("content", archive), 1, "content-sources")
    refused(ssi("content", archive, book, "--period", "2020-01-01:2020-02-01", "x"), 1, "day-outside")
    refused(ssi("content", archive, book, "--period", "2026-03-01:2026-02-01", "x"), 2, "day-order")
    refused(ssi("content", archive, book, "--period", "March", "x"), 2, "day-format")
    assert "2026-03-01:2026-04-30" in ssi("content", archive, book, "--period", "2026-03-01", "x").err
