"""Curves: straight lines between knots, rounded down, and their inverse."""

from __future__ import annotations

import pytest

from openssi.model import Curve
from tests.models import MODEL_2026_1

BENT = Curve(((0, 0), (10, 400_000), (30, 1_000_000)), "test")
THIRDS = Curve(((0, 0), (3, 1_000_000)), "test")
CAPPED = Curve(((0, 0), (4, 900_000)), "test")


@pytest.mark.parametrize(
    ("value", "fraction"),
    [
        (0, 0),
        (1, 40_000),
        (9, 360_000),
        (10, 400_000),
        (11, 430_000),
        (29, 970_000),
        (30, 1_000_000),
        (10**15, 1_000_000),
    ],
)
def test_a_curve_is_linear_between_its_knots(value: int, fraction: int) -> None:
    assert BENT.fraction(value) == fraction


def test_fractions_are_rounded_down() -> None:
    assert [THIRDS.fraction(value) for value in range(4)] == [0, 333_333, 666_666, 1_000_000]


def test_a_negative_value_earns_nothing() -> None:
    assert BENT.fraction(-5) == 0


def test_a_curve_is_flat_after_its_last_knot() -> None:
    assert CAPPED.fraction(5) == 900_000


@pytest.mark.parametrize(
    ("fraction", "value"),
    [(0, 0), (1, 1), (333_333, 1), (333_334, 2), (666_666, 2), (666_667, 3), (1_000_000, 3), (1_000_001, None)],
)
def test_value_for_returns_the_smallest_value_that_earns_the_fraction(fraction: int, value: int | None) -> None:
    assert THIRDS.value_for(fraction) == value


@pytest.mark.parametrize(("fraction", "value"), [(400_000, 10), (400_001, 11), (430_000, 11), (430_001, 12)])
def test_value_for_works_on_both_sides_of_a_knot(fraction: int, value: int) -> None:
    assert BENT.value_for(fraction) == value


def test_value_for_returns_none_above_the_last_knot() -> None:
    assert CAPPED.value_for(900_001) is None


@pytest.mark.parametrize("fraction", [1, 123_456, 399_999, 400_001, 777_777, 999_999])
def test_value_for_inverts_every_published_curve(fraction: int) -> None:
    for signal in MODEL_2026_1.signals.values():
        value = signal.curve.value_for(fraction)
        assert value is not None, signal.id
        assert signal.curve.fraction(value) >= fraction > signal.curve.fraction(value - 1), signal.id


def test_the_knots_of_own_posts_are_585_for_each_post_a_week() -> None:
    assert MODEL_2026_1.signals["posts_published"].curve.knots == (
        (0, 0),
        (585, 400_000),
        (1170, 650_000),
        (2925, 1_000_000),
    )


def test_the_knots_of_comments_are_in_thousandths() -> None:
    assert MODEL_2026_1.signals["comments_given"].curve.knots[1] == (2 * 585_000, 300_000)
