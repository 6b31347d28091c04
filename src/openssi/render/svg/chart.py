"""What a chart is to a page, a notebook or a file: the drawing, the same in one sentence, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from openssi.activity.calendar import to_date, to_day
from openssi.render.svg.base import STYLE
from openssi.render.words.dates import MONTHS, short_day

__all__ = [
    "Chart",
    "axis",
    "lines",
    "percent",
    "standalone",
    "stretched",
    "text",
    "upright",
    "wide_svg",
]

#: Width of a drawing that nobody stretches, and of the inner plane of those that are.
WIDTH = 720
_PLANE = 1000
_MOST_TICKS = 5
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)  # months between two ticks
_THEME = """
:root{--ssi-ground:#fff;--ssi-ink:#1c2530;--ssi-soft:#55606d;--ssi-track:#e4e3de;--ssi-earned:#0e6377;--ssi-second:#a8470a}
@media (prefers-color-scheme:dark){
:root{--ssi-ground:#1a2128;--ssi-ink:#e8ebee;--ssi-soft:#a8b2bd;--ssi-track:#333d47;--ssi-earned:#6cc4d6;--ssi-second:#f0a45c}
}
"""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its two alternatives.

    Attributes:
        title: a few words.
        summary: what it shows, in one sentence.
        svg: the drawing; it announces title and summary.
        headings: of the table with the same data.
        rows: of that table, as a person reads them.
    """

    title: str
    summary: str
    svg: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def wide_svg(height: int, title: str, summary: str, shapes: Iterable[str]) -> str:
    """An SVG element as wide as its place: positions across are percentages, so that text keeps its size on a phone."""
    return (
        f'<svg class="ssi-wide" xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" role="img" focusable="false">'
        f"<title>{escape(title)}</title><desc>{escape(summary)}</desc>{''.join(shapes)}</svg>"
    )


def stretched(height: int, shapes: Iterable[str]) -> str:
    """A plane 1000 wide that is stretched to its place; lines in it keep their width."""
    frame = (
        f'width="100%" height="{height}" viewBox="0 0 {_PLANE} {height}" preserveAspectRatio="none" overflow="visible"'
    )
    return f"<svg {frame}>{''.join(shapes)}</svg>"


def upright(kind: str, share: float, top: float, bottom: float, bare: str = "") -> str:
    """A vertical line at a share of the width; `bare` is how it looks without style rules."""
    x = percent(share)
    return f'<line class="{kind}" x1="{x}" x2="{x}" y1="{top:.1f}" y2="{bottom:.1f}" stroke="currentColor"{bare}/>'


def standalone(chart: Chart) -> str:
    """The drawing as a file of its own, light or dark as its reader prefers."""
    style = f"{_THEME}{STYLE}svg{{font-family:system-ui,sans-serif;background:var(--ssi-ground)}}"
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + chart.svg.replace(">", f"><style>{style}</style>", 1) + "\n"


def percent(share: float) -> str:
    """A share of the width."""
    return f"{100 * share:.2f}%"


def lines(points: Sequence[tuple[float, float]]) -> str:
    """The path through points `(share of the width, y)`; a single point becomes a dot."""
    drawn = "L".join(f"{_PLANE * share:.1f} {y:.1f}" for share, y in points)
    return f"M{drawn}h0" if len(points) == 1 else f"M{drawn}"


def text(words: str, share: float, y: float, *, kind: str = "ssi-label", size: int = 12, anchor: str = "") -> str:
    """Words at a share of the width; near an edge they turn inwards."""
    anchor = anchor or ("start" if share < 0.08 else "end" if share > 0.92 else "middle")
    return f'<text class="{kind}" x="{percent(share)}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}">{escape(words)}</text>'


def axis(first: int, last: int, y: float) -> Iterator[str]:
    """Names of months or years along a stretch of days, few enough for a phone, each with a tick."""
    ticks = _ticks(first, last)
    for day, words in ticks:
        share = (day - first) / max(1, last - first)
        yield upright("ssi-tick", share, y - 4, y)
        yield text(words, share, y + 13)


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
