"""Pillars by what was measured of them: how much is earned, and which is the weakest."""

from __future__ import annotations

from collections.abc import Sequence

from openssi.model import MICRO
from openssi.scoring import PillarScore

__all__ = ["measured_micro", "percent_earned", "weakest_pillar"]


def measured_micro(pillar: PillarScore) -> int:
    """Return how many micro-points of a pillar were measured."""
    return pillar.maximum * MICRO - pillar.open_micro


def percent_earned(pillar: PillarScore) -> int:
    """Return how many percent of the measured points are earned, rounded down."""
    measured = measured_micro(pillar)
    return 100 * pillar.micro // measured if measured else 0


def weakest_pillar(pillars: Sequence[PillarScore]) -> PillarScore | None:
    """Return the pillar with the smallest part of its measured points; None if several share that place."""
    parts = [(pillar.micro / measured, pillar) for pillar in pillars if (measured := measured_micro(pillar))]
    least = min((part for part, _ in parts), default=1)
    weakest = [pillar for part, pillar in parts if part == least]
    return weakest[0] if len(weakest) == 1 and len(parts) > 1 else None
