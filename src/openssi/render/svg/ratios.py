"""Draw ratios with intervals, one row each, on a logarithmic scale around 1: results, checks, several teams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from openssi.render.svg.chart import Chart, Margins, left_text, percent, right_text, text, upright, wide_svg

__all__ = ["RatioRow", "ratio_chart"]

_ROW = 34  # pixels
_AXIS = 22
_MIDDLE = 17  # of a row
_LONGEST_NAME = 26  # characters; the table has the whole name
_NARROWEST, _WIDEST = log(1.25), log(4)  # of the scale, each way from 1
_TICKS = (1.0, 2.0, 0.5, 4.0, 0.25, 1.5, 1.25, 0.8, 1.1, 0.9)  # the more important first
_BETWEEN_TICKS = 0.28  # of the width, so that they can be read on a phone


@dataclass(frozen=True, slots=True)
class RatioRow:
    """One row.

    Attributes:
        name: what is compared.
        ratio: the most likely ratio; None draws the name alone, with `why` for the table.
        interval_95: the ratios that 95 percent certainty allows.
        interval_50: likewise for 50 percent; None draws none.
        why: what there is instead of a ratio.
        strong: whether the row is the result that the others are about.
    """

    name: str
    ratio: float | None
    interval_95: tuple[float, float] = (1.0, 1.0)
    interval_50: tuple[float, float] | None = None
    why: str = "not compared"
    strong: bool = False


def ratio_chart(title: str, summary: str, rows: Sequence[RatioRow], *, detectable: float | None = None) -> Chart:
    """Draw ratios. Between 1/`detectable` and `detectable` the ground is shaded: so small a ratio can't be seen."""
    scale = _scale(rows)
    height = _ROW * len(rows) + _AXIS
    svg = wide_svg(height, title, summary, _shapes(rows, scale, detectable, height), Margins.ROWS)
    return Chart(
        title, summary, svg, ("compared", "ratio", "50 % interval", "95 % interval"), tuple(map(_table_row, rows))
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Places ratios, by their logarithms."""

    low: float
    high: float

    def at(self, ratio: float) -> float:
        """Return the fraction of the width; what lies outside is on the edge."""
        return min(1.0, max(0.0, (log(max(ratio, 1e-9)) - self.low) / (self.high - self.low)))

    def is_outside(self, ratio: float) -> bool:
        """Return whether a ratio lies outside."""
        return not self.low <= log(max(ratio, 1e-9)) <= self.high

    def ticks(self) -> list[float]:
        """Return a few round ratios, 1 among them."""
        chosen: list[float] = []
        for tick in _TICKS:
            if not self.is_outside(tick) and all(
                abs(self.at(tick) - self.at(earlier)) >= _BETWEEN_TICKS for earlier in chosen
            ):
                chosen.append(tick)
        return chosen


def _scale(rows: Sequence[RatioRow]) -> _Scale:
    """Return a scale with all intervals inside as long as they are reasonable, and 1 never at its edge."""
    ends = [log(max(end, 1e-9)) for row in rows if row.ratio is not None for end in row.interval_95]
    low, high = min([-_NARROWEST, *ends]), max([_NARROWEST, *ends])
    return _Scale(max(-_WIDEST, low) * 1.05, min(_WIDEST, high) * 1.05)


def _shapes(rows: Sequence[RatioRow], scale: _Scale, detectable: float | None, height: int) -> Iterator[str]:
    bottom = height - _AXIS
    if detectable is not None:
        yield _block("ssi-possible", scale.at(1 / detectable), scale.at(detectable), 0, bottom)
    for ratio in scale.ticks():
        yield upright("ssi-rule", scale.at(ratio), 0, bottom, ' stroke-opacity=".25"')
        yield text(f"{ratio:g}", scale.at(ratio), height - 6, anchor="middle")
    yield upright("ssi-note", scale.at(1), 0, bottom)
    for at, row in enumerate(rows):
        yield from _row(row, scale, _ROW * at)


def _row(row: RatioRow, scale: _Scale, top: int) -> Iterator[str]:
    middle = top + _MIDDLE
    name = row.name if len(row.name) <= _LONGEST_NAME else f"{row.name[: _LONGEST_NAME - 1]}…"
    yield left_text(name, middle + 4, kind="ssi-number ssi-name" if row.strong else "ssi-label ssi-name", size=12)
    if row.ratio is None:
        yield text(row.why, 1, middle + 4)
        return
    low, high = map(scale.at, row.interval_95)
    yield (
        f'<line class="ssi-line" x1="{percent(low)}" x2="{percent(high)}" y1="{middle}" y2="{middle}" '
        'stroke="currentColor" stroke-width="2"/>'
    )
    for end, mark in zip(row.interval_95, ("‹", "›"), strict=True):
        if scale.is_outside(end):
            yield text(mark, scale.at(end), middle + 5, kind="ssi-number", size=14)
    if row.interval_50:
        left, right = map(scale.at, row.interval_50)
        yield _block("ssi-earned", left, right, middle - 5, middle + 5)
    radius = 6 if row.strong else 5
    yield f'<circle class="ssi-number" cx="{percent(scale.at(row.ratio))}" cy="{middle}" r="{radius}"/>'
    yield right_text(f"{row.ratio:.2f}", middle + 4, kind="ssi-number", size=14 if row.strong else 13)


def _block(kind: str, left: float, right: float, top: float, bottom: float) -> str:
    box = f'x="{percent(left)}" width="{percent(right - left)}" y="{top}" height="{bottom - top}"'
    return f'<rect class="{kind}" {box} fill-opacity=".6"/>'


def _table_row(row: RatioRow) -> tuple[str, ...]:
    if row.ratio is None:
        return row.name, row.why, "", ""
    half = _interval(row.interval_50) if row.interval_50 else ""
    return row.name, f"{row.ratio:.2f}", half, _interval(row.interval_95)


def _interval(ends: tuple[float, float]) -> str:
    return f"{ends[0]:.2f} to {ends[1]:.2f}"
