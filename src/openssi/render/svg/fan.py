"""Where a plan leads: two lines from today, with the plan and without, and what lies between them."""

from __future__ import annotations

from collections.abc import Iterator

from openssi.insight.what_if import WhatIf
from openssi.model import MICRO
from openssi.render.svg.chart import Chart, axis, lines, stretched, text, wide_svg
from openssi.render.words.dates import short_day
from openssi.scoring import Score
from openssi.scoring.rounding import format_points

__all__ = ["fan_chart"]

_HEIGHT, _TOP, _BOTTOM = 232, 24, 200
_STEP = 10  # points between two rules
_LABEL = 0.4  # of the width: how far words at an end may reach on a phone
_CLEAR = 4  # points below the lowest value, for the words there


def fan_chart(what_if: WhatIf) -> Chart:
    """The index of each day to come, with the plan and if nothing more is done."""
    title = f"The index until {short_day(what_if.end.as_of)}"
    scale = _Scale(what_if)
    shapes = (
        *scale.rules(),
        stretched(_HEIGHT, _lines(what_if, scale)),
        *_ends(what_if, scale),
        *axis(what_if.start.as_of, what_if.end.as_of, _BOTTOM + 8),
    )
    summary = _summary(what_if)
    return Chart(title, summary, wide_svg(_HEIGHT, title, summary, shapes), _headings(what_if), _rows(what_if))


class _Scale:
    """Where a day and a value lie; the height shows only the tens between the lowest and the highest value."""

    def __init__(self, what_if: WhatIf) -> None:
        values = [day.index_micro for day in (*what_if.path, *what_if.stopped)]
        self._first, self._days = what_if.start.as_of, 7 * what_if.weeks
        self.low = max(0, min(values) // MICRO - _CLEAR) // _STEP * _STEP
        self.high = max(self.low + _STEP, -(-max(values) // (_STEP * MICRO)) * _STEP)

    def at(self, day: Score) -> tuple[float, float]:
        """Share of the width, and height."""
        above = (day.index_micro - self.low * MICRO) / ((self.high - self.low) * MICRO)
        return (day.as_of - self._first) / self._days, _BOTTOM - (_BOTTOM - _TOP) * above

    def rules(self) -> Iterator[str]:
        """A thin line for each ten points."""
        for value in range(self.low, self.high + 1, _STEP):
            y = _BOTTOM - (_BOTTOM - _TOP) * (value - self.low) / (self.high - self.low)
            yield f'<line class="ssi-rule" x1="0" x2="100%" y1="{y:.1f}" y2="{y:.1f}" stroke="currentColor" stroke-opacity=".25"/>'
            yield text(str(value), 0, y - 4, size=11, anchor="start")


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


def _ends(what_if: WhatIf, scale: _Scale) -> Iterator[str]:
    """The value today, and both at the end: that with the plan above its line, that without below."""
    high = min(y for x, y in map(scale.at, what_if.path) if x < _LABEL / 2)
    yield text(
        f"{format_points(what_if.start.index_micro)} today", 0, high - 9, kind="ssi-number", size=14, anchor="start"
    )
    if what_if.plan:
        above = min(y for x, y in map(scale.at, what_if.path) if x > 1 - _LABEL)
        yield text(
            f"with the plan {format_points(what_if.end.index_micro)}",
            1,
            above - 9,
            kind="ssi-number",
            size=14,
            anchor="end",
        )
    below = max(y for x, y in map(scale.at, what_if.stopped) if x > 1 - _LABEL)
    yield text(
        f"without {format_points(what_if.stopped[-1].index_micro)}",
        1,
        below + 18,
        kind="ssi-second-label",
        size=14,
        anchor="end",
    )


def _summary(what_if: WhatIf) -> str:
    last = f"on {short_day(what_if.end.as_of)}"
    start, end, stopped = (format_points(day.index_micro) for day in (what_if.start, what_if.end, what_if.stopped[-1]))
    if not what_if.plan:
        return f"{start} today becomes {stopped} {last} if nothing more is done."
    return f"{start} today becomes {end} {last} with the plan, and {stopped} if nothing more is done."


def _headings(what_if: WhatIf) -> tuple[str, ...]:
    return ("day", "with the plan", "without") if what_if.plan else ("day", "without")


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
