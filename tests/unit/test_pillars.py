"""The weakest pillar: the smallest part of what was measured, where there is enough to compare."""

from __future__ import annotations

import pytest

from openssi.model import MICRO
from openssi.render.words.pillars import weakest_pillar
from openssi.scoring import PillarScore, SignalScore


def pillar(name: str, points: int, measured: int) -> PillarScore:
    """A pillar of 25 points of which some were measured."""
    return PillarScore(
        name,
        points * MICRO,
        25,
        (
            SignalScore("known", "measured", 1, points * MICRO, measured),
            SignalScore("unknown", "not_measured", None, 0, 25 - measured, "no file"),
        ),
    )


@pytest.mark.parametrize(
    ("measured", "weakest"),
    [
        ([("a", 5, 20), ("b", 4, 10), ("c", 9, 10)], "a"),  # a quarter, two fifths, nine tenths
        ([("a", 0, 10), ("b", 0, 18), ("c", 9, 10)], "b"),  # of two without a point, the larger
        ([("a", 0, 2), ("b", 4, 10), ("c", 5, 10), ("d", 9, 10)], "b"),  # two points are too few to compare
        ([("a", 5, 6), ("b", 0, 1), ("c", 14, 18), ("d", 0, 0)], None),  # nor are two pillars
        ([("a", 5, 10), ("b", 9, 18), ("c", 4, 8)], None),  # half of each
    ],
)
def test_the_weakest_pillar(measured: list[tuple[str, int, int]], weakest: str | None) -> None:
    found = weakest_pillar([pillar(*one) for one in measured])
    assert (found and found.id) == weakest
