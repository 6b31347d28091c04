"""A store gives the scores of the tables as they are: after more days, late, corrected and doubled files, and changed members."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any, cast

import duckdb
import pyarrow.parquet as pq  # pyright: ignore[reportMissingTypeStubs]
import pytest

from openssi.engines import DuckDB
from openssi.errors import InputError, UsageError
from openssi.model import PUBLISHED
from openssi.population.score import (
    ScoringSummary,
    advance_population,
    score_by_sql,
    score_population,
    settle_population,
)
from openssi.population.store.folder import locked
from openssi.population.store.manifest import read_about
from openssi.population.store.settle import Options, SettledStore, settle
from openssi.population.workers import Threads
from tests.parity.test_duckdb import DAY, NOTHING, a_world
from tests.parity.worlds import Population, Row

MODEL = PUBLISHED["2026.2"]
OLDER = PUBLISHED["2026.1"]
#: Members in a bucket, so that a few have several.
FEW = 8


class Network:
    """Tables that change, a store that follows, and a full score by SQL to compare with."""

    def __init__(self, room: Path, population: Population) -> None:
        self.room, self.population = room, population
        self.tables, self.store, self.out = room / "in", room / "store", room / "out"
        self.write(population)

    def write(self, population: Population) -> None:
        """Replace the tables."""
        self.population = population
        shutil.rmtree(self.tables, ignore_errors=True)
        population.write(self.tables)

    def settle(self, day: int | None = None, *, strict: bool = False) -> SettledStore:
        """Settle in small buckets."""
        with locked(self.store):
            return settle(str(self.tables), self.store, day, MODEL, Threads(2), Options(strict=strict, bucket=FEW))

    def score(self, day: int, *, strict: bool = False) -> ScoringSummary:
        """Score from the store, and compare everything with SQL."""
        done = score_population(
            str(self.tables), str(self.out), day, Threads(2), MODEL, store=str(self.store), strict=strict
        )
        with DuckDB([self.room]) as engine:
            score_by_sql(str(self.tables), str(self.room / "sql"), day, engine, MODEL)
        for table in ("scores", "industries"):
            assert rows(self.out / f"{table}.parquet") == rows(self.room / "sql" / f"{table}.parquet")
        return done

    def partition(self, day: int) -> Path:
        """The folder of a day."""
        return self.tables / "daily_activity" / f"known_day={day}"


def rows(file: Path) -> list[tuple[Any, ...]]:
    """The rows of a table in order."""
    with duckdb.connect(":memory:") as connection:
        return connection.execute(f"SELECT * FROM '{file}' ORDER BY 1").fetchall()


def without(population: Population, *members: int) -> Population:
    """The same population after people left it."""
    return Population(
        {member: values for member, values in population.members.items() if member not in members},
        [row for row in population.rows if row[0] not in members],
        [pair for pair in population.connections if not set(pair) & set(members)],
    )


@pytest.fixture
def network(tmp_path: Path) -> Network:
    return Network(tmp_path, a_world(3, 40, 1_500))


def test_days_pass_and_rows_leave_the_window(network: Network) -> None:
    everything, chance = network.population, random.Random(5)
    held_back: list[Row] = []
    for day in (DAY - 60, DAY - 59, DAY, DAY + 120):
        arrived = [row for row in everything.rows if row[3] <= day and row not in held_back]
        held_back = chance.sample(arrived, len(arrived) // 10)  # they arrive late, or are taken back
        there = [row for row in arrived if row not in held_back]
        network.write(Population(everything.members, there, everything.connections))
        network.settle(day)
        network.score(day)


def test_an_earlier_day_and_another_model_can_be_scored_from_the_same_store(network: Network) -> None:
    network.settle()
    network.score(DAY)
    network.score(DAY - 3)
    network.score(DAY - 300)
    network.score(DAY)
    done = settle_population(str(network.tables), str(network.store), None, Threads(1), OLDER)
    assert done.notes[0] == "The store was made for model 2026.2, so it was built again for 2026.1."
    network.score(DAY)


def test_only_new_and_changed_partitions_are_settled(network: Network) -> None:
    assert network.settle().rows == len(network.population.rows) + len(network.population.connections)
    assert network.settle().rows == 0
    more = [*network.population.rows, (1, "post_published", DAY + 40, DAY + 40, 1)]
    network.write(Population(network.population.members, more, network.population.connections))
    assert network.settle().rows == 1


def test_of_a_changed_table_only_the_changed_files_are_settled(network: Network) -> None:
    """Connections in two files, of members up to 19 and from 20 on."""

    def split(table: Path, column: str) -> None:
        with duckdb.connect(":memory:") as connection:
            (file,) = table.parent.glob(f"{table.name}*/*.parquet") if table.is_dir() else [table]
            connection.execute(f"CREATE TABLE t AS SELECT * FROM '{file}'")
            file.unlink()
            folder = table if table.is_dir() else table.with_suffix("")
            folder.mkdir(exist_ok=True)
            for name, condition in (("a", "< 20"), ("b", ">= 20")):
                connection.execute(f"COPY (SELECT * FROM t WHERE {column} {condition}) TO '{folder}/{name}.parquet'")

    def write(population: Population) -> None:
        network.write(population)
        split(network.tables / "connections.parquet", "member_id")
        split(network.partition(DAY - 45), "member_id")

    everything = network.population
    write(everything)
    network.settle()
    gone = next(pair for pair in everything.connections if min(pair) >= 20)
    write(Population(everything.members, everything.rows, [pair for pair in everything.connections if pair != gone]))
    assert network.settle().rows == sum(one >= 20 for one, _ in everything.connections) - 1
    network.score(DAY)
    changed = [(*row[:4], row[4] + 1) if row[3] == DAY - 45 and row[0] < 20 else row for row in everything.rows]
    write(Population(everything.members, changed, [pair for pair in everything.connections if pair != gone]))
    assert network.settle().rows == sum(row[3] == DAY - 45 and row[0] < 20 for row in everything.rows)
    network.score(DAY)


def test_late_and_corrected_rows_count_and_are_reported(network: Network) -> None:
    network.settle()
    late = (0, "comment_given", DAY - 20, DAY - 20, 500)
    corrected = [(*row[:4], row[4] + 1) if row[3] == DAY - 45 else row for row in network.population.rows]
    network.write(Population(network.population.members, [*corrected, late], network.population.connections))
    with pytest.raises(InputError) as caught:
        network.score(DAY, strict=True)
    assert caught.value.code == "population-changed"
    assert not network.out.exists()
    notes = network.score(DAY).notes
    assert f"Some partitions changed since they were settled, and were settled again: known_day={DAY - 45}." in notes
    assert f"Some partitions arrived late: known_day={DAY - 20}." in notes


def test_a_missing_partition_and_a_file_delivered_twice_are_reported(network: Network) -> None:
    network.settle()
    shutil.rmtree(network.partition(DAY - 45))
    once = next(network.partition(DAY).iterdir())
    shutil.copy(once, once.with_name("again.parquet"))
    done = settle_population(str(network.tables), str(network.store), DAY, Threads(1), MODEL)
    assert f"Some partitions contain the same file more than once; it counts once: known_day={DAY}." in done.notes
    assert any(note.endswith(f"don't count any more: known_day={DAY - 45}.") for note in done.notes)
    once.with_name("again.parquet").unlink()
    network.score(DAY)


def test_rows_that_are_there_twice_are_refused(network: Network) -> None:
    network.settle()
    member, kind, day, known, quantity = next(row for row in network.population.rows if row[3] == DAY - 45)
    with duckdb.connect(":memory:") as connection:
        connection.execute(
            f"COPY (SELECT {member}::BIGINT AS member_id, '{kind}' AS kind, {day}::INT AS day, {quantity + 1}::INT AS quantity) "
            f"TO '{network.partition(known) / 'late.parquet'}'"
        )
    before = read_about(network.store)
    with pytest.raises(InputError, match=f"duplicate rows of activity: 1 row, for example {member}"):
        network.settle()
    assert read_about(network.store) == before
    assert {path.name for path in network.store.iterdir()} == before.names() if before else False


def test_members_who_join_keep_the_others_rows_and_erased_ones_leave_the_store(network: Network) -> None:
    network.settle()
    first = network.population
    joined: dict[int, tuple[str | None, tuple[int, ...]]] = {-7: ("Banking", NOTHING), 900: ("Banking", NOTHING)}
    rows_of_joined = [(-7, "post_published", DAY, DAY, 1), (900, "comment_given", DAY + 40, DAY + 40, 700)]
    network.write(
        Population(first.members | joined, [*first.rows, *rows_of_joined], [*first.connections, (-7, 900), (900, -7)])
    )
    network.score(DAY + 40)
    network.write(without(network.population, 4, 900))
    assert "Members were removed, so the store was built again." in network.score(DAY + 40).notes
    about = read_about(network.store)
    assert about is not None
    ids = {row[0] for file in (network.store / about.members_folder).iterdir() for row in rows(file)}
    assert ids == network.population.members.keys()


def test_what_is_odd_is_reported_and_refused_if_strict(tmp_path: Path) -> None:
    odd = [(1, "post_publishd", DAY - 2, DAY - 2, 1), (1, "post_published", DAY - 3, DAY - 3, 1)]
    network = Network(tmp_path, Population({1: ("A", NOTHING)}, odd))
    notes = network.score(DAY).notes
    assert "Rows of kinds that no model has were ignored: 'post_publishd' (1 row)." in notes
    assert "No activity is known for 2024-10-03 to 2024-10-04." in notes
    with pytest.raises(InputError, match="No activity is known"):
        network.settle(DAY, strict=True)
    with pytest.raises(InputError, match="post_publishd"):
        network.settle(DAY - 2, strict=True)


def test_tables_without_partitions_can_be_settled(network: Network) -> None:
    with duckdb.connect(":memory:") as connection:
        rows_of_all = (
            f"SELECT * FROM read_parquet('{network.tables}/daily_activity/*/*.parquet', hive_partitioning = true)"
        )
        connection.execute(f"COPY ({rows_of_all}) TO '{network.tables}/all.parquet'")
    shutil.rmtree(network.tables / "daily_activity")
    (network.tables / "all.parquet").rename(network.tables / "daily_activity.parquet")
    network.settle()
    network.score(DAY)
    network.score(DAY + 80)
    network.score(DAY - 30)


@pytest.mark.parametrize(
    ("file", "columns", "fault"),
    [
        ("known_day=soon/a.parquet", "1 AS day, 1 AS quantity", "the partition known_day=soon isn't a number of days"),
        ("a.parquet", "1 AS day, 1 AS quantity, 1 AS known_day", "a.parquet isn't in a partition (known_day=N), as others are"),
        (f"known_day={DAY}/a.parquet", "1 AS day", f"column quantity is missing in known_day={DAY}/a.parquet"),
        (f"known_day={DAY}/a.parquet", "1.5 AS day, 1 AS quantity", f"not BIGINT in known_day={DAY}/a.parquet"),
    ],
)  # fmt: skip
def test_a_file_unlike_the_others_is_refused(file: str, columns: str, fault: str, network: Network) -> None:
    path = network.tables / "daily_activity" / file
    path.parent.mkdir(exist_ok=True)
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"COPY (SELECT 1::BIGINT AS member_id, 'post_published' AS kind, {columns}) TO '{path}'")
    with pytest.raises(InputError) as caught:
        network.score(DAY)
    assert caught.value.code == "population-layout"
    assert fault in caught.value.message
    assert not network.store.exists()


def test_rows_of_days_long_ago_are_compared(tmp_path: Path) -> None:
    """Their range doesn't fit into the number by which rows are compared."""
    network = Network(tmp_path, Population({1: ("A", NOTHING)}, [(1, "post_published", DAY, DAY, 1)]))
    with duckdb.connect(":memory:") as connection:
        for name, day in (("first", -(2**62)), ("second", -(2**62) + 1)):
            connection.execute(
                f"COPY (SELECT 1::BIGINT AS member_id, 'connection_made' AS kind, {day}::BIGINT AS day, 1 AS quantity) "
                f"TO '{network.partition(DAY) / name}.parquet'"
            )
        assert network.settle().rows == 3
        connection.execute(
            f"COPY (SELECT 1::BIGINT AS member_id, 'connection_made' AS kind, {-(2**62)}::BIGINT AS day, 2 AS quantity) "
            f"TO '{network.partition(DAY)}/again.parquet'"
        )
    with pytest.raises(InputError, match="duplicate rows of activity: 1 row, for example 1"):
        network.settle()


def test_only_the_columns_asked_for_are_written(network: Network) -> None:
    wanted = ["index_archive_micro", "network_rank"]
    score_population(str(network.tables), str(network.out), DAY, Threads(1), MODEL, columns=wanted)
    with DuckDB([network.room]) as engine:
        score_by_sql(str(network.tables), str(network.room / "sql"), DAY, engine, MODEL, columns=wanted)
    assert rows(network.out / "scores.parquet") == rows(network.room / "sql" / "scores.parquet")
    assert len(rows(network.out / "scores.parquet")[0]) == 3
    with pytest.raises(UsageError, match="no column 'index'"):
        score_population(str(network.tables), str(network.out), DAY, Threads(1), MODEL, columns=["index"])


def test_advancing_refuses_a_day_that_is_not_later(network: Network) -> None:
    advance_population(str(network.tables), str(network.out), DAY, Threads(1), MODEL, store=str(network.store))
    with pytest.raises(UsageError, match=r"already has the scores of 2024-10-04"):
        advance_population(str(network.tables), str(network.out), DAY, Threads(1), MODEL, store=str(network.store))
    advance_population(str(network.tables), str(network.out), DAY + 1, Threads(1), MODEL, store=str(network.store))


def test_two_jobs_at_once_and_a_foreign_folder_are_refused(network: Network) -> None:
    with locked(network.store), pytest.raises(UsageError, match="Another job is using the store"):
        network.score(DAY)
    (network.store / "diary").write_text("mine")
    with pytest.raises(UsageError) as caught:
        network.settle()
    assert caught.value.code == "out-foreign"
    assert [path.name for path in network.store.iterdir()] == ["diary"]


@pytest.mark.parametrize("damage", ["cut", "changed", "renamed", "gone", "about"])
def test_a_damaged_store_is_reported_and_can_be_deleted(damage: str, network: Network) -> None:
    about = network.settle().about
    file = network.store / ("about.json" if damage == "about" else next(about.day_files()).name)
    content = file.read_bytes()
    if damage == "gone":
        file.unlink()
    elif damage == "changed":
        column = cast("Any", pq).read_metadata(file).row_group(0).column(0)
        values: int = column.data_page_offset + column.total_compressed_size - 1  # the end of the first page
        file.write_bytes(content[:values] + bytes([content[values] ^ 1]) + content[values + 1 :])
    elif damage == "renamed":
        file.write_bytes(content.replace(b"age", b"agf"))
    else:
        file.write_bytes(content[: len(content) // 3])
    with pytest.raises(InputError, match="is damaged") as caught:
        network.score(DAY)
    assert caught.value.code == "population-store"
    assert not network.out.exists()
    shutil.rmtree(network.store)
    network.score(DAY)


def test_a_digest_that_lies_settles_a_partition_again(network: Network) -> None:
    about = network.settle().about
    wrong = next(table for table in about.activity if table.known_day == DAY)
    text = (network.store / "about.json").read_text()
    (network.store / "about.json").write_text(text.replace(wrong.digest, "0" * 64))
    assert network.score(DAY).notes == (
        f"Some partitions changed since they were settled, and were settled again: known_day={DAY}.",
        *network.settle(DAY).notes,
    )
