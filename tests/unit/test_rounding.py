"""What a person reads adds up: tenths by largest remainder."""

from __future__ import annotations

from openssi.scoring import DataSufficiency, PillarScore, Score, SignalScore
from openssi.scoring.results import tenths


def score_of(*pillars: tuple[int, ...]) -> Score:
    made: list[PillarScore] = []
    for at, micros in enumerate(pillars):
        signals = tuple(SignalScore(f"s{at}{place}", "measured", 1, micro, 10) for place, micro in enumerate(micros))
        made.append(PillarScore(f"p{at}", sum(micros), 10 * len(micros), signals))
    return Score(0, "tried", "", tuple(made), "starting", DataSufficiency(28, 20, 28, 20))


def test_the_largest_remainders_are_rounded_up() -> None:
    assert tenths([40_000, 60_000, 70_000, 30_000], 2) == [0, 1, 1, 0]


def test_of_equal_remainders_the_first_is_rounded_up() -> None:
    assert tenths([150_000, 150_000, 150_000, 150_000], 6) == [2, 2, 1, 1]


def test_whole_tenths_stay_as_they_are() -> None:
    assert tenths([100_000, 2_500_000, 0], 26) == [1, 25, 0]


def test_pillars_add_up_where_rounding_each_would_not() -> None:
    """Four times 10.04 is 40.16: rounded one by one they show 40.0 beside an index of 40.2."""
    shown = score_of((10_040_000,), (10_040_000,), (10_040_000,), (10_040_000,)).shown
    assert shown.index == 402
    assert list(shown.pillars.values()) == [101, 101, 100, 100]


def test_signals_add_up_to_the_pillar_as_it_is_shown() -> None:
    """The first pillar shows 10.1 of 10.04, so one of its two signals of 5.02 shows 5.1."""
    shown = score_of((5_020_000, 5_020_000), (10_040_000,), (10_040_000,), (10_040_000,)).shown
    assert (shown.pillars["p0"], shown.signals["s00"], shown.signals["s01"]) == (101, 51, 50)


def test_a_half_is_rounded_up_and_a_bit_less_down() -> None:
    assert score_of((50_000,)).shown.index == 1
    assert score_of((49_999,)).shown.index == 0


def test_the_shown_upper_end_adds_whole_points() -> None:
    unmeasured = SignalScore("missing", "not_measured", None, 0, 6, "why")
    measured = SignalScore("there", "measured", 3, 1_260_000, 4)
    pillar = PillarScore("p", 1_260_000, 10, (measured, unmeasured))
    shown = Score(0, "tried", "", (pillar,), "starting", DataSufficiency(28, 20, 28, 20)).shown
    assert (shown.index, shown.upper, shown.signals) == (13, 73, {"there": 13, "missing": 0})
