"""Rounding for people: tenths of a point that add up, and their text."""

from __future__ import annotations

import pytest

from openssi.scoring import DataSufficiency, PillarScore, Score, SignalScore
from openssi.scoring.rounding import apportion_tenths, format_points, format_signed, format_tenths, to_tenths


def score_of(*pillars: tuple[int, ...]) -> Score:
    made: list[PillarScore] = []
    for at, micros in enumerate(pillars):
        signals = tuple(SignalScore(f"s{at}{number}", "measured", 1, micro, 10) for number, micro in enumerate(micros))
        made.append(PillarScore(f"p{at}", sum(micros), 10 * len(micros), signals))
    return Score(0, "test", "", tuple(made), "starting", DataSufficiency(28, 20, 28, 20))


def test_the_largest_remainders_are_rounded_up() -> None:
    assert apportion_tenths([40_000, 60_000, 70_000, 30_000], 2) == [0, 1, 1, 0]


def test_the_first_of_equal_remainders_is_rounded_up() -> None:
    assert apportion_tenths([150_000, 150_000, 150_000, 150_000], 6) == [2, 2, 1, 1]


def test_whole_tenths_are_unchanged() -> None:
    assert apportion_tenths([100_000, 2_500_000, 0], 26) == [1, 25, 0]


def test_pillars_add_up_to_the_index() -> None:
    """Four times 10.04 is 40.16; rounded separately, the pillars would add up to 40.0 under an index of 40.2."""
    shown = score_of((10_040_000,), (10_040_000,), (10_040_000,), (10_040_000,)).shown
    assert shown.index == 402
    assert list(shown.pillars.values()) == [101, 101, 100, 100]


def test_signals_add_up_to_their_pillar() -> None:
    """The first pillar is shown as 10.1, so one of its two signals of 5.02 is shown as 5.1."""
    shown = score_of((5_020_000, 5_020_000), (10_040_000,), (10_040_000,), (10_040_000,)).shown
    assert (shown.pillars["p0"], shown.signals["s00"], shown.signals["s01"]) == (101, 51, 50)


@pytest.mark.parametrize(
    ("micro", "tenths"), [(0, 0), (49_999, 0), (50_000, 1), (149_999, 1), (150_000, 2), (-50_000, 0), (-50_001, -1)]
)
def test_micro_points_are_rounded_half_up(micro: int, tenths: int) -> None:
    assert to_tenths(micro) == tenths


@pytest.mark.parametrize(
    ("tenths", "text"), [(0, "0.0"), (9, "0.9"), (10, "1.0"), (542, "54.2"), (-1, "−0.1"), (-12, "−1.2")]
)
def test_tenths_are_formatted_with_one_decimal(tenths: int, text: str) -> None:
    assert format_tenths(tenths) == text


@pytest.mark.parametrize(("micro", "text"), [(1_950_000, "2.0"), (1_949_999, "1.9"), (-1_200_000, "−1.2")])
def test_points_are_rounded_before_they_are_formatted(micro: int, text: str) -> None:
    assert format_points(micro) == text


@pytest.mark.parametrize(("tenths", "text"), [(31, "+3.1"), (-31, "−3.1"), (0, "±0.0")])
def test_signed_tenths_have_a_typographic_sign(tenths: int, text: str) -> None:
    assert format_signed(tenths) == text


def test_the_upper_end_adds_the_points_of_unmeasured_signals() -> None:
    unmeasured = SignalScore("missing", "not_measured", None, 0, 6, "why")
    measured = SignalScore("there", "measured", 3, 1_260_000, 4)
    pillar = PillarScore("p", 1_260_000, 10, (measured, unmeasured))
    shown = Score(0, "test", "", (pillar,), "starting", DataSufficiency(28, 20, 28, 20)).shown
    assert (shown.index, shown.upper, shown.signals) == (13, 73, {"there": 13, "missing": 0})
