"""Index and sales compared: figures worked out by hand, and worlds whose truth is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import exp, log

import numpy as np
import pytest

from openssi.activity import Activity, Coverage, DailyRow
from openssi.activity.calendar import to_day
from openssi.insight.outcomes import (
    Effect,
    Falsification,
    MonthPoints,
    OutcomeResult,
    Seller,
    Study,
    month_points,
    silent_months,
    study,
    whole_months,
)
from openssi.insight.outcomes.between_sellers import BetweenSellers
from openssi.insight.outcomes.expected_counts import Array, expected_counts, without_levels
from openssi.insight.outcomes.panel import Panel
from openssi.insight.outcomes.study import verdict_of
from openssi.insight.outcomes.within_sellers import WithinSellers
from openssi.model import DEFAULT
from openssi.render.html.outcomes import outcomes_view
from openssi.render.words.outcomes import (
    left_out_in_words,
    need_in_words,
    size_in_words,
    times_needed,
    verdict_in_words,
)
from tests.sales_worlds import World, invent_team
from tests.unit.test_interval import FADING

JANUARY = 2026 * 12


def test_expected_counts_of_a_table_are_row_times_column() -> None:
    """30 of 40 and 10 of 40 by seller, half and half by month."""
    counts = np.array([[20.0, 10.0], [0.0, 10.0]])
    assert expected_counts(counts, np.ones((2, 2))) == pytest.approx(np.array([[15.0, 15.0], [5.0, 5.0]]))


def test_a_seller_or_month_without_counts_is_expected_to_have_none() -> None:
    counts = np.array([[4.0, 0.0], [0.0, 0.0]])
    assert expected_counts(counts, np.ones((2, 2))) == pytest.approx(counts)


def test_levels_and_trends_of_sellers_and_levels_of_months_explain_nothing_else() -> None:
    """Seller plus month plus a trend of 2 a month for the second seller; then 3 in one cell, and what remains of it."""
    measure = np.array([[1.0, 2.0, 7.0], [11.0, 14.0, 21.0]])
    assert without_levels(measure, np.ones((2, 3))) == pytest.approx(np.zeros((2, 3)))
    # (1, -2, 1) is all that a level and a trend leave of three months, and its mean over both sellers is the month's.
    left = np.array([[0.25, -0.5, 0.25], [-0.25, 0.5, -0.25]])
    measure[0, 0] += 3
    assert without_levels(measure, np.ones((2, 3))) == pytest.approx(left)


def test_what_could_be_seen_follows_from_counts_and_activity() -> None:
    """Four counts a month; of each seller's activity 6 times (1, -2, 1) or its opposite are its own, so the information is
    4 x 2 x 36 x 6 = 1728, and 2.8 standard errors for 10 points are 28 / 1728 ** 0.5 = 0.6736."""
    measure = 40 + 6 * np.array([[1.0, -2.0, 1.0], [-1.0, 2.0, -1.0]])
    seen = WithinSellers(np.full((2, 3), 4.0), measure, np.ones((2, 3))).detectable_ratio
    assert seen == pytest.approx(exp(0.6736), abs=0.001)


def test_month_points_scale_a_month_to_a_whole_window() -> None:
    """5 on each of the 31 days of January is half of ten a day: 12.5 of 25 points; half of that in February."""
    first = to_day(date(2026, 1, 1))
    rows = [DailyRow(first + at, first + at, 5) for at in range(31)]
    rows += [DailyRow(first + 31 + at, first + 31 + at, 5) for at in range(14)]
    activity = Activity({"x": tuple(rows)}, first + 58, coverage={"x": Coverage()}, records=((first, 1),))
    assert list(whole_months(activity)) == [JANUARY, JANUARY + 1]
    assert month_points(activity, FADING, JANUARY).whole == 12.5
    assert month_points(activity, FADING, JANUARY + 1).whole == pytest.approx(6.25, abs=0.001)


def worlds(seed: int, runs: int, slope: float) -> list[tuple[Array, Array]]:
    """Counts and a measure of 40 sellers in 12 months, with levels of their own, and an effect of the measure."""
    chance = np.random.default_rng(seed)
    found: list[tuple[Array, Array]] = []
    for _ in range(runs):
        measure = 50 + 8 * chance.normal(size=(40, 1)) + 5 * chance.normal(size=(40, 12))
        level = 0.5 * chance.normal(size=(40, 1)) + 0.3 * chance.normal(size=(1, 12))
        found.append((chance.poisson(2 * np.exp(level + slope * (measure - 50))).astype(float), measure))
    return found


@pytest.mark.parametrize(("pairs", "chance"), [(1, 2 / 2**2), (2, 2 / 2**4), (3, 2 / 2**6)])
def test_signs_that_speak_as_loudly_are_counted(pairs: int, chance: float) -> None:
    """Each seller has four counts a month and, of each pair, one (1, -2, 1) more and one as many fewer, as the measure has.

    All speak equally for a larger slope, so only the signs that are all the same are as loud; 999 signs are drawn.
    """
    own = np.array([[1.0, -2.0, 1.0], [-1.0, 2.0, -1.0]] * pairs)
    within = WithinSellers(4 + own, 40 + own, np.ones_like(own))
    assert within.p_value(0) == pytest.approx(chance, abs=0.04)


def test_the_interval_is_where_the_test_refuses() -> None:
    ((counts, measure),) = worlds(1, 1, log(1.3) / 10)
    within = WithinSellers(counts, measure, np.ones_like(counts))
    effect = within.effect()
    assert effect is not None
    low, high = effect.interval_95
    assert low < effect.interval_50[0] < effect.ratio < effect.interval_50[1] < high
    for end, outwards in ((low, -1), (high, 1)):
        assert (
            within.p_value(log(end) / 10 + outwards * 0.002) <= 0.05 < within.p_value(log(end) / 10 - outwards * 0.002)
        )


def test_sellers_are_compared_within_their_stratum_only() -> None:
    """North has the higher index and sells more; within North and South nothing goes with it."""
    chance = np.random.default_rng(5)
    measure = np.concatenate([chance.normal(60, 5, 30), chance.normal(40, 5, 30)])
    counts = np.concatenate([chance.poisson(60, 30), chance.poisson(20, 30)]).astype(float)
    strata = ["north"] * 30 + ["south"] * 30
    pooled = BetweenSellers(counts, measure, np.ones(60), ["all"] * 60).effect()
    apart = BetweenSellers(counts, measure, np.ones(60), strata).effect()
    assert pooled is not None
    assert pooled.interval_95[0] > 1.3
    assert apart is not None
    assert apart.interval_95[0] < 1 < apart.interval_95[1]


# How often chance misleads is measured by `benchmarks/outcomes.py`; here, sellers sell what is to be expected.


@pytest.mark.parametrize(
    ("world", "ratio"), [("nothing", 1.0), ("drive", 1.0), ("few", 1.0), ("nothing", 1.5), ("nothing", 1 / 1.5)]
)
def test_the_true_ratio_is_found_whatever_sellers_are_like(world: World, ratio: float) -> None:
    found = study(invent_team(world, np.random.default_rng(13), ratio=ratio, as_expected=True), ["opportunities"])
    (outcome,), checks = found.outcomes, found.falsification
    assert outcome.within
    assert checks.next_month
    assert checks.without_selling
    assert outcome.within.ratio == pytest.approx(ratio, abs=0.001)
    assert checks.next_month.ratio == pytest.approx(1, abs=0.001)
    assert checks.without_selling.ratio == outcome.within.ratio
    if ratio == 1:
        assert found.verdict == "cannot_tell"


def test_sellers_who_grow_into_the_job_show_no_effect() -> None:
    found = study(invent_team("trends", np.random.default_rng(13), as_expected=True), ["opportunities"])
    assert found.outcomes[0].within
    assert found.outcomes[0].within.ratio == pytest.approx(1, abs=0.03)
    assert found.verdict in {"cannot_tell", "good_months"}


@pytest.mark.parametrize("world", ["good months", "selling connects"])
def test_a_false_cause_is_detected(world: World) -> None:
    found = study(invent_team(world, np.random.default_rng(13), as_expected=True), ["opportunities"])
    assert found.outcomes[0].within
    assert found.outcomes[0].within.interval_95[0] > 1.05
    assert found.verdict == "good_months"


def _effect(ratio: float, p: float = 0.01) -> Effect:
    """An effect whose interval reaches a tenth to either side."""
    return Effect(ratio, (ratio - 0.05, ratio + 0.05), (ratio - 0.1, ratio + 0.1), p)


SEEN = OutcomeResult("meetings", 90.0, 1.1, _effect(1.44), p_adjusted=0.05)
FINE = Falsification(_effect(1.1, 0.25), None, _effect(1.3))


@pytest.mark.parametrize(
    ("result", "checks", "verdict"),
    [
        (SEEN, FINE, "goes_with"),
        (replace(SEEN, within=_effect(0.7)), replace(FINE, without_selling=_effect(0.8)), "goes_against"),
        (replace(SEEN, p_adjusted=0.051), FINE, "cannot_tell"),
        (replace(SEEN, within=_effect(1.1)), FINE, "cannot_tell"),  # from 1.0
        (replace(SEEN, within=None), FINE, "cannot_tell"),
        (SEEN, replace(FINE, next_month=_effect(1.1, 0.24)), "good_months"),
        (SEEN, replace(FINE, next_month=_effect(1.21, 0.9)), "good_months"),  # 1.2 is half of 1.44, as ratios go
        (SEEN, replace(FINE, independent_outcome=_effect(1.0, 0.24)), "good_months"),
        (SEEN, replace(FINE, without_selling=_effect(1.19)), "good_months"),
        (SEEN, replace(FINE, without_selling=None), "good_months"),
    ],
)
def test_a_verdict_needs_an_effect_that_no_check_explains(
    result: OutcomeResult, checks: Falsification, verdict: str
) -> None:
    assert verdict_of(result, checks) == verdict


@pytest.mark.parametrize(("sellers", "why"), [(29, "29 sellers and 13 months"), (1, "1 seller and 13 months")])
def test_a_small_team_gets_a_description_without_a_test(sellers: int, why: str) -> None:
    found = study(invent_team("nothing", np.random.default_rng(1), sellers), ["opportunities"])
    assert (found.verdict, found.outcomes[0].within, found.outcomes[0].between) == ("cannot_tell", None, None)
    assert why in found.refused
    assert bool(found.dots) == (sellers >= 10)


def test_several_outcomes_are_corrected() -> None:
    """Holm: the smaller of two times 2, the other times 1 but not below it; what has no variation is not tested."""
    sellers = [
        Seller(one.points, {**one.outcomes, "meetings": one.outcomes["opportunities"], "deals_won": {5: 1.0}})
        for one in invent_team("nothing", np.random.default_rng(12), ratio=1.5)
    ]
    first, second, third = study(sellers, ["opportunities", "meetings", "deals_won"]).outcomes
    assert first.within is not None
    assert first.p_adjusted == pytest.approx(2 * first.within.p)
    assert second.p_adjusted == first.p_adjusted
    assert third.p_adjusted is None


def _panel(*sellers: Seller) -> list[list[float]]:
    return Panel(sellers).exposure.tolist()


def test_months_that_may_be_an_absence_are_not_compared() -> None:
    """The first sells in all months, the second is silent in month 5, and the third has its first deal in month 6.

    Whether something was sold in a silent month doesn't matter: that would choose months by their result.
    """
    points = {at: MonthPoints(10.0 * at, 1) for at in range(9)}
    sold = dict.fromkeys(range(3, 9), 1.0)
    always, new = Seller(points, {"deals_won": sold}), Seller(points, {"deals_won": {6: 1.0, 8: 2.0}})
    away = Seller(points, {"deals_won": sold}, silent=frozenset({5}))
    assert _panel(always, away, new) == [[1, 1, 1, 1, 1, 1], [1, 1, 0, 1, 1, 1], [0, 0, 0, 0, 1, 1]]
    panel = Panel([always, away, new])
    assert (panel.left_out, panel.counts("deals_won")[2].tolist()) == (5, [0, 0, 0, 0, 0, 2])
    assert panel.activity("whole")[1].tolist() == [15, 25, 30, 130 / 3, 170 / 3, 70]  # without the 50 of month 5
    assert panel.followed()[1].tolist() == [True, False, True, True, True, False]
    worked = replace(away, exposure=dict.fromkeys(range(9), 20.0))
    assert _panel(always, worked)[1] == [20.0] * 6  # the team says who was there
    assert left_out_in_words(study([always, away, new], ["deals_won"])).startswith("5 months of sellers are not")


def test_a_silence_of_two_weeks_or_more_takes_out_the_months_with_8_days_of_it() -> None:
    """Active until 20 January, then from 10 February (20 days: 11 in January, 9 in February), but for 1 to 14 March.

    A comment by someone else in between doesn't end a silence.
    """
    first = to_day(date(2026, 1, 1))
    days = [day for day in range(120) if day < 20 or 40 <= day < 59 or day >= 73]
    rows = {
        "x": tuple(DailyRow(first + day, first + day, 1) for day in days),
        "engagement_received": (DailyRow(first + 30, first + 30, 1),),
    }
    activity = Activity(rows, first + 119, records=((first, 1),))
    assert silent_months(activity, DEFAULT) == {JANUARY, JANUARY + 1}


@pytest.mark.parametrize("world", ["away", "hired"])
def test_absences_are_no_effect(world: World) -> None:
    """With everyone's months counted, both teams show an effect."""
    chance = np.random.default_rng(3)
    sellers = invent_team(world, chance, as_expected=True)
    counted = [replace(one, exposure=dict.fromkeys(one.points, 1.0)) for one in sellers]
    (naive,), (found,) = study(counted, ["opportunities"]).outcomes, study(sellers, ["opportunities"]).outcomes
    assert naive.within is not None
    assert naive.within.interval_95[0] > 1
    assert found.within is not None
    assert found.within.ratio == pytest.approx(1, abs=0.06)


def test_without_common_months_nothing_is_compared() -> None:
    found = study([Seller({1: MonthPoints(1, 1)}, {"meetings": {900: 1.0}})], ["meetings"])
    assert (found.sellers, len(found.months), found.verdict) == (0, 0, "cannot_tell")


def test_the_data_needed_grows_with_the_square() -> None:
    """A ratio of 1.08 to the fourth could be seen, so 16 times as much data shows 1.08."""
    seen = Study(40, range(12), (OutcomeResult("meetings", 9.0, 1.08**4),), Falsification(), "", "cannot_tell")
    assert times_needed(seen) == pytest.approx(16)
    assert need_in_words(seen).startswith("About 16 times as much data")
    assert "you could see a ratio of 1.36 or more" in size_in_words(seen)
    absurd = Study(40, range(12), (OutcomeResult("meetings", 9.0, 4.1),), Falsification(), "", "cannot_tell")
    assert "too few to see even a ratio of 4 for 10 points" in size_in_words(absurd)
    assert need_in_words(absurd).startswith("More than 100 times as much data")
    enough = Study(40, range(12), (OutcomeResult("meetings", 9.0, 1.08),), Falsification(), "", "cannot_tell")
    assert need_in_words(enough).startswith("Your data is enough")
    few = Study(
        10, range(12), (OutcomeResult("meetings", 9.0, 1.05),), Falsification(), "Too few sellers.", "cannot_tell"
    )
    assert need_in_words(few).startswith("More sellers, more months")


def test_a_clear_null_says_what_is_ruled_out() -> None:
    effect = Effect(0.99, (0.98, 1.0), (0.968, 1.013), 0.6)
    found = Study(40, range(12), (OutcomeResult("meetings", 9.0, 1.05, effect),), Falsification(), "", "cannot_tell")
    assert "at most 1.01 times as many, and 1.08 is ruled out" in verdict_in_words(found)


def test_a_result_and_its_checks_are_equally_large() -> None:
    effect = Effect(1.3, (1.25, 1.35), (1.2, 1.4), 0.01)
    found = OutcomeResult("meetings", 9.0, 1.1, effect, effect, 0.01)
    checks = Falsification(next_month=Effect(1.0, (0.99, 1.01), (0.95, 1.05), 0.9), without_selling=effect)
    chart = outcomes_view(Study(40, range(12), (found,), checks, "", "goes_with")).result
    assert chart is not None
    assert [row[:2] for row in chart.rows] == [
        ("The same seller’s months", "1.30"),
        ("Check: next month", "1.00"),
        ("Check: unrelated outcome", "none named"),
        ("Check: without selling", "1.30"),
        ("Sellers compared", "1.30"),
    ]
    assert chart.rows[0][2:] == ("1.25 to 1.35", "1.20 to 1.40")
    assert chart.svg.count("<circle") == 4
