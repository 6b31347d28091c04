"""The network's scores match published figures under the default model, and `check` reports whether they do."""

from __future__ import annotations

import shutil
import statistics
from datetime import date
from pathlib import Path

import duckdb
import pytest

from openssi.engines import DuckDB
from openssi.errors import InputError
from openssi.model import DEFAULT
from openssi.population import Check, check, generate
from openssi.population.published import PUBLISHED
from openssi.population.score import score_population
from openssi.render.json.population_check import PopulationCheck, as_dict
from tests.contract import assert_matches
from tests.synthetic.tables import LAST, Tables


@pytest.fixture(scope="module")
def found(network: Tables) -> Check:
    return check(network.folder)


def figures(found: Check) -> dict[str, float]:
    return {figure.published.id: figure.here for figure in found.figures}


def test_the_figures_are_in_range(found: Check) -> None:
    assert found.passed, str(found)
    assert (found.as_of, found.model) == (date(2026, 6, 30), DEFAULT.id)


@pytest.mark.parametrize(("seed", "members"), [(2, 2_000), (3, 4_000), (2**32 - 1, 3_000)])
def test_the_figures_are_in_range_for_other_seeds_and_sizes(seed: int, members: int, tmp_path: Path) -> None:
    found = check(generate(tmp_path / "network", members, seed=seed, days=95).folder)
    assert found.passed, str(found)


@pytest.mark.parametrize("to", [date(2025, 4, 27), date(2025, 9, 1), date(2026, 1, 5)])
def test_the_figures_are_in_range_after_easter_summer_and_christmas(to: date, tmp_path: Path) -> None:
    found = check(generate(tmp_path / "network", 4_000, days=95, to=to).folder)
    assert found.as_of == to
    assert found.passed, str(found)


def test_the_ranges_match_the_documentation() -> None:
    held = {one.id: (one.low, one.high) for one in PUBLISHED}
    assert held["mean"] == (28, 36)
    assert held["standard_deviation"] == (12, 17)
    assert held["from_70"] == (1, 2)
    assert held["to_20"] == (None, None)
    assert held["best_signal"] == (0, 60)
    for pillar, about in {"brand": 12, "people": 5, "insights": 2, "relationships": 15}.items():
        low, high = held[pillar]
        assert low is not None
        assert high is not None
        assert low <= about <= high


def test_the_figures_match_the_scores(found: Check, network: Tables, tmp_path: Path) -> None:
    """The same from the written scores, by the standard library's statistics."""
    with DuckDB([network.folder, tmp_path]) as engine:
        score_population(str(network.folder), str(tmp_path / "out"), LAST, engine)
    with duckdb.connect(":memory:") as connection:
        table = connection.execute(f"SELECT * FROM '{tmp_path / 'out' / 'scores.parquet'}'")
        names = [column[0] for column in table.description or ()]
        columns = dict(zip(names, zip(*table.fetchall(), strict=True), strict=True))
    index = [value / 1e6 for value in columns["index_micro"]]
    here = figures(found)
    assert here["mean"] == pytest.approx(statistics.fmean(index), abs=0.01)
    assert here["standard_deviation"] == pytest.approx(statistics.pstdev(index), abs=0.01)
    assert here["from_70"] == pytest.approx(100 * sum(value >= 70 for value in index) / len(index))
    assert here["to_20"] == pytest.approx(100 * sum(value < 20.001 for value in index) / len(index))
    for pillar in DEFAULT.pillars:
        assert here[pillar.id] == pytest.approx(statistics.fmean(columns[pillar.id]) / 1e6, abs=0.01)
    explained = {name: 100 * statistics.correlation(columns[name], index) ** 2 for name in DEFAULT.signals}
    assert here["best_signal"] == pytest.approx(max(explained.values()), abs=0.05)
    assert found.figures[-1].about == DEFAULT.signals[max(explained, key=lambda name: explained[name])].title


def test_an_implausible_network_fails(tmp_path: Path) -> None:
    found = check(generate(tmp_path / "network", 12, days=3).folder)
    assert not found.passed
    assert "outside" in str(found)


def test_an_earlier_day_can_be_checked(network: Tables) -> None:
    assert check(network.folder, as_of=date(2026, 6, 1)).as_of == date(2026, 6, 1)


def test_orphaned_rows_are_rejected(network: Tables, tmp_path: Path) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(network.folder, folder)
    with duckdb.connect(":memory:") as connection:
        connection.execute(
            f"COPY (SELECT * FROM '{network.folder}/members.parquet' WHERE member_id <> 7) TO '{folder}/members.parquet'"
        )
    with pytest.raises(InputError, match="for example 7"):
        check(folder)


def test_json_matches_its_contract(found: Check) -> None:
    assert_matches(PopulationCheck, as_dict(found))


def test_an_empty_population_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    with duckdb.connect(":memory:") as connection:
        for name, columns in {
            "members": "1::BIGINT AS member_id, '' AS industry, 0 AS profile_completeness, 0 AS profile_media",
            "daily_activity": "1::BIGINT AS member_id, '' AS kind, 0 AS day, 0 AS known_day, 0 AS quantity",
            "connections": "1::BIGINT AS member_id, 1::BIGINT AS other_id",
        }.items():
            connection.execute(f"COPY (SELECT {columns} WHERE false) TO '{folder / name}.parquet'")
    with pytest.raises(InputError, match="no activity") as caught:
        check(folder)
    assert caught.value.code == "population-empty"
    with pytest.raises(InputError, match="no members"):
        check(folder, as_of=date(2026, 6, 30))
