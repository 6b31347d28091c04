"""Results of the Python package: frozen, with text, JSON and notebook forms equal to the commands' output."""

from __future__ import annotations

import inspect
import json
import sys
from dataclasses import FrozenInstanceError, fields
from datetime import date, timedelta
from pathlib import Path

import pytest

import openssi
from openssi.demo import write_archive
from openssi.member.tables import Tabular
from tests.models import MODEL_2026_1
from tests.unit.samples import write
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
    found = openssi.score(write(tmp_path / "a", {"Shares.csv": HEAD + rows}), model=MODEL_2026_1)
    assert found.sources[0].imported == 40
    assert found.score.signals["posts_published"].value == 2 * 90


def test_results_become_tables(tmp_path: Path) -> None:
    """Days are dates, and points are points, in each library."""
    me = openssi.open(write_archive(tmp_path, seed=1))
    history = me.history(first="2026-06-28")
    points = [day.index_micro / 1_000_000 for day in history.days if day.index_micro is not None]
    assert history.to_arrow().to_pydict()["day"] == [LAST - timedelta(days=at) for at in (2, 1, 0)]
    assert history.to_polars()["index"].to_list() == points
    frame = history.to_pandas()
    assert str(frame["day"].dtype).startswith("datetime64")
    assert frame["index"].to_list() == points
    change = me.explain("2026-06-01", LAST)
    assert sum(change.to_polars()["points"]) == pytest.approx(change.change_micro / 1_000_000)
    results = (me.score(), me.coach(), me.what_if("posts_published=2/week"), me.explain_day(), me.explain_moves())
    for result in (*results, me.year(), me.doctor()):
        columns = result.columns()
        assert len({len(column) for column in columns.values()}) == 1
        assert result.to_arrow().column_names == list(columns)


def test_every_result_becomes_a_table() -> None:
    public = [getattr(openssi, name) for name in openssi.__all__]
    results = [one for one in public if inspect.isclass(one) and hasattr(one, "to_json")]
    assert {openssi.Outcomes, openssi.Year, openssi.Diagnosis} <= set(results)
    assert [one.__name__ for one in results if not issubclass(one, Tabular)] == []


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, results: list[Twin]) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(openssi.OpenSSIError, match="polars isn't installed") as fault:
        results[0].to_polars()
    assert ".[tables]" in fault.value.hint


def test_models_and_members_are_shown_in_a_line(tmp_path: Path) -> None:
    rows = "".join(share(LAST - timedelta(days=at)) for at in range(30))
    me = openssi.open(write(tmp_path, {"Shares.csv": HEAD + rows}))
    assert repr(openssi.load_model("2026.1")) == "<openssi.Model 2026.1, 29 signals>"
    assert repr(me) == "<openssi.Member 2026-06-01 to 2026-06-30, model " + me.model.id + ">"
    assert len(str(inspect.signature(openssi.score))) < 1000
