"""Every engine gives the same integers as plain Python."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openssi.engines import Engine
from openssi.population.score import score_population
from tests.parity.test_duckdb import DAY, a_world, assert_equal_points


def test_a_larger_world(engine: Callable[[Path], Engine], tmp_path: Path) -> None:
    population = a_world(1, 600, 12_000)
    tables = population.write(tmp_path / "in")
    with engine(tmp_path) as running:
        score_population(str(tables), str(tmp_path / "out"), DAY, running)
        assert running.name_table("found", str(tmp_path / "out" / "scores"))
        names = list(running.name_table("found", str(tmp_path / "out" / "scores")))
        rows = [dict(zip(names, row, strict=True)) for row in running.query('SELECT * FROM "found"')]
    assert_equal_points(population, {row["member_id"]: row for row in rows})
