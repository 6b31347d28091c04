"""Evidence of several teams: a meta-analysis worked out by hand, files that are refused, and a forest plot."""

from __future__ import annotations

import json
from math import exp, log
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from openssi.errors import InputError
from openssi.insight.outcomes import MetaAnalysis, TeamEstimate, combine_teams, study
from openssi.insight.outcomes.meta_analysis import t_quantile
from openssi.member.evidence import merge_evidence
from openssi.render.svg.forest import forest_chart
from tests.sales_worlds import invent_team


def teams(*estimates: tuple[float, float]) -> list[TeamEstimate]:
    return [TeamEstimate(f"team {at}", effect, error, 50, 12) for at, (effect, error) in enumerate(estimates)]


@pytest.mark.parametrize(
    ("probability", "freedom", "value"),
    [(0.975, 1, 12.7062), (0.975, 2, 4.3027), (0.975, 4, 2.7764), (0.975, 29, 2.0452), (0.75, 1, 1.0)],
)
def test_quantiles_of_t_are_those_of_the_tables(probability: float, freedom: int, value: float) -> None:
    assert t_quantile(probability, freedom) == pytest.approx(value, abs=0.0001)


def test_the_interval_of_one_team_is_wider_for_fewer_sellers() -> None:
    """Ten sellers: the quantile of t with 9 degrees of freedom is 2.2622; 50: 2.0096 with 49."""
    for sellers, value in ((10, 2.2622), (50, 2.0096)):
        low, high = TeamEstimate("north", 0.1, 0.05, sellers, 12).interval_95
        assert (log(low), log(high)) == pytest.approx((0.1 - 0.05 * value, 0.1 + 0.05 * value), abs=1e-5)


def test_teams_that_differ_by_chance_are_averaged_by_their_precision() -> None:
    """Weights 100, 100 and 25: (0.1 + 0.1 + 0) * 100 … / 225 = 20 / 225. They agree, so the error is 1 / 15."""
    found = combine_teams(teams((0.1, 0.1), (0.1, 0.1), (0.0, 0.2)))
    assert found.spread == 0
    assert found.ratio == pytest.approx(exp(20 / 225))
    assert found.interval_95 is not None
    assert log(found.interval_95[1]) == pytest.approx(20 / 225 + 4.3027 / 15, abs=0.0001)


def test_teams_that_truly_differ_count_alike() -> None:
    """Errors of next to nothing: the variance between them is the sample variance of 0, 0.3 and 0.6, which is 0.09."""
    found = combine_teams(teams((0.0, 1e-4), (0.3, 1e-4), (0.6, 1e-4)))
    assert found.spread == pytest.approx(0.3, abs=0.001)
    assert found.ratio == pytest.approx(exp(0.3), abs=0.001)
    assert found.interval_95 is not None
    assert log(found.interval_95[1]) == pytest.approx(0.3 + 4.3027 * 0.3 / 3**0.5, abs=0.001)


def test_the_mean_is_in_its_interval_19_times_in_20() -> None:
    """500 merges of 6 teams around a ratio of 1.08 that differ by 0.05: 25 miss it, give or take 10."""
    chance = np.random.default_rng(4)
    errors = np.array([0.03, 0.05, 0.05, 0.08, 0.1, 0.15])
    missed = 0
    for _ in range(500):
        effects = log(1.08) + 0.05 * chance.normal(size=6) + errors * chance.normal(size=6)
        interval = combine_teams(teams(*zip(effects.tolist(), errors.tolist(), strict=True))).interval_95
        assert interval is not None
        missed += not interval[0] <= 1.08 <= interval[1]
    assert 8 <= missed <= 35


def test_two_teams_are_shown_without_a_mean() -> None:
    found = combine_teams(teams((0.1, 0.1), (0.2, 0.1)))
    assert (found.ratio, found.interval_95) == (None, None)
    chart = forest_chart(found, "meetings")
    assert chart.svg.count("<circle") == 2
    assert chart.summary.startswith("It takes three teams")


def test_an_estimate_says_how_sure_it_is() -> None:
    """In 60 worlds without an effect, the estimate is within two standard errors 19 times in 20."""
    chance = np.random.default_rng(8)
    found = [study(invent_team("nothing", chance, 12), ["opportunities"]).outcomes[0].estimate for _ in range(60)]
    sizes = [abs(one.log_ratio / one.standard_error) for one in found if one]
    assert len(sizes) == 60
    assert sum(size < 2.2 for size in sizes) >= 51  # 12 sellers: t with 11 degrees of freedom


def content(**changes: Any) -> str:
    return json.dumps(
        {
            "format": "openssi-evidence-1", "model": "2026.2", "fingerprint": "abc", "outcome": "meetings",
            "log_ratio": 0.1, "standard_error": 0.05, "sellers": 40, "months": 12, **changes,
        }
    )  # fmt: skip


def merged(folder: Path, *contents: str) -> MetaAnalysis:
    paths = [folder / f"team-{at}.json" for at in range(len(contents))]
    for path, text in zip(paths, contents, strict=True):
        path.write_text(text)
    return merge_evidence(paths).found


def test_files_are_merged(tmp_path: Path) -> None:
    found = merged(tmp_path, content(), content(log_ratio=0.2), content(log_ratio=0.15))
    assert [team.name for team in found.teams] == ["team-0", "team-1", "team-2"]
    assert found.ratio == pytest.approx(exp(0.15))


@pytest.mark.parametrize(
    "second",
    [
        content(),  # the same file twice
        content(outcome="quota"),
        content(fingerprint="def"),
        content(format="openssi-evidence-2"),
        content(standard_error=0),
        content(standard_error=float("nan")),
        content(log_ratio="0.1"),
        content(log_ratio=True),
        content(sellers=-1),
        content(names=["Ada"]),
        "[]",
        "",
        "[" * 5_000,
        content(model="x" * 20_000),
    ],
)
def test_what_cannot_be_merged_is_refused(second: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        merged(tmp_path, content(), second)
    assert error.value.code == "evidence-file"
