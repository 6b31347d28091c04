"""Where a plan leads: two lines from today, with the plan and if you stop, and the gain between them."""

from __future__ import annotations

from collections.abc import Iterator

from openssi.insight.what_if import WhatIf
from openssi.model import MICRO
from openssi.render.svg.chart import Chart, EndLabel, Margins, axis, end_labels, lines, rule, stretched, text, wide_svg
from openssi.render.words.dates import short_day
from openssi.scoring import Score
from openssi.scoring.rounding import format_points

__all__ = ["fan_chart"]

_HEIGHT, _TOP, _BOTTOM = 232, 24, 200
_STEP = 10  # points between two rules
_LABEL = 0.4  # of the width: how far the words on the left reach on a phone
_CLEAR = 4  # points of room below the lowest value


def fan_chart(what_if: WhatIf) -> Chart:
    """Draw the index of each day to come, with the plan and if you stop today."""
    title = f"The index until {short_day(what_if.end.as_of)}"
    scale = _Scale(what_if)
    shapes = (
        *scale.rules(),
        stretched(_HEIGHT, _lines(what_if, scale)),
        _start(what_if, scale),
        *end_labels(_ends(what_if, scale), _BOTTOM - 12),
        *axis(what_if.start.as_of, what_if.end.as_of, _BOTTOM + 8),
    )
    summary = _summary(what_if)
    svg = wide_svg(_HEIGHT, title, summary, shapes, Margins.NAMED_VALUES)
    return Chart(title, summary, svg, _headings(what_if), _rows(what_if))


class _Scale:
    """Positions of days and values; the height covers only the tens between the lowest and the highest value."""

    def __init__(self, what_if: WhatIf) -> None:
        values = [day.index_micro for day in (*what_if.path, *what_if.stopped)]
        self._first, self._days = what_if.start.as_of, 7 * what_if.weeks
        self.low = max(0, min(values) // MICRO - _CLEAR) // _STEP * _STEP
        self.high = max(self.low + _STEP, -(-max(values) // (_STEP * MICRO)) * _STEP)

    def at(self, day: Score) -> tuple[float, float]:
        """Return the fraction of the width, and the height in pixels."""
        above = (day.index_micro - self.low * MICRO) / ((self.high - self.low) * MICRO)
        return (day.as_of - self._first) / self._days, _BOTTOM - (_BOTTOM - _TOP) * above

    def rules(self) -> Iterator[str]:
        """Draw a thin line for every ten points."""
        for value in range(self.low, self.high + 1, _STEP):
            y = _BOTTOM - (_BOTTOM - _TOP) * (value - self.low) / (self.high - self.low)
            yield rule(y, str(value))


def _lines(what_if: WhatIf, scale: _Scale) -> Iterator[str]:
    with_plan, without = [list(map(scale.at, path)) for path in (what_if.path, what_if.stopped)]
    if what_if.plan:
        yield f'<path class="ssi-band" fill="currentColor" fill-opacity=".1" d="{lines([*with_plan, *reversed(without)])}z"/>'
        look = (
            'class="ssi-line" fill="none" stroke="currentColor" stroke-width="2.5" vector-effect="non-scaling-stroke"'
        )
        yield f'<path {look} d="{lines(with_plan)}"/>'
    look = 'class="ssi-second" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="5 4"'
    yield f'<path {look} vector-effect="non-scaling-stroke" d="{lines(without)}"/>'


def _start(what_if: WhatIf, scale: _Scale) -> str:
    """Write today's value above the line."""
    high = min(y for x, y in map(scale.at, what_if.path) if x < _LABEL / 2)
    words = f"{format_points(what_if.start.index_micro)} today"
    return text(words, 0, high - 9, kind="ssi-number", size=14, anchor="start")


def _ends(what_if: WhatIf, scale: _Scale) -> Iterator[EndLabel]:
    if what_if.plan:
        yield EndLabel(scale.at(what_if.end)[1], format_points(what_if.end.index_micro), "with plan")
    stopped = what_if.stopped[-1]
    yield EndLabel(scale.at(stopped)[1], format_points(stopped.index_micro), "if you stop", "ssi-second-label")


def _summary(what_if: WhatIf) -> str:
    last = f"on {short_day(what_if.end.as_of)}"
    start, end, stopped = (format_points(day.index_micro) for day in (what_if.start, what_if.end, what_if.stopped[-1]))
    if not what_if.plan:
        return f"{start} today becomes {stopped} {last} if you stop today."
    return f"{start} today becomes {end} {last} with the plan, and {stopped} if you stop today."


def _headings(what_if: WhatIf) -> tuple[str, ...]:
    return ("day", "with the plan", "if you stop") if what_if.plan else ("day", "if you stop")


def _rows(what_if: WhatIf) -> tuple[tuple[str, ...], ...]:
    weeks = zip(what_if.path[::7], what_if.stopped[::7], strict=True)
    return tuple(
        (
            short_day(day.as_of),
            *([format_points(day.index_micro)] if what_if.plan else []),
            format_points(without.index_micro),
        )
        for day, without in weeks
    )
