"""What more time would buy: the index at the end of the plan against minutes a week."""

from __future__ import annotations

from collections.abc import Iterator

from openssi.insight.coach import Advice
from openssi.model import MICRO
from openssi.render.svg.chart import (
    Chart,
    EndLabel,
    Margins,
    end_labels,
    lines,
    percent,
    rule,
    stretched,
    text,
    upright,
    wide_svg,
)
from openssi.render.words.minutes import minutes_in_words
from openssi.scoring.rounding import format_points

__all__ = ["minutes_chart"]

_HEIGHT, _TOP, _BOTTOM = 232, 24, 200
_TICKS = (0, 60, 120, 180, 240)


def minutes_chart(advice: Advice) -> Chart:
    """Draw the best index for each number of minutes, with a point where the plan is."""
    scale = _Scale(advice)
    title, summary = "What more time would buy", _summary(advice)
    shapes = (
        *scale.rules(),
        stretched(_HEIGHT, [_line(advice, scale)]),
        *_point(advice, scale),
        *end_labels([_end(advice, scale)], _BOTTOM - 12),
        *_ticks(scale),
    )
    svg = wide_svg(_HEIGHT, title, summary, shapes, Margins.NAMED_VALUES)
    rows = tuple((str(minutes), format_points(micro)) for minutes, micro in advice.curve)
    return Chart(title, summary, svg, ("minutes a week", "index"), rows)


class _Scale:
    """Positions of minutes and points; the height covers whole points, and at least four."""

    def __init__(self, advice: Advice) -> None:
        values = [micro for _, micro in advice.curve]
        self.low = min(values) // MICRO
        self.high = max(self.low + 4, -(-max(values) // MICRO))
        self.most = advice.curve[-1][0]

    def at(self, minutes: int, micro: int) -> tuple[float, float]:
        """Return the fraction of the width, and the height in pixels."""
        above = (micro - self.low * MICRO) / ((self.high - self.low) * MICRO)
        return min(1.0, minutes / self.most), _BOTTOM - (_BOTTOM - _TOP) * above

    def rules(self) -> Iterator[str]:
        """Draw a thin line for every second point or more, at most five of them."""
        step = max(1, -(-(self.high - self.low) // 4))
        for points in range(self.low, self.high + 1, step):
            yield rule(self.at(0, points * MICRO)[1], str(points))


def _line(advice: Advice, scale: _Scale) -> str:
    drawn = lines([scale.at(minutes, micro) for minutes, micro in advice.curve])
    look = 'class="ssi-line" fill="none" stroke="currentColor" stroke-width="2.5" vector-effect="non-scaling-stroke"'
    return f'<path {look} d="{drawn}"/>'


def _point(advice: Advice, scale: _Scale) -> Iterator[str]:
    if not advice.plan:
        return
    x, y = scale.at(advice.minutes_a_week, advice.end_micro)
    yield upright("ssi-change", x, y, _BOTTOM, ' stroke-dasharray="2 3"')
    yield f'<circle class="ssi-point" cx="{percent(x)}" cy="{y:.1f}" r="5" fill="currentColor"/>'
    words = f"{advice.minutes_a_week} min: {format_points(advice.end_micro)}"
    yield text(words, min(0.98, x + 0.02), y + 20, kind="ssi-number", size=13, anchor="start" if x < 0.7 else "end")


def _end(advice: Advice, scale: _Scale) -> EndLabel:
    minutes, micro = advice.curve[-1]
    return EndLabel(scale.at(minutes, micro)[1], format_points(micro), f"{minutes // 60} hours")


def _ticks(scale: _Scale) -> Iterator[str]:
    for minutes in _TICKS:
        x = minutes / scale.most
        yield upright("ssi-tick", x, _BOTTOM + 4, _BOTTOM + 8)
        yield text(f"{minutes} min" if not minutes else str(minutes), x, _BOTTOM + 21)


def _summary(advice: Advice) -> str:
    if advice.next_point is None:
        return "No plan ends a point higher."
    more = minutes_in_words(advice.next_point)
    if not advice.plan:
        return f"The first point takes {more} a week."
    return f"Past {advice.minutes_a_week} minutes a week, the next point takes {more} more."
