"""A change of the index as a waterfall: from the first day down and up to the last, a bar for each signal."""

from __future__ import annotations

from collections.abc import Iterator

from openssi.insight.explain import DayExplanation, Explanation
from openssi.insight.explanation_text import causes, sentence, title
from openssi.render.svg.chart import Chart, percent, text, upright, wide_svg
from openssi.render.words.dates import short_day
from openssi.scoring.rounding import format_signed, format_tenths

__all__ = ["waterfall"]

_MOST = 8  # bars; the rest is one bar more
_ROW = 34  # pixels: a line of words and a bar below it
_BAR = 12
_LEAST = 0.003  # of the width: a bar is always seen


def waterfall(explained: Explanation | DayExplanation) -> Chart:
    """A change, or one day from nothing. Each bar begins where the one above it ends; the smallest are one bar together."""
    if isinstance(explained, DayExplanation):
        first, last = ("nothing", 0), (short_day(explained.now.as_of), explained.now.shown.index)
        name, summary = (
            f"What {last[0]} stands on",
            f"{format_tenths(last[1])} on {last[0]}, signal by signal from nothing.",
        )
    else:
        before, after = explained.before, explained.after
        first, last = (short_day(before.as_of), before.shown.index), (short_day(after.as_of), after.shown.index)
        name, summary = f"From {first[0]} to {last[0]}", sentence(explained)
    steps = [(title(explained.model, bar), bar.tenths) for bar in explained.bars[:_MOST] if bar.tenths]
    rest = last[1] - first[1] - sum(tenths for _, tenths in steps)
    if rest:
        steps.append(("All others", rest))
    svg = wide_svg(_ROW * (len(steps) + 2) + 4, name, summary, _shapes(first, steps, last))
    bars = ((title(explained.model, bar), format_signed(bar.tenths), causes(bar)) for bar in explained.bars)
    rows = ((first[0], format_tenths(first[1]), ""), *bars, (last[0], format_tenths(last[1]), ""))
    return Chart(name, summary, svg, ("signal", "points", "causes"), rows)


def _shapes(first: tuple[str, int], steps: list[tuple[str, int]], last: tuple[str, int]) -> Iterator[str]:
    levels = [first[1]]
    for _, tenths in steps:
        levels.append(levels[-1] + tenths)
    low, high = min(levels), max(levels)
    margin = max(1, (high - low) // 12)
    low, span = low - margin, high - low + 2 * margin

    def x(level: int) -> float:
        return (level - low) / span

    yield from _end(0, *first, x(first[1]))
    for row, ((name, tenths), level) in enumerate(zip(steps, levels, strict=False), 1):
        left, right = sorted((x(level), x(level + tenths)))
        y = _ROW * row
        yield text(name, 0, y + 14, kind="ssi-number", size=13, anchor="start")
        yield text(format_signed(tenths), 1, y + 14, kind="ssi-number", size=13, anchor="end")
        kind = "ssi-earned" if tenths > 0 else "ssi-lost"
        place = f'x="{percent(left)}" y="{y + 19}" width="{percent(max(_LEAST, right - left))}" height="{_BAR}"'
        yield f'<rect class="{kind}" {place} rx="2" fill-opacity="{1 if tenths > 0 else 0.5}"/>'
        yield upright("ssi-rule", x(level + tenths), y + 19, y + 19 + _ROW, ' stroke-opacity=".4"')
    yield from _end(len(steps) + 1, *last, x(last[1]))


def _end(row: int, name: str, level: int, share: float) -> Iterator[str]:
    y = _ROW * row
    yield text(name, 0, y + 14, size=13, anchor="start")
    yield text(format_tenths(level), 1, y + 14, kind="ssi-number", size=15, anchor="end")
    yield upright("ssi-note", share, y + 19, y + 19 + _BAR, ' stroke-width="3"')
