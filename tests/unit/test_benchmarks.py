"""Ranks in an industry of a benchmark equal those of the population's scores."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import duckdb
import pytest

from openssi.activity.calendar import to_day
from openssi.engines import DuckDB
from openssi.errors import InputError
from openssi.insight import PeerRank
from openssi.model import DEFAULT
from openssi.population.benchmark_export import people_digest
from openssi.population.benchmarks import Benchmark, benchmark_of, industry_target, rank_in_industry
from openssi.population.score import score_population
from openssi.population.show import show_member
from openssi.population.synthetic.generator import generate
from openssi.population.workers import Threads
from tests.synthetic.tables import LAST

P = 1_000_000
PILLARS: tuple[str, ...] = ("brand", "people", "insights", "relationships")


def benchmark(folder: Path, industries: dict[str, list[int]], fingerprint: str = DEFAULT.fingerprint) -> Path:
    """A folder of scores by hand: the indexes, in points, of the members of each industry."""
    folder.mkdir(exist_ok=True)
    about = {
        "openssi": "scores",
        "as_of": "2026-06-30",
        "model": {"id": DEFAULT.id, "fingerprint": fingerprint},
        "population": "/x",
        "state": False,
    }
    (folder / "about.json").write_text(json.dumps(about))
    people = [(name, index * P) for name, indexes in industries.items() for index in indexes]
    with duckdb.connect(":memory:") as connection:
        connection.execute("CREATE TABLE scores (industry VARCHAR, index_micro BIGINT)")
        connection.executemany("INSERT INTO scores VALUES (?, ?)", people)
        averages = ", ".join(f"CASE WHEN COUNT(*) >= 10 THEN 7 END AS {one}_average" for one in ("index", *PILLARS))
        marks = ", ".join(f"CASE WHEN COUNT(*) >= 30 THEN {100 - one} END AS top_{one}_percent" for one in (50, 25, 10))
        for name, sql in (
            ("scores", "SELECT * FROM scores"),
            ("industries", f"SELECT industry, {averages}, {marks} FROM scores GROUP BY 1"),
        ):
            connection.execute(f"COPY ({sql}) TO '{folder / name}.parquet' (FORMAT parquet)")
    return folder


def test_rank_and_percent_by_hand(tmp_path: Path) -> None:
    room = benchmark(tmp_path, {"Mining": [*range(1, 29), 28, 30]})
    averages: dict[str, int] = dict.fromkeys(("index", *PILLARS), 7)
    marks: dict[int, int] = {50: 50, 25: 75, 10: 90}

    def found(index: int) -> PeerRank | None:
        return rank_in_industry(room, "mining", index * P, DEFAULT)

    assert found(30) == PeerRank("industry", "Mining", 1, 30, 4, averages, marks)
    assert found(31) == found(29 + 1)
    assert found(28) == PeerRank("industry", "Mining", 2, 30, 7, averages, marks)  # two share it: ceil(200 / 30)
    assert found(27) == PeerRank("industry", "Mining", 4, 30, 14, averages, marks)
    assert found(1) == PeerRank("industry", "Mining", 30, 30, 100, averages, marks)
    assert found(0) == found(1)  # nobody is behind everybody


def test_small_industries_have_no_percentages_or_averages(tmp_path: Path) -> None:
    room = benchmark(tmp_path, {"Mining": [1] * 29, "Fishing": [1] * 9, "O'Hara's": [3]})
    mining, fishing, quoted = (rank_in_industry(room, name, 0, DEFAULT) for name in ("Mining", "FISHING", "O'Hara's"))
    assert mining
    assert (mining.top_percent, len(mining.averages), mining.thresholds) == (None, 5, {})
    assert fishing == PeerRank("industry", "Fishing", 9, 9, None, {}, {})
    assert quoted == PeerRank("industry", "O'Hara's", 1, 1, None, {}, {})
    assert rank_in_industry(room, "Farming", 0, DEFAULT) is None
    assert rank_in_industry(room, "", 0, DEFAULT) is None


def test_a_benchmark_states_its_source_day_and_size(tmp_path: Path) -> None:
    from datetime import date

    room = benchmark(tmp_path / "chamber-of-commerce", {"Mining": [1, 2], "Fishing": [3]})
    day = to_day(date(2026, 6, 30))
    assert benchmark_of(room) == Benchmark("chamber-of-commerce", day, DEFAULT.id, DEFAULT.fingerprint, 3)


def test_a_newer_result_in_the_same_folder_is_used(tmp_path: Path) -> None:
    room = benchmark(tmp_path / "room", {"Mining": [1, 2]})
    assert (benchmark_of(room).members, rank_in_industry(room, "Mining", 0, DEFAULT)) == (
        2,
        PeerRank("industry", "Mining", 2, 2, None),
    )
    benchmark(tmp_path / "newer", {"Mining": [1, 2, 3]})
    room.rename(tmp_path / "older")
    (tmp_path / "newer").rename(room)
    assert (benchmark_of(room).members, rank_in_industry(room, "Mining", 0, DEFAULT)) == (
        3,
        PeerRank("industry", "Mining", 3, 3, None),
    )


def test_results_are_cached(tmp_path: Path) -> None:
    room = benchmark(tmp_path, {"Mining": [1, 2]})
    first = rank_in_industry(room, "Mining", P, DEFAULT)
    for table in ("scores", "industries"):
        (room / f"{table}.parquet").unlink()
    assert rank_in_industry(room, "Mining", P, DEFAULT) == first


def test_an_invalid_benchmark_is_reported(tmp_path: Path) -> None:
    other = benchmark(tmp_path / "other", {"Mining": [1]}, "0" * 16)
    cut = benchmark(tmp_path / "cut", {"Mining": [1]})
    os.truncate(cut / "about.json", 20)
    gone = benchmark(tmp_path / "gone", {"Mining": [1]})
    (gone / "scores.parquet").unlink()
    for room in (tmp_path, tmp_path / "none", other, cut, gone):
        with pytest.raises(InputError) as error:
            rank_in_industry(room, "Mining", 0, DEFAULT)
        assert error.value.code == "population-layout"
    for room in (tmp_path, cut, gone):
        with pytest.raises(InputError) as error:
            benchmark_of(room)
        assert error.value.code == "population-layout"
    assert benchmark_of(other).fingerprint == "0" * 16


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scores of 500 invented members: some industries have 30 people, most have fewer."""
    folder = tmp_path_factory.mktemp("network")
    generate(folder / "tables", 500, seed=3, days=95)
    score_population(str(folder / "tables"), str(folder / "scores"), LAST, Threads(2))
    return folder / "scores"


def test_people_are_recognized_in_a_copy_and_not_once_somebody_left(network: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(network, copy)
    assert people_digest(copy) == people_digest(network)
    part = next(copy.glob("scores*.parquet"))
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"CREATE TABLE scores AS SELECT * FROM '{part}' ORDER BY member_id LIMIT 5")
        connection.execute(f"COPY scores TO '{part}' (FORMAT parquet)")
    assert people_digest(copy) != people_digest(network)


def test_every_member_has_the_rank_of_the_population_scores(network: Path) -> None:
    out = network
    with DuckDB([out.parent]) as engine:
        engine.register_parquet("scores", f"{out}/scores")
        columns = "industry, index_micro, industry_rank, industry_size, industry_top_percent, member_id"
        rows = engine.query(f"SELECT {columns} FROM scores WHERE industry IS NOT NULL ORDER BY industry")
        for industry, index, *place, _ in rows:
            found = rank_in_industry(out, str(industry), int(str(index)), DEFAULT)
            assert found is not None
            assert [found.rank, found.size, found.top_percent] == place
        assert {place is None for *_, place, _ in rows} == {True, False}
        for industry, index, *_, member in rows[:5]:
            shown = show_member(str(out), int(str(member)), engine).peer_ranks[0]
            assert rank_in_industry(out, str(industry), int(str(index)), DEFAULT) == shown
    assert benchmark_of(out).members == 500


def test_an_index_from_an_archive_ranks_among_indexes_from_archives(network: Path) -> None:
    out, archive = network, DEFAULT.sets[0].signals
    with DuckDB([out.parent]) as engine:
        engine.register_parquet("scores", f"{out}/scores")
        engine.register_parquet("industries", f"{out}/industries")
        columns = "industry, index_archive_micro, index_micro, archive_industry_rank, industry_rank, archive_industry_top_percent"
        rows = engine.query(f"SELECT {columns} FROM scores WHERE archive_industry_top_percent IS NOT NULL")
        ((name, average, best),) = engine.query(
            "SELECT industry, index_archive_average, archive_top_10_percent FROM industries ORDER BY size DESC LIMIT 1"
        )
    for industry, partial, whole, rank, whole_rank, percent in rows[:30]:
        found = rank_in_industry(out, str(industry), int(str(partial)), DEFAULT, archive)
        assert found is not None
        assert (found.rank, found.top_percent) == (rank, percent)
        among_all = rank_in_industry(out, str(industry), int(str(whole)), DEFAULT)
        assert among_all is not None
        assert among_all.rank == whole_rank
    ranked = rank_in_industry(out, str(name), 0, DEFAULT, archive)
    assert ranked is not None
    assert (ranked.averages["index"], ranked.thresholds[10]) == (average, best)
    target = industry_target(out, str(name), 10, DEFAULT, archive)
    assert target.micro == best
