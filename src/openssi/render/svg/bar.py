"""Points as a bar: filled for earned, empty for still open, hatched for not measured; or the earned fraction alone."""

from __future__ import annotations

from collections.abc import Iterator

from openssi.render.svg.base import svg
from openssi.scoring.rounding import format_short, format_tenths

__all__ = ["pillar_bar", "share_bar"]

_HEIGHT = 18
_STEP = 7  # between two hatch lines


def pillar_bar(earned: int, unmeasured: int, maximum: int, *, width: int = 400) -> str:
    """Draw a pillar or a signal: `earned` and `unmeasured` in tenths of a point, `maximum` in points.

    Points not measured are hatched at the far end, so they never look like points not earned. A bar is 18 high, `width`
    wide, and scales with the space that it gets.
    """
    title = f"{format_tenths(earned)} of {maximum} points"
    about = f"A bar filled to {format_tenths(earned)} of {maximum}."
    if unmeasured >= 10 * maximum:
        title, about = f"Not measured: {maximum} points", "A hatched bar: nothing here was measured."
    elif unmeasured:
        points = format_short(unmeasured)
        about += f" The last {points} {'point is' if points == '1' else 'points are'} hatched: not measured."
    return svg(width, _HEIGHT, title, about, _shapes(earned, unmeasured, maximum, width))


def share_bar(earned: int, whole: int) -> str:
    """Draw how much of a whole is earned, as wide as the container; the words next to it say the same."""
    percent = 100 * earned / whole if whole else 0
    filled = f'<rect class="earned" width="{percent:.1f}%" height="100%" rx="3"/>' if earned else ""
    return f'<svg class="bar" aria-hidden="true"><rect width="100%" height="100%" rx="3"/>{filled}</svg>'


def _shapes(earned: int, unmeasured: int, maximum: int, width: int) -> Iterator[str]:
    whole = 10 * max(1, maximum)
    filled = width * earned / whole
    open_until = width * (1 - min(unmeasured, whole) / whole)
    if open_until > 0:
        yield _block("ssi-track", 0, open_until, 'fill="none" stroke="currentColor"')
    if open_until < width:
        start = open_until + (2 if open_until else 0)
        yield _block("ssi-possible", start, width, 'fill="none" stroke="currentColor"')
        yield _hatch(start, width)
    if filled > 0:
        yield _block("ssi-earned", 0, min(filled, open_until), "")


def _block(kind: str, start: float, end: float, bare: str) -> str:
    return f'<rect class="{kind}" x="{start:.2f}" width="{end - start:.2f}" height="{_HEIGHT}" rx="3" {bare}/>'


def _hatch(start: float, end: float) -> str:
    """Draw slanted lines from the lower left to the upper right, cut off at both ends."""
    lines: list[str] = []
    foot = start - _HEIGHT + _STEP
    while foot < end:
        left, right = max(foot, start), min(foot + _HEIGHT, end)
        lines.append(f"M{left:.2f} {_HEIGHT - (left - foot):.2f}L{right:.2f} {_HEIGHT - (right - foot):.2f}")
        foot += _STEP
    return f'<path class="ssi-hatch" stroke="currentColor" stroke-width="1.5" d="{"".join(lines)}"/>'
