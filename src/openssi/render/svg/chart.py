"""A chart for a page, a notebook or a file: the drawing, the same in one sentence, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from html import escape

from openssi.activity.calendar import MONTHS, short_day, to_date, to_day
from openssi.render.svg.base import STYLE

__all__ = [
    "Chart",
    "EndLabel",
    "Margins",
    "axis",
    "end_labels",
    "left_text",
    "lines",
    "percent",
    "right_text",
    "rule",
    "standalone",
    "stretched",
    "text",
    "upright",
    "wide_svg",
]

#: Width of a drawing that is not stretched.
WIDTH = 720
_PLANE = 1000
_MOST_TICKS = 4  # as many as fit on a phone
_LABEL_HEIGHT = 28  # pixels of a value with its name
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)  # months between two ticks
_THEME = """
:root{--ssi-ground:#fff;--ssi-ink:#1c2530;--ssi-soft:#55606d;--ssi-track:#e4e3de;--ssi-earned:#0e6377;--ssi-second:#a8470a;
--ssi-pillar-1:#0e6377;--ssi-pillar-2:#4a8fa0;--ssi-pillar-3:#8dbac5;--ssi-pillar-4:#c4dce1}
@media (prefers-color-scheme:dark){
:root{--ssi-ground:#1a2128;--ssi-ink:#e8ebee;--ssi-soft:#a8b2bd;--ssi-track:#333d47;--ssi-earned:#6cc4d6;--ssi-second:#f0a45c;
--ssi-pillar-1:#54a8ba;--ssi-pillar-2:#3d8293;--ssi-pillar-3:#2e6271;--ssi-pillar-4:#24464f}
}
"""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its two alternatives.

    Attributes:
        title: a few words.
        summary: what it shows, in a sentence or two.
        svg: the drawing, which announces title and summary.
        headings: headings of the table with the same data.
        rows: its rows, as a person reads them.
    """

    title: str
    summary: str
    svg: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Margins(Enum):
    """Room next to a plot for words: the class whose style rules leave it on a page, and the pixels in a file."""

    NONE = ("ssi-wide", 0, 0)
    VALUES = ("ssi-wide ssi-values", 0, 44)
    NAMED_VALUES = ("ssi-wide ssi-named", 0, 66)
    PILLARS = ("ssi-wide ssi-pillars", 0, 84)
    ROWS = ("ssi-wide ssi-rows", 176, 44)
    YEARS = ("ssi-wide ssi-years", 40, 52)


def wide_svg(height: int, title: str, summary: str, shapes: Iterable[str], margins: Margins = Margins.NONE) -> str:
    """Return an SVG element as wide as the page allows: positions across are percentages, so text keeps its size on a
    phone.

    A page sets width and margin by style rules, since browsers ignore them on an SVG element inside another; `x` is for
    `standalone`, and pages ignore it.
    """
    kind, left, right = margins.value
    frame = f'x="{left}" width="{WIDTH - left - right}" height="{height}" overflow="visible"'
    return (
        f'<svg class="{kind}" xmlns="http://www.w3.org/2000/svg" {frame} role="img" focusable="false">'
        f"<title>{escape(title)}</title><desc>{escape(summary)}</desc>{''.join(shapes)}</svg>"
    )


def stretched(height: int, shapes: Iterable[str]) -> str:
    """Return a plane 1000 wide that is stretched to the width of the plot; lines in it keep their thickness."""
    frame = (
        f'width="100%" height="{height}" viewBox="0 0 {_PLANE} {height}" preserveAspectRatio="none" overflow="visible"'
    )
    return f"<svg {frame}>{''.join(shapes)}</svg>"


def upright(kind: str, share: float, top: float, bottom: float, bare: str = "") -> str:
    """Draw a vertical line at a fraction of the width; `bare` is how it looks without style rules."""
    x = percent(share)
    return f'<line class="{kind}" x1="{x}" x2="{x}" y1="{top:.1f}" y2="{bottom:.1f}" stroke="currentColor"{bare}/>'


def rule(y: float, words: str) -> str:
    """Draw a horizontal grid line, with its value on its left end."""
    line = (
        f'<line class="ssi-rule" x1="0" x2="100%" y1="{y:.1f}" y2="{y:.1f}" '
        'stroke="currentColor" stroke-opacity=".25"/>'
    )
    return line + text(words, 0, y - 4, size=11, anchor="start")


def standalone(chart: Chart) -> str:
    """Return the drawing as a file of its own, light or dark as its reader prefers."""
    style = f"{_THEME}{STYLE}svg{{font-family:system-ui,sans-serif;background:var(--ssi-ground)}}"
    height = chart.svg.partition('height="')[2].partition('"')[0]
    frame = f'xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<svg {frame}><style>{style}</style>{chart.svg}</svg>\n'


def percent(share: float) -> str:
    """Write a fraction of the width."""
    return f"{100 * share:.2f}%"


def lines(points: Sequence[tuple[float, float]]) -> str:
    """Return the path through points `(fraction of the width, y)`; a single point becomes a dot."""
    drawn = "L".join(f"{_PLANE * fraction:.1f} {y:.1f}" for fraction, y in points)
    return f"M{drawn}h0" if len(points) == 1 else f"M{drawn}"


def text(words: str, share: float, y: float, *, kind: str = "ssi-label", size: int = 12, anchor: str = "") -> str:
    """Write words at a fraction of the width; near an edge they turn inwards."""
    anchor = anchor or ("start" if share < 0.08 else "end" if share > 0.92 else "middle")
    return (
        f'<text class="{kind}" x="{percent(share)}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}">'
        f"{escape(words)}</text>"
    )


@dataclass(frozen=True, slots=True)
class EndLabel:
    """A value right of the plot, at the height where its line ends, and the name of the line if there are several."""

    y: float
    value: str
    name: str = ""
    kind: str = "ssi-number"


def end_labels(labels: Iterable[EndLabel], bottom: float) -> Iterator[str]:
    """Write labels right of the plot, moved apart where they would overlap, and none below `bottom`."""
    ordered = sorted(labels, key=lambda label: label.y)
    heights: list[float] = []
    for label in ordered:
        heights.append(max(label.y, heights[-1] + _LABEL_HEIGHT) if heights else label.y)
    limit = bottom
    for at in reversed(range(len(heights))):
        heights[at] = min(heights[at], limit)
        limit = heights[at] - _LABEL_HEIGHT
    for label, y in zip(ordered, heights, strict=True):
        yield right_text(label.value, y + 5, kind=label.kind, size=15)
        if label.name:
            yield right_text(label.name, y + 17, kind=label.kind, size=11)


def left_text(words: str, y: float, *, kind: str, size: int) -> str:
    """Write words in the left margin, up to the plot."""
    return f'<text class="{kind}" x="0" dx="-8" y="{y:.1f}" font-size="{size}" text-anchor="end">{escape(words)}</text>'


def right_text(words: str, y: float, *, kind: str, size: int) -> str:
    """Write words in the right margin."""
    return f'<text class="{kind}" x="100%" dx="6" y="{y:.1f}" font-size="{size}">{escape(words)}</text>'


def axis(first: int, last: int, y: float) -> Iterator[str]:
    """Draw ticks along some days, each with the name of its month or year, few enough for a phone."""
    ticks = _ticks(first, last)
    for at, (day, words) in enumerate(ticks):
        fraction = (day - first) / max(1, last - first)
        yield upright("ssi-tick", fraction, y - 4, y)
        yield text(words, fraction, y + 13, kind="ssi-label ssi-minor" if at % 2 else "ssi-label")


def _ticks(first: int, last: int) -> list[tuple[int, str]]:
    begin, end = to_date(first), to_date(last)
    months = range(begin.year * 12 + begin.month - (begin.day == 1), end.year * 12 + end.month)
    if len(months) < 2:
        ends = sorted({first, last})
        return [(day, short_day(day)) for day in ends]
    step = next((step for step in _STEPS if len(months) <= step * _MOST_TICKS), _STEPS[-1])
    return [(to_day(date(at // 12, at % 12 + 1, 1)), _tick(at, step)) for at in months if at % step == 0]


def _tick(month: int, step: int) -> str:
    return str(month // 12) if step >= 12 else f"{MONTHS[month % 12]} ’{month // 12 % 100:02d}"
