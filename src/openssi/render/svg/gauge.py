"""The index as a half circle: what was earned, what complete data could add, and where the bands begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import cos, pi, sin

from openssi.model import Band
from openssi.render.svg.base import svg
from openssi.scoring.rounding import format_tenths

__all__ = ["gauge"]

_WIDTH, _HEIGHT = 280, 166
_X, _Y = 140, 146  # the center of the circle
_RADIUS, _THICK = 104, 18
_WHOLE = 1000  # tenths of a point
_SIDEWAYS = 0.35  # a label whose cosine is beyond this is next to its mark, not above it


def gauge(index: int | None, upper: int, bands: Iterable[Band], interval: int) -> str:
    """Draw the index and its upper end, both in tenths of a point; None draws a dial without a number.

    A bracket inside the arc shows the interval, in whole points on either side of the index.
    Bands that begin above 0 are marked. The number is not part of the drawing: write it inside, in the size of the
    page.
    """
    starts = sorted({band.start for band in bands if band.start > 0})
    if index is None:
        title, about = "No index yet", "An empty dial: there is not enough data for a number."
        return svg(_WIDTH, _HEIGHT, title, about, (_arc("ssi-track", 0, _WHOLE), _dash()))
    upper = max(index, upper)
    about = f"A dial from 0 to 100, filled to {_whole(index)}, give or take {interval}."
    if upper > index:
        about += f" A hatched arc goes on to {format_tenths(upper)}, which complete data could reach."
    about += f" Bands begin at {_listed(starts)}." if starts else ""
    shapes = (
        *_arcs(index, upper),
        _bracket(index, interval),
        *(shape for start in starts for shape in _mark(start)),
        *_ends(),
    )
    return svg(_WIDTH, _HEIGHT, f"The index: {_whole(index)} ± {interval} of 100", about, shapes)


def _listed(marks: list[int]) -> str:
    *most, last = map(str, marks)
    return f"{', '.join(most)} and {last}" if most else last


def _at(tenths: float, radius: float) -> tuple[float, float]:
    turn = pi * (1 - tenths / _WHOLE)
    return _X + radius * cos(turn), _Y - radius * sin(turn)


def _arcs(index: int, upper: int) -> Iterator[str]:
    kinds = ("ssi-earned", "ssi-possible", "ssi-track")
    for kind, (start, end) in zip(kinds, pairwise((0, index, upper, _WHOLE)), strict=True):
        if end > start:
            yield _arc(kind, start, end)


def _arc(kind: str, start: int, end: int) -> str:
    (x0, y0), (x1, y1) = _at(start, _RADIUS), _at(end, _RADIUS)
    dashes = ' stroke-dasharray="2.5 2.5"' if kind == "ssi-possible" else ""
    thickness = 2 if kind == "ssi-track" else _THICK
    return (
        f'<path class="ssi-arc {kind}" fill="none" stroke="currentColor" stroke-width="{thickness}"{dashes} '
        f'd="M{x0:.2f} {y0:.2f}A{_RADIUS} {_RADIUS} 0 0 1 {x1:.2f} {y1:.2f}"/>'
    )


def _mark(start: int) -> Iterator[str]:
    (x0, y0), (x1, y1) = _at(10 * start, _RADIUS + _THICK / 2 + 1), _at(10 * start, _RADIUS + _THICK / 2 + 6)
    x, y = _at(10 * start, _RADIUS + _THICK / 2 + 12)
    across = (x - _X) / _RADIUS
    anchor = "middle" if abs(across) < _SIDEWAYS else "start" if across > 0 else "end"
    yield (
        f'<path class="ssi-mark" stroke="currentColor" stroke-width="1.5" d="M{x0:.2f} {y0:.2f}L{x1:.2f} {y1:.2f}"/>'
        f'<text class="ssi-label" x="{x:.2f}" y="{y + 2:.2f}" font-size="11" text-anchor="{anchor}">{start}</text>'
    )


def _ends() -> Iterator[str]:
    for tenths, word in ((0, "0"), (_WHOLE, "100")):
        x, y = _at(tenths, _RADIUS)
        yield f'<text class="ssi-label" x="{x:.2f}" y="{y + 16:.2f}" font-size="11" text-anchor="middle">{word}</text>'


def _bracket(index: int, interval: int) -> str:
    """Return a thin arc inside the dial with a tick at either end."""
    ends = max(0, index - 10 * interval), min(_WHOLE, index + 10 * interval)
    radius = _RADIUS - _THICK / 2 - 6
    (x0, y0), (x1, y1) = (_at(end, radius) for end in ends)
    ticks = "".join(
        f"M{x:.2f} {y:.2f}L{u:.2f} {v:.2f}"
        for end in ends
        for (x, y), (u, v) in [(_at(end, radius - 3), _at(end, radius + 3))]
    )
    return (
        '<path class="ssi-interval" fill="none" stroke="currentColor" stroke-width="1.5" '
        f'd="M{x0:.2f} {y0:.2f}A{radius:g} {radius:g} 0 0 1 {x1:.2f} {y1:.2f}{ticks}"/>'
    )


def _whole(tenths: int) -> str:
    return str((tenths + 5) // 10)


def _dash() -> str:
    return (
        f'<text class="ssi-label" x="{_X}" y="{_Y - 22}" font-size="15" text-anchor="middle">not enough data yet</text>'
    )
