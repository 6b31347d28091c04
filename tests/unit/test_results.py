"""Results of the Python package: frozen, with text, JSON and notebook forms equal to the commands' output."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, fields
from datetime import date, timedelta
from pathlib import Path

import pytest

import openssi
from tests.unit.making import write
from tests.unit.test_workbook import moment_id, share, url
from tests.workbooks import Listed, workbook

LAST = date(2026, 6, 30)
HEAD = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
Twin = openssi.WhatIf | openssi.Advice | openssi.Content


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[Twin]:
    folder = tmp_path_factory.mktemp("twins")
    rows = "".join(share(LAST - timedelta(days=3 * at)) for at in range(30))
    archive = write(folder / "archive", {"Shares.csv": HEAD + rows})
    book = workbook(
        folder / "a.xlsx", {LAST - timedelta(days=at): 5 for at in range(90)}, {}, [Listed(url(LAST), LAST, 9)]
    )
    period = (date(2026, 5, 1), "2026-06-01", "<b>May</b>\u202e")
    return [
        openssi.what_if([archive, book], "posts_published=2/week", weeks=2),
        openssi.coach([archive, book], target=20, weeks=2),
        openssi.content([archive, book], [period]),
    ]


def test_results_are_frozen(results: list[Twin]) -> None:
    for result in results:
        for field in fields(result):
            with pytest.raises(FrozenInstanceError):
                setattr(result, field.name, None)


def test_results_have_text_json_and_notebook_forms(results: list[Twin]) -> None:
    for result in results:
        assert repr(result).startswith(f"<openssi.{type(result).__name__} ")
        assert len(str(result).splitlines()) > 5
        assert json.loads(result.to_json()) == json.loads(json.dumps(result.to_dict()))
        assert "\u202e" not in str(result)


def test_imported_text_is_escaped_in_a_notebook(results: list[Twin]) -> None:
    shown = results[2]._repr_html_()  # pyright: ignore[reportPrivateUsage] (what a notebook calls)
    assert "&lt;b&gt;May&lt;/b&gt;" in shown
    assert "<b>" not in shown


def test_daily_limits_apply(tmp_path: Path) -> None:
    """Forty copied posts of one day are forty records and two posts."""
    rows = "".join(
        f"2026-06-30 12:00:{at:02},https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A{moment_id(LAST, at)},Buy now,,,MEMBER_NETWORK\n"
        for at in range(40)
    )
    found = openssi.score(write(tmp_path / "a", {"Shares.csv": HEAD + rows}))
    assert found.sources[0].imported == 40
    assert found.score.signals["posts_published"].value == 2 * 90
