"""Curves: straight lines between knots, floor division, and the way back."""

from __future__ import annotations

import pytest

from openssi.model import DEFAULT, Curve

BENT = Curve(((0, 0), (10, 400_000), (30, 1_000_000)), "tried")
THIRDS = Curve(((0, 0), (3, 1_000_000)), "tried")


@pytest.mark.parametrize(
    ("value", "share"),
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
def test_knots_earn_their_share_and_between_them_lies_a_line(value: int, share: int) -> None:
    assert BENT.share(value) == share


def test_shares_are_rounded_down() -> None:
    assert [THIRDS.share(value) for value in range(4)] == [0, 333_333, 666_666, 1_000_000]


def test_a_value_below_nothing_earns_nothing() -> None:
    assert BENT.share(-5) == 0


def test_the_curve_is_flat_after_a_last_knot_below_the_whole() -> None:
    assert Curve(((0, 0), (4, 900_000)), "tried").share(5) == 900_000


@pytest.mark.parametrize(
    ("share", "value"),
    [(0, 0), (1, 1), (333_333, 1), (333_334, 2), (666_666, 2), (666_667, 3), (1_000_000, 3), (1_000_001, None)],
)
def test_value_for_is_the_smallest_value_that_earns_the_share(share: int, value: int | None) -> None:
    assert THIRDS.value_for(share) == value


@pytest.mark.parametrize(("share", "value"), [(400_000, 10), (400_001, 11), (430_000, 11), (430_001, 12)])
def test_value_for_crosses_a_knot(share: int, value: int) -> None:
    assert BENT.value_for(share) == value


def test_no_value_earns_more_than_the_cap() -> None:
    assert Curve(((0, 0), (4, 900_000)), "tried").value_for(900_001) is None


@pytest.mark.parametrize("share", [1, 123_456, 399_999, 400_001, 777_777, 999_999])
def test_value_for_is_the_way_back_on_every_published_curve(share: int) -> None:
    for signal in DEFAULT.signals.values():
        value = signal.curve.value_for(share)
        assert value is not None, signal.id
        assert signal.curve.share(value) >= share > signal.curve.share(value - 1), signal.id


def test_the_knots_of_own_posts_are_paces_of_585_a_week() -> None:
    assert DEFAULT.signals["posts_published"].curve.knots == (
        (0, 0),
        (585, 400_000),
        (1170, 650_000),
        (2925, 1_000_000),
    )


def test_the_knots_of_comments_are_in_thousandths() -> None:
    assert DEFAULT.signals["comments_given"].curve.knots[1] == (2 * 585_000, 300_000)
