"""A change of the index as a waterfall: from the first day down and up to the last, a bar for each signal."""

from __future__ import annotations

from collections.abc import Iterator

from openssi.charts.chart import Chart, day_in_words, percent, text, upright, wide_svg
from openssi.insight.explain import Bar, Explanation
from openssi.insight.explain_words import causes, points, sentence, signed, title

__all__ = ["waterfall"]

_MOST = 8  # bars; the rest is one bar more
_ROW = 34  # pixels: a line of words and a bar below it
_BAR = 12
_LEAST = 0.003  # of the width: a bar is always seen


def waterfall(explained: Explanation) -> Chart:
    """Each signal's bar begins where the one above it ends; those that moved least are one bar together."""
    before, after = explained.before, explained.after
    name = f"From {day_in_words(before.as_of)} to {day_in_words(after.as_of)}"
    steps = [(f"{title(explained.model, bar)}", bar.tenths) for bar in explained.bars[:_MOST] if bar.tenths]
    rest = after.shown.index - before.shown.index - sum(tenths for _, tenths in steps)
    if rest:
        steps.append(("All others", rest))
    summary = sentence(explained)
    height = _ROW * (len(steps) + 2) + 4
    shapes = _shapes(before.shown.index, steps, day_in_words(before.as_of), day_in_words(after.as_of))
    return Chart(name, summary, wide_svg(height, name, summary, shapes), ("signal", "points", "causes"), _rows(explained))


def _shapes(start: int, steps: list[tuple[str, int]], first: str, last: str) -> Iterator[str]:
    levels = [start]
    for _, tenths in steps:
        levels.append(levels[-1] + tenths)
    low, high = min(levels), max(levels)
    margin = max(1, (high - low) // 12)
    low, span = low - margin, high - low + 2 * margin

    def x(level: int) -> float:
        return (level - low) / span

    yield from _end(0, first, start, x(start))
    for row, ((name, tenths), level) in enumerate(zip(steps, levels, strict=False), 1):
        left, right = sorted((x(level), x(level + tenths)))
        y = _ROW * row
        yield text(name, 0, y + 14, kind="ssi-number", size=13, anchor="start")
        yield text(signed(tenths), 1, y + 14, kind="ssi-number", size=13, anchor="end")
        kind = "ssi-earned" if tenths > 0 else "ssi-lost"
        place = f'x="{percent(left)}" y="{y + 19}" width="{percent(max(_LEAST, right - left))}" height="{_BAR}"'
        yield f'<rect class="{kind}" {place} rx="2" fill-opacity="{1 if tenths > 0 else 0.5}"/>'
        yield upright("ssi-rule", x(level + tenths), y + 19, y + 19 + _ROW, ' stroke-opacity=".4"')
    yield from _end(len(steps) + 1, last, levels[-1], x(levels[-1]))


def _end(row: int, name: str, level: int, share: float) -> Iterator[str]:
    y = _ROW * row
    yield text(name, 0, y + 14, size=13, anchor="start")
    yield text(points(level), 1, y + 14, kind="ssi-number", size=15, anchor="end")
    yield upright("ssi-note", share, y + 19, y + 19 + _BAR, ' stroke-width="3"')


def _rows(explained: Explanation) -> tuple[tuple[str, ...], ...]:
    return (
        (day_in_words(explained.before.as_of), points(explained.before.shown.index), ""),
        *(_row(explained, bar) for bar in explained.bars),
        (day_in_words(explained.after.as_of), points(explained.after.shown.index), ""),
    )


def _row(explained: Explanation, bar: Bar) -> tuple[str, str, str]:
    return title(explained.model, bar), signed(bar.tenths), causes(bar)
