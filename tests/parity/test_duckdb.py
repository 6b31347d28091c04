"""Arrays and DuckDB give the same integers as plain Python, for every signal, pillar, rank, average and threshold."""

from __future__ import annotations

import random
import tempfile
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openssi.engines import DuckDB
from openssi.errors import InputError
from openssi.model import DEFAULT, PUBLISHED, Model
from openssi.population.score import score_by_sql, score_population
from openssi.population.workers import Threads
from tests.parity.worlds import NAMES, Population

DAY = 20_000
KINDS = list(dict.fromkeys(kind.id for model in PUBLISHED.values() for kind in model.kinds))
NOTHING = (0,) * len(NAMES)
PAIR: dict[int, tuple[str | None, tuple[int, ...]]] = {1: ("A", NOTHING), 2: ("A", NOTHING)}
PILLARS = [pillar.id for pillar in DEFAULT.pillars]


def scored(
    population: Population, folder: Path, day: int = DAY, model: Model = DEFAULT
) -> tuple[dict[int, dict[str, Any]], dict[str, dict[str, Any]]]:
    """A row a member and a row an industry, which SQL and arrays write alike."""
    tables = str(population.write(folder / "in"))
    score_population(tables, str(folder / "out"), day, Threads(2), model)
    with tempfile.TemporaryDirectory() as room:
        with DuckDB([folder, Path(room)], threads=2) as engine:
            score_by_sql(tables, f"{room}/out", day, engine, model)
        found, by_sql = (
            {name: _rows(where / f"{name}.parquet") for name in ("scores", "industries")}
            for where in (folder / "out", Path(room, "out"))
        )
    for name, key in (("scores", "member_id"), ("industries", "industry")):
        assert [list(row) for row in found[name][:1]] == [list(row) for row in by_sql[name][:1]]
        assert sorted(found[name], key=itemgetter(key)) == sorted(by_sql[name], key=itemgetter(key))
    return (
        {row["member_id"]: row for row in found["scores"]},
        {row["industry"]: row for row in found["industries"]},
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    with duckdb.connect(":memory:") as connection:
        found = connection.execute(f"SELECT * FROM '{path}'")
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def assert_equal_points(
    population: Population, found: dict[int, dict[str, Any]], day: int = DAY, model: Model = DEFAULT
) -> None:
    reference = population.scores(day, model)
    assert found.keys() == reference.keys()
    for member, expected in reference.items():
        row = found[member]
        assert row["index_micro"] == expected.index_micro
        assert [row[pillar.id] for pillar in expected.pillars] == [pillar.micro for pillar in expected.pillars]
        assert {name: row[name] for name in expected.signals} == {name: s.micro for name, s in expected.signals.items()}


def a_world(seed: int, members: int, rows: int) -> Population:
    """Skewed industries, half the members without activity, answers known later, everything around the window's edges."""
    chance = random.Random(seed)
    people: dict[int, tuple[str | None, tuple[int, ...]]] = {
        n: (
            chance.choice(["Software", "Software", "Software", "Banking", "O'Hara & Sons", None]),
            tuple(chance.choice([0, 500_000, 900_000]) for _ in NAMES),
        )
        for n in range(members)
    }
    activity: dict[tuple[int, str, int, int], int] = {}
    for _ in range(rows):
        day = DAY - chance.choice([0, 1, 45, 88, 89, 90, 91, 400, -1])
        known = day + chance.choice([0, 0, 0, 1, 5, 30])
        activity[chance.randrange(0, members, 2), chance.choice(KINDS), day, known] = chance.choice([0, 1, 3, 1000])
    pairs = {
        (a, b)
        for a, b in ((chance.randrange(members), chance.randrange(members)) for _ in range(members * 6))
        if a != b
    }
    return Population(
        people, [(*key, quantity) for key, quantity in activity.items()], sorted(pairs | {(b, a) for a, b in pairs})
    )


@pytest.mark.parametrize("model", PUBLISHED.values(), ids=PUBLISHED)
def test_a_larger_world_scores_the_same(model: Model, tmp_path: Path) -> None:
    population = a_world(1, 600, 18_000)
    assert_equal_points(population, scored(population, tmp_path, model=model)[0], model=model)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10**6),
    day=st.integers(DAY - 95, DAY + 95),
    model=st.sampled_from(list(PUBLISHED.values())),
)
def test_small_worlds_score_the_same_on_any_day(
    tmp_path_factory: pytest.TempPathFactory, seed: int, day: int, model: Model
) -> None:
    population = a_world(seed, 6, 90)
    found = scored(population, tmp_path_factory.mktemp("world"), day, model)[0]
    assert_equal_points(population, found, day, model)


def test_ranks_averages_and_thresholds_are_the_same(tmp_path: Path) -> None:
    population = a_world(2, 400, 4_000)
    found, industries = scored(population, tmp_path)
    index = {member: row["index_micro"] for member, row in found.items()}
    for member, row in found.items():
        industry = population.members[member][0]
        peers = (
            [index[other] for other, (name, _) in population.members.items() if name == industry] if industry else []
        )
        rank = 1 + sum(value > index[member] for value in peers)
        assert (row["industry_rank"], row["industry_size"]) == ((rank, len(peers)) if industry else (None, None))
        assert row["industry_top_percent"] == (-(-100 * rank // len(peers)) if len(peers) >= 30 else None)
        others = [other for one, other in population.connections if one == member]
        network = [index[other] for other in others]
        rank, size = 1 + sum(value > index[member] for value in network), 1 + len(network)
        assert (row["network_rank"], row["network_size"]) == (rank, size)
        assert row["network_top_percent"] == (-(-100 * rank // size) if size >= 30 else None)
        assert row["network_index_average"] == ((sum(network) + index[member]) // size if size >= 10 else None)
    for name, row in industries.items():
        members = [member for member, (industry, _) in population.members.items() if industry == name]
        values = sorted((index[member] for member in members), reverse=True)
        assert row["size"] == len(values)
        assert row["index_average"] == sum(values) // len(values)
        for pillar in PILLARS:
            assert row[f"{pillar}_average"] == sum(found[member][pillar] for member in members) // len(members)
        for percent in (50, 25, 10):
            inside = [
                value for value in values if -(-100 * (1 + sum(v > value for v in values)) // len(values)) <= percent
            ]
            assert row[f"top_{percent}_percent"] == min(inside, default=None)


def test_more_credits_taken_back_than_there_are_earn_nothing(tmp_path: Path) -> None:
    kinds = [kind.id for kind in PUBLISHED["2026.2"].kinds if kind.credits]
    population = Population(PAIR, [(1, kind, DAY - 5, DAY - 1, -90_000) for kind in kinds])
    model = PUBLISHED["2026.2"]
    found, _ = scored(population, tmp_path, model=model)
    assert_equal_points(population, found, model=model)
    assert found[1]["index_micro"] == 0


def test_members_also_rank_by_what_an_archive_can_measure(tmp_path: Path) -> None:
    population = a_world(2, 120, 2_000)
    found, industries = scored(population, tmp_path)
    for measured in DEFAULT.sets:
        column = f"index_{measured.id}_micro"
        assert {m: row[column] for m, row in found.items()} == {
            m: sum(row[signal] for signal in measured.signals) for m, row in found.items()
        }
        for member, row in found.items():
            peers = [
                found[o][column] for o, (name, _) in population.members.items() if name == row["industry"] and name
            ]
            rank = 1 + sum(value > row[column] for value in peers)
            percent = -(-100 * rank // len(peers)) if len(peers) >= 30 else None
            expected = (rank, percent) if row["industry"] else (None, None)
            assert (row[f"{measured.id}_industry_rank"], row[f"{measured.id}_industry_top_percent"]) == expected
            network = [found[other][column] for one, other in population.connections if one == member]
            assert row[f"{measured.id}_network_rank"] == 1 + sum(value > row[column] for value in network)
        for name, row in industries.items():
            members = [one for one in found.values() if one["industry"] == name]
            assert row[f"index_{measured.id}_average"] == sum(one[column] for one in members) // len(members)
            for pillar in DEFAULT.pillars:
                of_pillar = [sum(one[s.id] for s in pillar.signals if s.id in measured.signals) for one in members]
                assert row[f"{pillar.id}_{measured.id}_average"] == sum(of_pillar) // len(members)
            best = [one[column] for one in members if (one[f"{measured.id}_industry_top_percent"] or 101) <= 10]
            assert row[f"{measured.id}_top_10_percent"] == min(best, default=None)


def test_ties_share_the_better_rank_and_small_groups_get_no_percentage(tmp_path: Path) -> None:
    members: dict[int, tuple[str | None, tuple[int, ...]]] = dict.fromkeys(range(30), ("Tied", NOTHING))
    members |= dict.fromkeys(range(100, 109), ("Small", NOTHING))
    members[0] = ("Tied", (900_000, *NOTHING[1:]))
    found, industries = scored(Population(members), tmp_path)
    assert [found[n]["industry_rank"] for n in (0, 1, 29)] == [1, 2, 2]
    assert [found[n]["industry_top_percent"] for n in (0, 1, 29)] == [4, 7, 7]  # ceil(100/30), ceil(200/30)
    assert found[100]["industry_top_percent"] is None
    assert industries["Small"]["index_average"] is None
    assert industries["Tied"]["index_average"] == 6_000_000 // 30


def test_the_largest_quantity_does_not_overflow(tmp_path: Path) -> None:
    rows = [(1, kind, DAY - back, DAY - back, 10_000_000) for kind in KINDS for back in range(90)]
    population = Population({1: ("Software", NOTHING)}, rows)
    assert_equal_points(population, scored(population, tmp_path)[0])


@pytest.mark.parametrize(
    ("population", "expected"),
    [
        (Population({1: ("A", NOTHING)}, [(1, "post_published", DAY, DAY, -1)]), "quantities outside 0 to 10,000,000: 1 row"),
        (Population({1: ("A", NOTHING)}, [(1, "post_published", DAY, DAY, 10_000_001)]), "quantities outside"),
        (Population({1: ("A", NOTHING)}, [(1, "post_published", DAY, DAY - 1, 1)]), "activity known before its day: 1 row, for example 1"),
        (Population({1: ("A", NOTHING)}, [(7, "post_published", DAY, DAY, 1)]), "activity of unknown members: 1 row, for example 7"),
        (Population(PAIR, [(2, "post_published", DAY, DAY, 1), (2, "post_published", DAY, DAY, 2)]), "duplicate rows of activity: 1 row, for example 2"),
        (Population({1: ("A", NOTHING)}, [], [(1, 9)]), "connections of unknown members or with oneself: 1 row"),
        (Population({1: ("A", NOTHING)}, [], [(1, 1)]), "connections of unknown members or with oneself: 1 row"),
        (Population({1: ("A", NOTHING)}, [], [(9, 1), (1, 9)]), "connections of unknown members or with oneself: 2 rows, for example 1"),
        (Population(PAIR, [], [(1, 2), (1, 2), (2, 1)]), "duplicate connections: 1 row, for example 1"),
        (Population(PAIR, [], [(2, 1), (1, 2), (2, 1)]), "duplicate connections: 1 row, for example 2"),
        (Population({1: ("A", (1_000_001, *NOTHING[1:]))}), "attributes outside 0 to 1,000,000: 1 row"),
    ],
)  # fmt: skip
def test_rows_that_break_the_layout_are_counted_with_an_example(
    population: Population, expected: str, tmp_path: Path
) -> None:
    tables, out = str(population.write(tmp_path / "in")), str(tmp_path / "out")
    with pytest.raises(InputError, match="invalid rows") as caught:
        score_population(tables, out, DAY, Threads(1))
    assert expected in str(caught.value)
    with pytest.raises(InputError, match="invalid rows") as caught, DuckDB([tmp_path]) as engine:
        score_by_sql(tables, out, DAY, engine)
    assert expected in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@settings(max_examples=40)
@given(pairs=st.lists(st.tuples(st.none() | st.integers(0, 3), st.none() | st.integers(0, 3)), max_size=8))
def test_increasing_rows_have_no_duplicates(pairs: list[tuple[int | None, int | None]]) -> None:
    with DuckDB([]) as engine:
        engine.run("CREATE TABLE pairs (one BIGINT, other BIGINT)")
        for one, other in pairs:
            engine.run(f"INSERT INTO pairs VALUES ({one or 'NULL'}, {other or 'NULL'})")
        assert not engine.is_strictly_increasing("pairs", ("one", "other")) or len(set(pairs)) == len(pairs)


@pytest.mark.parametrize(
    ("last", "increasing"), [("40, 1", True), ("0, 1", False), ("39, 49999", False), ("20, 7", False)]
)
def test_rows_of_many_files_are_recognized_as_increasing(last: str, increasing: bool, tmp_path: Path) -> None:
    with DuckDB([tmp_path], threads=2) as engine:
        (tmp_path / "pairs").mkdir()
        for file in range(4):
            rows = f"SELECT {file} * 10 + i // 50000 AS one, i % 50000 AS other FROM range(500000) AS rows (i)"
            engine.write(f"{rows} ORDER BY one, other", str(tmp_path / f"pairs/part-{file}"))
        engine.write(f"SELECT * FROM (VALUES ({last})) AS pairs (one, other)", str(tmp_path / "pairs/part-4"))
        engine.register_parquet("pairs", str(tmp_path / "pairs"))
        assert engine.is_strictly_increasing("pairs", ("one", "other")) is increasing


def test_parts_are_read_in_numerical_order(tmp_path: Path) -> None:
    """`part-10` stands behind `part-9`: else a network of eleven parts would seem out of order, and its check take a seventh of the run."""
    with DuckDB([tmp_path], threads=2) as engine:
        (tmp_path / "pairs").mkdir()
        for file in range(12):
            engine.write(f"SELECT {file} AS one, 1 AS other", str(tmp_path / f"pairs/part-{file}"))
        engine.register_parquet("pairs", str(tmp_path / "pairs"))
        assert engine.is_strictly_increasing("pairs", ("one", "other"))


def test_missing_tables_and_columns_are_reported_together(tmp_path: Path) -> None:
    tables = Population({1: ("A", NOTHING)}).write(tmp_path / "in")
    (tables / "connections.parquet").unlink()
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"COPY (SELECT 1 AS member_id, 5 AS industry) TO '{tables / 'members.parquet'}'")
    with pytest.raises(InputError) as caught:
        score_population(str(tables), str(tmp_path / "out"), DAY, Threads(1))
    for part in (
        "members.industry is BIGINT",
        "members: column profile_media is missing",
        "connections: found neither",
    ):
        assert part in str(caught.value)


def test_running_again_replaces_the_whole_result(tmp_path: Path) -> None:
    scored(Population({1: ("A", NOTHING), 2: ("A", NOTHING)}), tmp_path)
    (tmp_path / "out" / "leftover").write_text("old")
    found, _ = scored(Population({3: ("A", NOTHING)}), tmp_path)
    assert found.keys() == {3}
    assert not (tmp_path / "out" / "leftover").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]
