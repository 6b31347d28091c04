"""The interval of an index: figures worked out by hand, and that it is true four times in five."""

from __future__ import annotations

from random import Random

from openssi.activity import Activity, Coverage, DailyRow
from openssi.model import Band, Curve, Fading, Kind, Model, Pillar, Signal, Stock
from openssi.scoring import interval_points

DAY = 20_000
#: Every day of the window once: 90 + 89 + … + 1.
FULL = 4095


def a_model(measure: Fading | Stock, full: int) -> Model:
    signal = Signal("x", "X", "", measure, 25, Curve(((0, 0), (full, 1_000_000)), "chosen"), "", "", "")
    return Model("test", (Kind("x", "x", "x", "x"),), (Pillar("p", "P", (signal,)),), (Band("any", 0),))


#: 25 points for ten a day, every point of it costs the same.
FADING = a_model(Fading("x"), 10 * FULL)


def interval(quantity_by_age: dict[int, int], model: Model = FADING) -> int:
    rows = sorted(DailyRow(DAY - age, DAY - age, quantity) for age, quantity in quantity_by_age.items())
    activity = Activity({"x": tuple(rows)}, DAY, coverage={"x": Coverage()}, records=((DAY - 400, 50),))
    return interval_points(activity, model, DAY)


def test_equal_weeks_are_as_certain_as_it_gets() -> None:
    assert interval(dict.fromkeys(range(90), 5)) == 1


def test_no_activity_is_not_certain_either() -> None:
    assert interval({}) == 1


def test_one_busy_week_makes_the_index_uncertain() -> None:
    """Seven days of 60 in the newest week: 60 x 609 of 40,950 earn 22.3 points; without that week 0.

    Without another week the same 36,540 are scaled up by 4095 / (4095 - 560, - 511, …, - 21): 25 (the cap), 25, 25, 24.8, 24.5,
    24.2, 23.9, 23.6, 23.3, 23.0, 22.7, 22.4. The mean of all 13 is 22.1, the standard error 22.3, 1.28 of them 28.5.
    """
    assert interval(dict.fromkeys(range(7), 60)) == 29


def test_what_does_not_fade_does_not_vary() -> None:
    assert interval({3: 7, 200: 9}, a_model(Stock("x"), 20)) == 1


def test_activity_that_is_not_known_yet_does_not_vary() -> None:
    later = Activity({"x": (DailyRow(DAY - 1, DAY + 1, 600),)}, DAY, coverage={"x": Coverage()})
    assert interval_points(later, FADING, DAY) == 1


def test_interval_is_true_four_times_in_five() -> None:
    """300 sellers of one law, whose weeks differ by chance: their mean index is the truth."""
    chance = Random(2026)
    sellers = [{age: chance.choice((0, 0, 0, 12)) * chance.randint(0, 3) for age in range(90)} for _ in range(300)]
    indexes = [25 * sum(q * (90 - age) for age, q in one.items()) / (10 * FULL) for one in sellers]
    truth = sum(indexes) / len(indexes)
    covered = sum(abs(index - truth) <= interval(one) for index, one in zip(indexes, sellers, strict=True))
    assert 0.72 <= covered / len(sellers) <= 0.88
