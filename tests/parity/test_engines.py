"""Every engine gives the same integers as plain Python: many worlds scored as one, since Spark is slow."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

import pytest

from openssi.engines import DuckDB, Engine, Spark
from openssi.errors import InputError, UsageError
from openssi.model import DEFAULT
from openssi.population.score import score_by_sql, score_population
from openssi.population.store.folder import locked
from openssi.population.store.manifest import read_about
from openssi.population.store.settle import Options, settle
from openssi.population.workers import Fraction, SparkTasks
from tests.parity.test_duckdb import DAY, KINDS, NOTHING, a_world, assert_equal_points
from tests.parity.worlds import Population, Row

Item = TypeVar("Item")
Result = TypeVar("Result")
Making = Callable[[Path], Engine]


def together(worlds: Iterator[tuple[Population, int]]) -> Population:
    """Worlds as one, each with ids and industries of its own, and the day on which it is looked at moved to `DAY`."""
    members: dict[int, tuple[str | None, tuple[int, ...]]] = {}
    rows: list[Row] = []
    connections: list[tuple[int, int]] = []
    for number, (world, day) in enumerate(worlds):
        first, later = 10_000 * number, DAY - day
        members |= {first + m: (name and f"{number}: {name}", values) for m, (name, values) in world.members.items()}
        rows += [(first + m, kind, on + later, known + later, quantity) for m, kind, on, known, quantity in world.rows]
        connections += [(first + a, first + b) for a, b in world.connections]
    return Population(members, rows, connections)


def _worlds() -> Iterator[tuple[Population, int]]:
    yield a_world(1, 400, 8_000), DAY
    for seed, day in enumerate((*range(DAY - 95, DAY + 96, 10), DAY - 90, DAY - 89, DAY + 89, DAY + 90)):
        yield a_world(seed, 6, 60), day
    tied: dict[int, tuple[str | None, tuple[int, ...]]] = dict.fromkeys(range(30), ("Tied", NOTHING))
    tied |= dict.fromkeys(range(100, 109), ("Small", NOTHING))
    tied[0] = ("Tied", (900_000, *NOTHING[1:]))
    yield Population(tied), DAY
    most = [(1, kind, DAY - back, DAY - back, 10_000_000) for kind in KINDS for back in range(90)]
    yield Population({1: ("Most", NOTHING)}, most), DAY
    taken_back = [("comment_credit", DAY - 20, DAY - 20, 1500), ("comment_credit", DAY - 20, DAY - 5, -500)]
    yield Population({1: ("Credits", NOTHING)}, [(1, *row) for row in taken_back]), DAY


WORLD = together(_worlds())
INDUSTRIES = {name for name, _ in WORLD.members.values() if name}
REFUSED = Population(
    {1: ("A", NOTHING), 2: ("A", (1_000_001, *NOTHING[1:]))},
    [
        (1, "post_published", DAY, DAY, -1),
        (1, "post_published", DAY, DAY, 10_000_001),
        (1, "post_published", DAY, DAY - 1, 1),
    ],
)


def read(engine: Engine, location: Path) -> list[dict[str, Any]]:
    names = list(engine.register_parquet("read", str(location)))
    return [dict(zip(names, row, strict=True)) for row in engine.query('SELECT * FROM "read"')]


def test_spark_and_duckdb_give_the_integers_of_plain_python(spark: Spark, tmp_path: Path) -> None:
    """Ranks, averages and thresholds of DuckDB are compared with plain Python in `test_duckdb`."""
    tables = str(WORLD.write(tmp_path / "in"))
    with DuckDB([tmp_path], threads=2) as engine:
        for name, running in (("spark", spark), ("duckdb", engine)):
            done = score_by_sql(tables, str(tmp_path / name), DAY, running)
            assert (done.members, done.industries) == (len(WORLD.members), len(INDUSTRIES))
        for table, key in (("scores", "member_id"), ("industries", "industry")):
            by_spark, by_duckdb = (
                sorted(read(engine, tmp_path / name / table), key=itemgetter(key)) for name in ("spark", "duckdb")
            )
            assert by_spark == by_duckdb
        assert_equal_points(WORLD, {row["member_id"]: row for row in read(engine, tmp_path / "spark" / "scores")})


class Killed(SparkTasks):
    """A worker is killed after its task has written its file."""

    def run(
        self, task: Callable[[Item], Result], items: Sequence[Item], progress: Fraction | None = None
    ) -> Iterator[Result]:
        def killed(item: Item) -> Result:
            task(item)
            os.kill(os.getpid(), signal.SIGKILL)
            return task(item)

        return super().run(killed, items, progress)


def test_spark_runs_the_arrays_bucket_by_bucket(spark: Spark, tmp_path: Path) -> None:
    """Buckets of 64 members; half the members are in industries whose people are in several of them."""
    world = a_world(3, 200, 3_000)
    tables, store, out = str(world.write(tmp_path / "in")), tmp_path / "store", str(tmp_path / "out")
    late = (tmp_path / "in" / "daily_activity" / f"known_day={DAY - 1}").rename(tmp_path / "late")
    with locked(store):
        settle(tables, store, DAY, DEFAULT, SparkTasks(spark), Options(bucket=64))
    score_population(tables, out, DAY, SparkTasks(spark), store=str(store))
    score_by_sql(tables, str(tmp_path / "sql"), DAY, DuckDB([tmp_path]))
    with DuckDB([tmp_path]) as engine:
        for name in ("scores", "industries"):
            key = "member_id" if name == "scores" else "industry"
            rows = [sorted(read(engine, tmp_path / where / name), key=itemgetter(key)) for where in ("out", "sql")]
            assert rows[0] == rows[1]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "about.json",
        "industries.parquet",
        "scores.parquet",
    ]
    assert len(list((tmp_path / "out" / "scores.parquet").iterdir())) == 4
    before = read_about(store)
    late.rename(tmp_path / "in" / "daily_activity" / f"known_day={DAY - 1}")
    with pytest.raises(InputError, match="Spark failed at a task"):
        score_population(tables, out, DAY, Killed(spark), store=str(store))
    assert read_about(store) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out", "sql", "store"]


def test_an_error_in_a_task_is_reported_as_it_is(spark: Spark, tmp_path: Path) -> None:
    world = Population({1: ("A", NOTHING)}, [(1, "post_published", DAY, DAY, -1)])
    with pytest.raises(InputError, match="quantities outside 0 to 10,000,000: 1 row, for example 1"):
        score_population(str(world.write(tmp_path / "in")), str(tmp_path / "out"), DAY, SparkTasks(spark))


def test_rows_that_break_the_layout_are_counted_with_an_example(engine: Making, tmp_path: Path) -> None:
    tables = REFUSED.write(tmp_path / "in")
    with pytest.raises(InputError, match="invalid rows") as caught, engine(tmp_path) as running:
        score_by_sql(str(tables), str(tmp_path / "out"), DAY, running)
    for told in (
        "attributes outside 0 to 1,000,000: 1 row, for example 2",
        "quantities outside 0 to 10,000,000: 2 rows, for example 1",
        "activity known before its day: 1 row, for example 1",
    ):
        assert told in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_activity_that_is_there_twice_is_refused(engine: Making, tmp_path: Path) -> None:
    rows = [
        (1, "post_published", DAY - 1, DAY, 1),
        (1, "post_published", DAY - 1, DAY, 2),
        (1, "post_published", DAY, DAY, 1),
    ]
    later = [(1, "post_published", DAY + 1, DAY + 1, 1)] * 3
    tables = Population({1: ("A", NOTHING)}, [*rows, *later]).write(tmp_path / "in")
    with (
        pytest.raises(InputError, match=r"duplicate rows of activity: 1 row, for example 1\."),
        engine(tmp_path) as running,
    ):
        score_by_sql(str(tables), str(tmp_path / "out"), DAY, running)


def test_connections_that_break_the_layout_are_counted_with_an_example(engine: Making, tmp_path: Path) -> None:
    members: dict[int, tuple[str | None, tuple[int, ...]]] = dict.fromkeys((1, 2), ("A", NOTHING))
    tables = Population(members, [], [(1, 2), (2, 1), (1, 2), (2, 2), (9, 2)]).write(tmp_path / "in")
    with pytest.raises(InputError, match="invalid rows") as caught, engine(tmp_path) as running:
        score_by_sql(str(tables), str(tmp_path / "out"), DAY, running)
    assert "connections of unknown members or with oneself: 2 rows, for example 2" in str(caught.value)
    assert "duplicate connections: 1 row, for example 1" in str(caught.value)


def test_missing_tables_and_columns_are_reported_together(engine: Making, tmp_path: Path) -> None:
    tables = Population({1: ("A", NOTHING)}).write(tmp_path / "in")
    (tables / "connections.parquet").unlink()
    (tables / "members.parquet").unlink()
    (tables / "members").mkdir()
    with pytest.raises(InputError) as caught, engine(tmp_path) as running:
        score_by_sql(str(tables), str(tmp_path / "out"), DAY, running)
    for part in ("members: found neither", "connections: found neither"):
        assert part in str(caught.value)


def test_a_folder_of_another_program_is_not_replaced(engine: Making, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "diary").write_text("mine")
    with (
        pytest.raises(UsageError) as caught,
        engine(tmp_path) as running,
        running.atomic_directory(str(tmp_path / "out")),
    ):
        pass
    assert caught.value.code == "out-foreign"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["diary"]


def test_names_are_not_patterns(engine: Making, tmp_path: Path) -> None:
    folder = tmp_path / "a b[1]{x}*?'\"%20"
    folder.mkdir()
    with engine(tmp_path) as running:
        with running.atomic_directory(str(folder / "out")) as beside:
            assert running.write('SELECT CAST(7 AS INT) AS "seven"', f"{beside}/t") == 1
            running.write_text(f"{beside}/about.json", "{}")
        assert running.register_parquet("t", str(folder / "out" / "t")) in ({"seven": "INTEGER"}, {"seven": "INT"})
        assert running.query('SELECT * FROM "t"') == [(7,)]
        assert running.read_text(str(folder / "out" / "about.json")) == "{}"
        assert running.read_text(str(folder / "out" / "none")) is None
        assert running.register_parquet("none", str(folder / "out" / "none")) == {}
    assert [path.name for path in folder.iterdir()] == ["out"]
