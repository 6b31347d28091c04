"""Advancing to a day equals scoring that day in full, row for row, whatever the steps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from openssi.engines import DuckDB
from openssi.errors import InputError, UsageError
from openssi.model import DEFAULT, PUBLISHED, Model
from openssi.population.score import advance_population, score_population
from tests.parity.test_duckdb import DAY, NOTHING, a_world, assert_equal_points
from tests.parity.worlds import Population


def rows(folder: Path, table: str) -> dict[Any, dict[str, Any]]:
    with duckdb.connect(":memory:") as connection:
        found = connection.execute(f"SELECT * FROM '{folder / table}.parquet'")
        names = [column[0] for column in found.description or ()]
        return {row[0]: dict(zip(names, row, strict=True)) for row in found.fetchall()}


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10**6),
    first=st.integers(DAY - 95, DAY),
    steps=st.lists(st.integers(1, 40), min_size=1, max_size=3),
    model=st.sampled_from(list(PUBLISHED.values())),
)
@example(seed=1, first=DAY - 1, steps=[1], model=PUBLISHED["2026.2"])
@example(seed=2, first=DAY - 100, steps=[89, 1, 1], model=PUBLISHED["2026.1"])
@example(seed=3, first=DAY - 50, steps=[90], model=PUBLISHED["2026.2"])
@example(seed=4, first=DAY - 30, steps=[200], model=PUBLISHED["2026.1"])
def test_small_worlds_advance_by_any_steps(
    tmp_path_factory: pytest.TempPathFactory, seed: int, first: int, steps: list[int], model: Model
) -> None:
    population = a_world(seed, 8, 250)
    folder = tmp_path_factory.mktemp("world")
    tables, out, full = str(population.write(folder / "in")), str(folder / "out"), str(folder / "full")
    day = first
    with DuckDB([folder], threads=2) as engine:
        score_population(tables, out, day, engine, model, keep_state=True)
    for step in steps:
        day += step
        with DuckDB([folder], threads=2) as engine:
            advance_population(tables, out, day, engine, model)
    with DuckDB([folder], threads=2) as engine:
        score_population(tables, full, day, engine, model)
    assert_equal_points(population, rows(folder / "out", "scores"), day, model)
    for table in ("scores", "industries"):
        assert rows(folder / "out", table) == rows(folder / "full", table)


def test_members_may_join_and_change_between_days(tmp_path: Path) -> None:
    before = Population({1: ("A", NOTHING)}, [(1, "post_published", DAY, DAY, 1)])
    after = Population(
        {1: ("B", (900_000, *NOTHING[1:])), 2: ("B", NOTHING)},
        [*before.rows, (2, "comment_given", DAY + 1, DAY + 1, 500)],
        [(1, 2), (2, 1)],
    )
    with DuckDB([tmp_path]) as engine:
        score_population(str(before.write(tmp_path / "before")), str(tmp_path / "out"), DAY, engine, keep_state=True)
    with DuckDB([tmp_path]) as engine:
        advance_population(str(after.write(tmp_path / "after")), str(tmp_path / "out"), DAY + 1, engine)
    found = rows(tmp_path / "out", "scores")
    assert_equal_points(after, found, DAY + 1)
    assert {row["industry"] for row in found.values()} == {"B"}
    assert [row["network_size"] for row in found.values()] == [2, 2]


def test_only_the_days_that_enter_and_leave_are_read(tmp_path: Path) -> None:
    """What lies between is altered after the first score: a full score would see it, the step does not."""
    told = [(1, "post_published", DAY - 89, DAY - 89, 1), (1, "post_published", DAY - 40, DAY - 40, 1)]
    entering = (1, "post_published", DAY + 1, DAY + 1, 1)
    tables = Population({1: ("A", NOTHING)}, told).write(tmp_path / "in")
    with DuckDB([tmp_path]) as engine:
        score_population(str(tables), str(tmp_path / "out"), DAY, engine, keep_state=True)
    altered = [told[0], (1, "post_published", DAY - 40, DAY - 40, 999), entering]
    Population({1: ("A", NOTHING)}, altered).write(tmp_path / "altered")
    with DuckDB([tmp_path]) as engine:
        advance_population(str(tmp_path / "altered"), str(tmp_path / "out"), DAY + 1, engine)
    assert_equal_points(Population({1: ("A", NOTHING)}, [*told, entering]), rows(tmp_path / "out", "scores"), DAY + 1)


def test_an_unusable_state_is_rejected_and_unchanged(tmp_path: Path) -> None:
    tables = str(Population({1: ("A", NOTHING)}, [(1, "post_published", DAY, DAY, 1)]).write(tmp_path / "in"))
    out = str(tmp_path / "out")
    with DuckDB([tmp_path]) as engine:
        with pytest.raises(InputError, match="contain scores"):
            advance_population(tables, str(tmp_path / "nothing"), DAY, engine)
        score_population(tables, out, DAY, engine)
    with DuckDB([tmp_path]) as engine, pytest.raises(InputError, match="has no state"):
        advance_population(tables, out, DAY + 1, engine)
    with DuckDB([tmp_path]) as engine:
        score_population(tables, out, DAY, engine, keep_state=True)
    before = {path.name: path.read_bytes() for path in Path(out).iterdir()}
    with DuckDB([tmp_path]) as engine, pytest.raises(UsageError, match=r"already has the scores of 2024-10-04"):
        advance_population(tables, out, DAY, engine)
    with DuckDB([tmp_path]) as engine, pytest.raises(InputError, match=r"was scored by model 2026\.1"):
        advance_population(tables, out, DAY + 1, engine, replace(DEFAULT, id="other", thought_leader=76))
    broken = Population({1: ("A", NOTHING)}, [(1, "post_published", DAY + 1, DAY + 1, -1)]).write(tmp_path / "broken")
    with DuckDB([tmp_path]) as engine, pytest.raises(InputError, match="quantities outside 0 to 10,000,000: 1 row"):
        advance_population(str(broken), out, DAY + 1, engine)
    assert {path.name: path.read_bytes() for path in Path(out).iterdir()} == before
