"""Pillars by what was measured of them: how much is earned, and which is the weakest."""

from __future__ import annotations

from collections.abc import Sequence

from openssi.model import MICRO
from openssi.scoring import PillarScore

__all__ = ["measured_micro", "percent_earned", "weakest_pillar"]

#: A pillar of which fewer points were measured isn't compared with the others, nor are fewer pillars. Chosen.
_LEAST_COMPARED = 3 * MICRO
_FEWEST_COMPARED = 3


def measured_micro(pillar: PillarScore) -> int:
    """Return how many micro-points of a pillar were measured."""
    return pillar.maximum * MICRO - pillar.open_micro


def percent_earned(pillar: PillarScore) -> int:
    """Return how many percent of the measured points are earned, rounded down."""
    measured = measured_micro(pillar)
    return 100 * pillar.micro // measured if measured else 0


def weakest_pillar(pillars: Sequence[PillarScore]) -> PillarScore | None:
    """Return the pillar with the smallest part of its measured points; of equals, the one with more of them.

    None if fewer than three can be compared, or all have the same part.
    """
    parts = [
        (pillar.micro / measured, -measured, pillar)
        for pillar in pillars
        if (measured := measured_micro(pillar)) >= _LEAST_COMPARED
    ]
    if len(parts) < _FEWEST_COMPARED or len({part for part, _, _ in parts}) < 2:
        return None
    return min(parts, key=lambda item: item[:2])[2]
