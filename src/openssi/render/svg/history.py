"""Draw the index over time: broken where there is no number or sources change, with notes and official scores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from openssi.activity.calendar import short_day
from openssi.insight.history import History, HistoryDay
from openssi.model import MICRO
from openssi.render.svg.chart import (
    Chart,
    EndLabel,
    Margins,
    axis,
    end_labels,
    lines,
    percent,
    rule,
    stretched,
    text,
    upright,
    wide_svg,
)
from openssi.scoring.rounding import format_points, format_tenths

__all__ = ["history_chart", "mark"]

_HEIGHT, _TOP, _BOTTOM = 272, 40, 232
_MOST_POINTS = 1000  # more cannot be seen
_EDGE = 0.01  # of the width: closer to an edge, half a letter would be cut off
_APART = 0.04  # of the width: letters closer than this go one above the other


class _Point(NamedTuple):
    """One day of a line, in micro-points, with the ends of its interval."""

    day: int
    value: int
    low: int
    high: int


_Run = list[_Point]  # neighbouring days of one coverage


def history_chart(history: History) -> Chart:
    """Draw the index day by day, a band for its interval, and marks for notes (1, 2, …) and sources (a, b, …)."""
    first, last = history.days[0].day, history.days[-1].day
    title = f"The index from {short_day(first)} to {short_day(last)}"
    runs = _runs(history, [day.index_micro for day in history.days], history.interval)
    highest = max(
        [point.high for run in runs for point in run] + [number.index_micro for number in history.official] + [0]
    )
    ceiling = min(100, max(20, -(-highest // (20 * MICRO)) * 20)) * MICRO
    scale = _Scale(first, last, ceiling, _TOP, _BOTTOM)
    summary = _summary(history)
    shapes = (
        *_grid(ceiling, scale),
        stretched(_HEIGHT, (*_bands(runs, scale), *_curves(runs, scale), *_official(history, scale))),
        *_diamonds(history, scale),
        *_marks(history, scale),
        *_ends(history, runs, scale),
        *axis(first, last, _BOTTOM + 8),
        text(f"model {history.model.id}", 1, _HEIGHT - 2, size=11, anchor="end"),
    )
    margins = Margins.NAMED_VALUES if history.official else Margins.VALUES
    svg = wide_svg(_HEIGHT, title, summary, shapes, margins)
    return Chart(title, summary, svg, _headings(history), _rows(history))


class _Scale:
    """Positions of days and values: x as a fraction of the width, y in pixels."""

    def __init__(self, first: int, last: int, ceiling: int, top: int, bottom: int) -> None:
        self.first, self.days = first, max(1, last - first)
        self.ceiling, self.top, self.bottom = ceiling, top, bottom

    def x(self, day: int) -> float:
        return (day - self.first) / self.days

    def y(self, micro: int) -> float:
        return self.bottom - (self.bottom - self.top) * micro / self.ceiling


def _no_interval(_: HistoryDay) -> int | None:
    return None


def _runs(
    history: History, values: Sequence[int | None], interval: Callable[[HistoryDay], int | None] = _no_interval
) -> list[_Run]:
    """Split days at gaps and changes of coverage; leave out days too close to distinguish, but never an end."""
    days, breaks = history.days, {change.day for change in history.changes}
    step = -(-len(days) // _MOST_POINTS)
    runs: list[_Run] = [[]]
    for at, (day, value) in enumerate(zip(days, values, strict=True)):
        if (value is None or day.day in breaks) and runs[-1]:
            runs.append([])
        if value is None:
            continue
        at_end = at + 1 == len(days) or values[at + 1] is None or days[at + 1].day in breaks
        if at % step == 0 or at_end or not runs[-1]:
            half = (interval(day) or 0) * MICRO
            runs[-1].append(_Point(day.day, value, max(0, value - half), min(100 * MICRO, value + half)))
    return [run for run in runs if run]


def _grid(ceiling: int, scale: _Scale) -> Iterator[str]:
    for micro in range(0, ceiling + 1, 20 * MICRO):
        yield rule(scale.y(micro), str(micro // MICRO))


def _bands(runs: list[_Run], scale: _Scale) -> Iterator[str]:
    for run in runs:
        up = [(scale.x(point.day), scale.y(point.high)) for point in run]
        down = [(scale.x(point.day), scale.y(point.low)) for point in reversed(run)]
        yield f'<path class="ssi-band" fill="currentColor" fill-opacity=".1" d="{lines([*up, *down])}z"/>'


def _curves(runs: list[_Run], scale: _Scale) -> Iterator[str]:
    look = 'class="ssi-line" fill="none" stroke="currentColor" stroke-width="2.5" vector-effect="non-scaling-stroke"'
    for run in runs:
        yield f'<path {look} d="{lines([(scale.x(point.day), scale.y(point.value)) for point in run])}"/>'


def _official(history: History, scale: _Scale) -> Iterator[str]:
    if len(history.official) > 1:
        drawn = lines([(scale.x(number.day), scale.y(number.index_micro)) for number in history.official])
        yield (
            '<path class="ssi-second" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="5 4" '
            f'vector-effect="non-scaling-stroke" d="{drawn}"/>'
        )


def _diamonds(history: History, scale: _Scale) -> Iterator[str]:
    for number in history.official:
        x, y = percent(scale.x(number.day)), scale.y(number.index_micro)
        yield f'<svg x="{x}" y="{y:.1f}" overflow="visible"><path class="ssi-diamond" d="M0-5L5 0L0 5L-5 0z"/></svg>'


def _marks(history: History, scale: _Scale) -> Iterator[str]:
    """Draw a thin vertical line for each source that begins or ends and each note, with its letter or number above."""
    labels = [(change.day, mark(at, letters=True), "ssi-change") for at, change in enumerate(history.changes)]
    labels += [(note.day, mark(at), "ssi-note") for at, note in enumerate(history.notes)]
    before, row = -1.0, 0
    for day, name, kind in sorted(labels):
        x = scale.x(day)
        row = 1 - row if x - before < _APART else 0
        before = x
        y = 12 + 14 * row
        yield upright(kind, x, y + 4, scale.bottom, ' stroke-dasharray="2 3"' if kind == "ssi-change" else "")
        yield text(name, x, y, kind="ssi-number", anchor="start" if x < _EDGE else "end" if x > 1 - _EDGE else "middle")


def mark(at: int, *, letters: bool = False) -> str:
    """Return the label of a note by its index in the list (1, 2, …), or of a change of sources (a, b, …)."""
    return chr(ord("a") + at % 26) if letters else str(at + 1)


def _ends(history: History, runs: list[_Run], scale: _Scale) -> Iterator[str]:
    """Write the last values, ours and LinkedIn's, next to the ends of their lines."""
    if not runs:
        yield text("not enough data for a number", 0.5, (scale.top + scale.bottom) / 2, size=14)
    labels: list[EndLabel] = []
    if runs:
        value = runs[-1][-1].value
        labels.append(EndLabel(scale.y(value), format_points(value)))
    if history.official:
        value = history.official[-1].index_micro
        labels.append(EndLabel(scale.y(value), format_points(value), "LinkedIn’s", "ssi-second-label"))
    yield from end_labels(labels, scale.bottom - 12)


def _cell(tenths: int | None) -> str:
    return "no number" if tenths is None else format_tenths(tenths)


def _summary(history: History) -> str:
    known = [(day.day, day.index_micro) for day in history.days if day.index_micro is not None]
    if not known:
        return "There was not enough data for a number on any of these days."
    (first, start), (last, end) = known[0], known[-1]
    (lowest_day, lowest), (highest_day, highest) = (extreme(known, key=lambda pair: pair[1]) for extreme in (min, max))
    summary = (
        f"From {format_points(start)} on {short_day(first)} to {format_points(end)} on {short_day(last)}. "
        f"Highest {format_points(highest)} on {short_day(highest_day)}, "
        f"lowest {format_points(lowest)} on {short_day(lowest_day)}."
    )
    if history.changes:
        count = len(history.changes)
        summary += f" Sources begin or end on {count} {'day' if count == 1 else 'days'}."
    return summary


def _headings(history: History) -> tuple[str, ...]:
    official = ("LinkedIn’s score",) if history.official else ()
    return ("day", "index", "if all were measured", *(pillar.id for pillar in history.model.pillars), *official)


def _rows(history: History) -> tuple[tuple[str, ...], ...]:
    """Return the last day of each month, and each day with a score of LinkedIn's."""
    official = {number.day: (format_points(number.index_micro),) for number in history.official}
    months = {day.day for day in history.every("month")}
    blank = ("",) if official else ()
    return tuple(
        (short_day(day.day), *map(_cell, (day.shown[0], day.shown[1], *day.shown[2])), *official.get(day.day, blank))
        for day in history.days
        if day.day in months or day.day in official
    )
