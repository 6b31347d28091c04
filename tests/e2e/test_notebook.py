"""The notebook of the documentation runs from top to bottom, and every result in it shows itself."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebook.ipynb"


def test_every_cell_runs_and_shows_its_result() -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    names: dict[str, Any] = {}
    shown = [_run("".join(cell["source"]), names) for cell in cells if cell["cell_type"] == "code"]
    assert len(shown) >= 8
    assert all(result is not None and repr(result) for result in shown)
    assert names["advice"].minutes_a_week <= 60
    assert names["reasons"].points.sum() == pytest.approx(names["change"].change_micro / 1_000_000)
    assert names["me"].what_if(names["plan"]).end.index_micro == names["advice"].end_micro


def test_the_notebook_is_stored_without_results() -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in cells)


def _run(source: str, names: dict[str, Any]) -> object:
    """Run a cell as a notebook does, and return the value of its last line."""
    *before, last = ast.parse(source).body
    exec(compile(ast.Module(before, []), str(NOTEBOOK), "exec"), names)  # noqa: S102 (our own notebook)
    assert isinstance(last, ast.Expr)
    return eval(compile(ast.Expression(last.value), str(NOTEBOOK), "eval"), names)  # noqa: S307 (our own notebook)
