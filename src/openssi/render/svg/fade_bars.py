"""Points that fade as bars, a day each, as wide as the container."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["lane"]

_BAR = 0.72  # of a day's width


def lane(daily: Sequence[int], highest: int) -> str:
    """Draw what is lost on each day, as a fraction of the highest bar of all lanes; text next to it has the sum."""
    days = len(daily)
    bars = "".join(
        f'<rect x="{100 * at / days:.1f}%" width="{100 * _BAR / days:.1f}%" '
        f'y="{100 - 100 * lost / highest:.1f}%" height="{100 * lost / highest:.1f}%"/>'
        for at, lost in enumerate(daily)
        if lost > 0
    )
    return f'<svg class="lane" aria-hidden="true">{bars}</svg>'
