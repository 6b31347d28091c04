"""A line without axes or words, for a place next to a figure that says the same."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["spark"]

_MOST_POINTS = 60


def spark(values: Sequence[int]) -> str:
    """Draw values in their order, from the lowest at the bottom to the highest on top; nothing for fewer than two."""
    if len(values) < 2:
        return ""
    step = -(-len(values) // _MOST_POINTS)
    shown = [*values[:-1:step], values[-1]]
    low, span = min(shown), max(1, max(shown) - min(shown))
    points = " ".join(
        f"{100 * at / (len(shown) - 1):.1f},{95 - 90 * (value - low) / span:.1f}" for at, value in enumerate(shown)
    )
    line = f'<polyline class="ssi-line" fill="none" stroke="currentColor" stroke-width="1.5" points="{points}"'
    return (
        '<svg class="spark" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'{line} vector-effect="non-scaling-stroke"/></svg>'
    )
