"""Draw where a plan leads: with the plan, as now, and if you stop; shaded if others respond half as often."""

from __future__ import annotations

from collections.abc import Iterator

from openssi.activity.calendar import DAYS_PER_WEEK, short_day
from openssi.insight.what_if import WhatIf
from openssi.model import MICRO
from openssi.render.svg.chart import Chart, EndLabel, Margins, axis, end_labels, lines, rule, stretched, wide_svg
from openssi.scoring import Score
from openssi.scoring.rounding import format_points

__all__ = ["fan_chart"]

_HEIGHT, _TOP, _BOTTOM = 232, 24, 200
_STEP = 10  # points between two rules
_CLEAR = 4  # points of room below the lowest value


def fan_chart(what_if: WhatIf) -> Chart:
    """Draw the index of each day to come, with the plan, as now, and if you stop today."""
    title = f"The index until {short_day(what_if.end.as_of)}"
    scale = _Scale(what_if)
    shapes = (
        *scale.rules(),
        stretched(_HEIGHT, _lines(what_if, scale)),
        *end_labels(_ends(what_if, scale), _BOTTOM - 12),
        *axis(what_if.start.as_of, what_if.end.as_of, _BOTTOM + 8),
    )
    summary = _summary(what_if)
    svg = wide_svg(_HEIGHT, title, summary, shapes, Margins.NAMED_VALUES)
    return Chart(title, summary, svg, _headings(what_if), _rows(what_if))


class _Scale:
    """Positions of days and values; the height covers only the tens between the lowest and the highest value."""

    def __init__(self, what_if: WhatIf) -> None:
        values = [day.index_micro for day in (*what_if.path, *what_if.as_now, *what_if.stopped)]
        values.append(what_if.range.half)
        self._first, self._days = what_if.start.as_of, 7 * what_if.weeks
        self.low = max(0, min(values) // MICRO - _CLEAR) // _STEP * _STEP
        self.high = max(self.low + _STEP, -(-max(values) // (_STEP * MICRO)) * _STEP)

    def at(self, day: Score) -> tuple[float, float]:
        """Return the fraction of the width, and the height in pixels."""
        return (day.as_of - self._first) / self._days, self.height(day.index_micro)

    def height(self, micro: int) -> float:
        """Return the height in pixels of an index in micro-points."""
        above = (micro - self.low * MICRO) / ((self.high - self.low) * MICRO)
        return _BOTTOM - (_BOTTOM - _TOP) * above

    def rules(self) -> Iterator[str]:
        """Draw a thin line for every ten points."""
        for value in range(self.low, self.high + 1, _STEP):
            y = _BOTTOM - (_BOTTOM - _TOP) * (value - self.low) / (self.high - self.low)
            yield rule(y, str(value))


def _lines(what_if: WhatIf, scale: _Scale) -> Iterator[str]:
    with_plan, as_now, stopped = [list(map(scale.at, path)) for path in (what_if.path, what_if.as_now, what_if.stopped)]
    half = scale.height(what_if.range.half)
    if half > with_plan[-1][1]:
        wedge = lines([with_plan[0], with_plan[-1], (1.0, half)])
        yield f'<path class="ssi-band" fill="currentColor" fill-opacity=".1" d="{wedge}z"/>'
    strong = 'class="ssi-line" fill="none" stroke="currentColor" stroke-width="2.5"'
    dashed = 'class="ssi-second" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="5 4"'
    dotted = 'class="ssi-second" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="1 4"'
    drawn = [(strong, as_now), (dotted, stopped)]
    if what_if.plan:
        drawn = [(strong, with_plan), (dashed, as_now), (dotted, stopped)]
    for look, path in drawn:
        yield f'<path {look} vector-effect="non-scaling-stroke" d="{lines(path)}"/>'


def _ends(what_if: WhatIf, scale: _Scale) -> Iterator[EndLabel]:
    ends = [(what_if.as_now[-1], "as now"), (what_if.stopped[-1], "if you stop")]
    ends = [(what_if.end, "with plan"), *ends] if what_if.plan else ends
    for at, (score, name) in enumerate(ends):
        value = format_points(score.index_micro)
        yield EndLabel(scale.at(score)[1], value, name, "ssi-second-label" if at else "ssi-number")


def _summary(what_if: WhatIf) -> str:
    last = f"on {short_day(what_if.end.as_of)}"
    start, end, as_now, stopped = (
        format_points(day.index_micro) for day in (what_if.start, what_if.end, what_if.as_now[-1], what_if.stopped[-1])
    )
    shaded = " Shaded: if others respond half as often." if what_if.range.half < what_if.end.index_micro else ""
    if not what_if.plan:
        return f"{start} today becomes {as_now} {last} as now, and {stopped} if you stop today.{shaded}"
    return (
        f"{start} today becomes {end} {last} with the plan, {as_now} as now, and {stopped} if you stop today.{shaded}"
    )


def _headings(what_if: WhatIf) -> tuple[str, ...]:
    return ("day", *(["with the plan"] if what_if.plan else []), "as now", "if you stop")


def _rows(what_if: WhatIf) -> tuple[tuple[str, ...], ...]:
    paths = [*([what_if.path] if what_if.plan else []), what_if.as_now, what_if.stopped]
    weeks = zip(*(path[::DAYS_PER_WEEK] for path in paths), strict=True)
    return tuple((short_day(days[0].as_of), *(format_points(day.index_micro) for day in days)) for days in weeks)
