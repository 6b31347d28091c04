"""The cohorts' scores match the figures published in their time, and `check` reports whether they do."""

from __future__ import annotations

import shutil
import statistics
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from openssi.errors import InputError
from openssi.model import MICRO, PUBLISHED, Curve, Model
from openssi.population.calibration_targets import PUBLISHED as FIGURES
from openssi.population.check import Check, FigureComparison, check, count_rises
from openssi.population.score import score_population
from openssi.population.synthetic.generator import generate
from openssi.population.workers import Threads
from openssi.render.json.population_check import PopulationCheck, as_dict
from tests.contract import assert_matches
from tests.synthetic.tables import LAST, Tables


@pytest.fixture(scope="module")
def found(network: Tables) -> Check:
    return check(network.folder)


MODEL = PUBLISHED["2026.2"]


def figures(found: Check) -> dict[str, float | None]:
    return {figure.published.id: figure.here for figure in found.figures}


def test_the_figures_are_in_range(found: Check) -> None:
    assert found.passed, str(found)
    assert (found.as_of, found.model, found.cohort) == (date(2026, 6, 30), MODEL.id, "2026")


@pytest.mark.parametrize(
    ("seed", "members", "to"),
    [
        (2, 2_000, date(2025, 4, 27)),
        (3, 2_000, date(2025, 9, 1)),
        (1, 2_000, date(2026, 1, 5)),
        (2**32 - 1, 2_000, date(2026, 1, 5)),
    ],
    ids=["Easter", "summer", "Christmas", "largest seed"],
)
def test_the_figures_are_in_range_for_other_seeds_sizes_and_seasons(
    seed: int, members: int, to: date, tmp_path: Path
) -> None:
    found = check(generate(tmp_path / "network", members, seed=seed, days=95, to=to).folder)
    assert found.as_of == to
    assert found.passed, str(found)


def test_the_cohort_of_2015_has_its_own_figures(tmp_path: Path) -> None:
    """It has to cover 455 days: a year, and the 90 days that the score of a year earlier looks back."""
    found = check(generate(tmp_path / "network", 1_000, cohort="2015", days=460).folder)
    assert (found.as_of, found.cohort) == (date(2015, 8, 31), "2015")
    assert found.passed, str(found)
    assert None not in figures(found).values()


def test_growth_is_not_known_from_a_few_months(tmp_path: Path) -> None:
    found = check(generate(tmp_path / "network", 1_000, cohort="2015", days=100).folder)
    assert figures(found)["growth"] is None
    assert found.passed, str(found)
    assert not check(tmp_path / "network", cohort="2026").passed


def test_every_figure_says_what_sets_it_and_how_thin_its_source_is() -> None:
    held = {cohort: {one.id: (one.low, one.high) for one in figures} for cohort, figures in FIGURES.items()}
    assert held["2026"]["mean"] == (31, 36.5)
    assert held["2026"]["from_70"] == held["2015"]["from_70"] == (1, 2)
    assert held["2026"]["best_signal"] == (0, 55)
    assert held["2026"]["weakest_signal"] == (2, 100)
    assert held["2015"]["growth"] == (25, 46)
    for pillar, about in {"brand": 12, "people": 5, "insights": 2, "relationships": 15}.items():
        low, high = held["2026"][pillar]
        assert low <= about <= high
    assert all(one.set_by and one.strength and one.source for figures in FIGURES.values() for one in figures)


def _one_signal() -> Model:
    """Days active have the points of their whole pillar, the others of the pillar nearly none."""
    brand, people, *others = MODEL.pillars
    rest = [replace(signal, maximum=1) for signal in people.signals if signal.id != "active_days"]
    days = replace(people.signals[-1], maximum=people.maximum - len(rest))
    assert days.id == "active_days"
    return replace(MODEL, pillars=(brand, replace(people, signals=(*rest, days)), *others))


def _easy() -> Model:
    """The first of anything earns everything."""
    easy = Curve(((0, 0), (1, MICRO)), "wrong on purpose")
    pillars = (
        replace(pillar, signals=tuple(replace(signal, curve=easy) for signal in pillar.signals))
        for pillar in MODEL.pillars
    )
    return replace(MODEL, pillars=tuple(pillars))


def _hard() -> Model:
    """Everything takes ten times as much."""

    def ten_times(curve: Curve) -> Curve:
        return replace(curve, knots=tuple((value * 10, earned) for value, earned in curve.knots))

    pillars = (
        replace(pillar, signals=tuple(replace(signal, curve=ten_times(signal.curve)) for signal in pillar.signals))
        for pillar in MODEL.pillars
    )
    return replace(MODEL, pillars=tuple(pillars))


@pytest.mark.parametrize(
    ("wrong", "missed"),
    [(_one_signal(), {"best_signal"}), (_easy(), {"mean", "from_70"}), (_hard(), {"mean", "relationships"})],
    ids=["one signal", "too easy", "too hard"],
)
def test_a_wrong_model_fails(wrong: Model, missed: set[str], network: Tables) -> None:
    found = check(network.folder, model=wrong)
    assert not found.passed
    assert missed <= {figure.published.id for figure in found.figures if figure.inside is False}, str(found)


def test_the_figures_match_the_scores(found: Check, network: Tables, tmp_path: Path) -> None:
    """The same from the written scores, by the standard library's statistics."""
    score_population(str(network.folder), str(tmp_path / "out"), LAST, Threads(2), MODEL)
    with duckdb.connect(":memory:") as connection:
        table = connection.execute(f"SELECT * FROM '{tmp_path / 'out' / 'scores.parquet'}'")
        names = [column[0] for column in table.description or ()]
        columns = dict(zip(names, zip(*table.fetchall(), strict=True), strict=True))
    index = [value / 1e6 for value in columns["index_micro"]]
    here = figures(found)
    assert here["mean"] == pytest.approx(statistics.fmean(index), abs=0.01)
    assert here["standard_deviation"] == pytest.approx(statistics.pstdev(index), abs=0.01)
    assert here["from_70"] == pytest.approx(100 * sum(value >= 70 for value in index) / len(index))
    older = figures(check(network.folder, cohort="2015"))
    assert older["to_20"] == pytest.approx(100 * sum(value < 20.001 for value in index) / len(index))
    assert here["upper_modes"] == count_rises(
        [sum(start <= value < start + 10 for value in index) for start in (60, 70, 80, 90)]
    )
    for pillar in MODEL.pillars:
        assert here[pillar.id] == pytest.approx(statistics.fmean(columns[pillar.id]) / 1e6, abs=0.01)
    explained = {name: 100 * statistics.correlation(columns[name], index) ** 2 for name in MODEL.signals}
    assert here["best_signal"] == pytest.approx(max(explained.values()), abs=0.05)
    assert here["weakest_signal"] == pytest.approx(min(explained.values()), abs=0.05)
    about = {figure.published.id: figure.about for figure in found.figures}
    assert about["best_signal"] == MODEL.signals[max(explained, key=lambda name: explained[name])].title


def test_the_ranges_are_wider_by_what_chance_moves(found: Check) -> None:
    """Two standard errors for 3,000 members, worked out by hand: of a mean 13 / 54.8, of 1.6% the root of 0.016 / 3000."""
    chance = {figure.published.id: figure.chance for figure in found.figures}
    assert chance["mean"] == pytest.approx(2 * 13 / 54.8, rel=0.1)
    assert chance["standard_deviation"] == pytest.approx(2 * 13 / 77.5, rel=0.1)
    assert chance["from_70"] == pytest.approx(2 * 0.23, rel=0.15)
    assert chance["best_signal"] == pytest.approx(2 * 100 * 2 * 0.72 * 0.48 / 54.8, rel=0.1)
    (mean,) = (figure.published for figure in found.figures if figure.published.id == "mean")
    assert [FigureComparison(mean, here, 0.5).inside for here in (30.4, 30.5, 37, 37.1)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ((100, 36, 20, 10), 0),
        ((100, 36, 49, 10), 0),
        ((100, 16, 49, 10), 1),
        ((1000, 160, 200, 100), 1),
        ((0, 0, 5, 0), 1),
    ],
)
def test_a_rise_in_the_tail_is_more_than_chance(tail: tuple[int, ...], expected: int) -> None:
    """Of 36 and 49 members the difference, 13, is less than twice the root of 85; of 16 and 49 it is more."""
    assert count_rises(tail) == expected


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
