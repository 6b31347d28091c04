"""A change of the index as a waterfall: one row a signal, from the first day down and up to the last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from openssi.activity.calendar import short_day
from openssi.insight.explain import DayExplanation, Explanation
from openssi.insight.explanation_text import causes, sentence, title
from openssi.render.svg.chart import Chart, Margins, left_text, percent, right_text, upright, wide_svg
from openssi.scoring.rounding import format_signed, format_tenths

__all__ = ["WaterfallRow", "waterfall", "waterfall_rows"]

_MOST = 8  # bars; the others share one more
_ROW = 26  # pixels
_BAR = 12
_BAR_TOP = 7  # pixels from the top of a row
_BASELINE = 18  # of the words of a row
_LEAST = 0.005  # of the width: a bar is always visible
_LONGEST_NAME = 26  # characters; the table has the whole name


def waterfall(explained: Explanation | DayExplanation) -> Chart:
    """Draw a change, or one day from nothing.

    Each bar begins where the one above it ends; the smallest share one bar.
    """
    first, last = _ends(explained)
    if isinstance(explained, DayExplanation):
        name = f"The index on {last[0]}, signal by signal"
        summary = f"{format_tenths(last[1])} points, counted up from nothing."
    else:
        name, summary = f"From {first[0]} to {last[0]}", sentence(explained)
    steps = _steps(explained, first[1], last[1])
    svg = wide_svg(_ROW * (len(steps) + 2) + 4, name, summary, _shapes(first, steps, last), Margins.ROWS)
    bars = ((title(explained.model, bar), format_signed(bar.tenths), causes(bar)) for bar in explained.bars)
    rows = ((first[0], format_tenths(first[1]), ""), *bars, (last[0], format_tenths(last[1]), ""))
    return Chart(name, summary, svg, ("signal", "points", "causes"), rows)


@dataclass(frozen=True, slots=True)
class WaterfallRow:
    """One row for a page that writes the words itself: `kind` is ends, up or down, and `bar` its drawing."""

    name: str
    value: str
    kind: str
    bar: str


def waterfall_rows(explained: Explanation) -> tuple[WaterfallRow, ...]:
    """Return the same rows as `waterfall`, for a page whose names may be as long as they are."""
    first, last = _ends(explained)
    steps = _steps(explained, first[1], last[1])
    levels = [first[1], *(first[1] + sum(tenths for _, tenths in steps[: at + 1]) for at in range(len(steps)))]
    x = _positions(levels)
    rows = [WaterfallRow(first[0], format_tenths(first[1]), "ends", _level(x(levels[0])))]
    for (name, tenths), level in zip(steps, levels, strict=False):
        left, right = sorted((x(level), x(level + tenths)))
        kind, look = ("up", "earned") if tenths > 0 else ("down", "lost")
        rows.append(WaterfallRow(name, format_signed(tenths), kind, _bar(look, left, right)))
    return (*rows, WaterfallRow(last[0], format_tenths(last[1]), "ends", _level(x(levels[-1]))))


def _bar(kind: str, left: float, right: float) -> str:
    box = f'x="{percent(left)}" width="{percent(max(_LEAST, right - left))}" height="100%"'
    return f'<svg class="bar" aria-hidden="true" focusable="false"><rect class="{kind}" {box} rx="2"/></svg>'


def _level(at: float) -> str:
    box = f'x="{percent(at)}" width="3" height="100%"'
    return f'<svg class="bar" aria-hidden="true" focusable="false"><rect class="level" {box}/></svg>'


def _ends(explained: Explanation | DayExplanation) -> tuple[tuple[str, int], tuple[str, int]]:
    """Return the name and the index in tenths of the first row and of the last."""
    if isinstance(explained, DayExplanation):
        return ("nothing", 0), (short_day(explained.now.as_of), explained.now.shown.index)
    before, after = explained.before, explained.after
    return (short_day(before.as_of), before.shown.index), (short_day(after.as_of), after.shown.index)


def _steps(explained: Explanation | DayExplanation, first: int, last: int) -> list[tuple[str, int]]:
    """Return the signals that moved most and what they moved in tenths; the others share one row."""
    steps = [(title(explained.model, bar), bar.tenths) for bar in explained.bars[:_MOST] if bar.tenths]
    rest = last - first - sum(tenths for _, tenths in steps)
    return [*steps, ("All others", rest)] if rest else steps


def _positions(levels: list[int]) -> Callable[[int], float]:
    """Return where a level is as a fraction of the width that all levels share."""
    low, high = min(levels), max(levels)
    margin = max(1, (high - low) // 12)
    low, span = low - margin, high - low + 2 * margin
    return lambda level: (level - low) / span


def _shapes(first: tuple[str, int], steps: list[tuple[str, int]], last: tuple[str, int]) -> Iterator[str]:
    levels = [first[1]]
    for _, tenths in steps:
        levels.append(levels[-1] + tenths)
    x = _positions(levels)
    rows = [_Row(first[0], format_tenths(first[1])), *(_Row(name, format_signed(tenths)) for name, tenths in steps)]
    rows.append(_Row(last[0], format_tenths(last[1])))
    for at, row in enumerate(rows):
        yield from row.words(at, end=at in {0, len(rows) - 1})
    yield from _bars(steps, levels, x)


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of a row: its name left of the plot, its value right of it."""

    name: str
    value: str

    def words(self, at: int, *, end: bool) -> Iterator[str]:
        name = self.name if len(self.name) <= _LONGEST_NAME else f"{self.name[: _LONGEST_NAME - 1]}…"
        y = _ROW * at + _BASELINE
        yield left_text(name, y, kind="ssi-label ssi-name" if end else "ssi-number ssi-name", size=12)
        yield right_text(self.value, y, kind="ssi-number", size=14 if end else 13)


def _bars(steps: list[tuple[str, int]], levels: list[int], x: Callable[[int], float]) -> Iterator[str]:
    """Draw a line for the first day, a bar a signal and a line for the last day, and join them."""
    top = _BAR_TOP
    yield upright("ssi-note", x(levels[0]), top, top + _BAR, ' stroke-width="3"')
    for (_, tenths), level in zip(steps, levels, strict=False):
        yield upright("ssi-rule", x(level), top + _BAR, top + _ROW, ' stroke-opacity=".4"')
        top += _ROW
        left, right = sorted((x(level), x(level + tenths)))
        kind, opacity = ("ssi-earned", 1) if tenths > 0 else ("ssi-lost", 0.5)
        box = f'x="{percent(left)}" y="{top}" width="{percent(max(_LEAST, right - left))}" height="{_BAR}"'
        yield f'<rect class="{kind}" {box} rx="2" fill-opacity="{opacity}"/>'
    yield upright("ssi-rule", x(levels[-1]), top + _BAR, top + _ROW, ' stroke-opacity=".4"')
    yield upright("ssi-note", x(levels[-1]), top + _ROW, top + _ROW + _BAR, ' stroke-width="3"')
