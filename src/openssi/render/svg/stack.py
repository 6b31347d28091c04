"""The points of the four pillars over time, one area on the other, so that the upper edge is the index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from openssi.activity.calendar import short_day
from openssi.insight.history import History, HistoryDay
from openssi.model import MICRO
from openssi.render.svg.chart import Chart, EndLabel, Margins, axis, end_labels, lines, rule, stretched, text, wide_svg
from openssi.scoring.rounding import format_tenths

__all__ = ["short_name", "stack_chart"]

_HEIGHT, _TOP, _BOTTOM = 272, 16, 240
_STEP = 20  # points between two rules
_MOST_POINTS = 400  # more cannot be seen in an area

_Run = list[HistoryDay]


def stack_chart(history: History) -> Chart:
    """Draw the pillars of each day; days without a number leave a gap."""
    runs = _runs(history.days)
    scale = _Scale(history)
    title = f"The four pillars, {short_day(history.days[0].day)} to {short_day(history.days[-1].day)}"
    summary = _summary(history, runs)
    shapes = (
        *(rule(scale.y(points * MICRO), str(points)) for points in range(0, scale.ceiling + 1, _STEP)),
        stretched(_HEIGHT, _areas(runs, scale)),
        *_names(history, runs, scale),
        *axis(history.days[0].day, history.days[-1].day, _BOTTOM + 8),
    )
    svg = wide_svg(_HEIGHT, title, summary, shapes, Margins.PILLARS)
    names = tuple(short_name(pillar.id) for pillar in history.model.pillars)
    return Chart(title, summary, svg, ("day", *names, "index"), _rows(history))


def short_name(pillar: str) -> str:
    """Return a pillar's name in one word: "Brand"."""
    return pillar.capitalize()


class _Scale:
    """Positions of days and points; the height goes up to the next twenty above the highest index."""

    def __init__(self, history: History) -> None:
        highest = max((day.index_micro or 0 for day in history.days), default=0)
        self.ceiling = min(100, max(_STEP, -(-highest // (_STEP * MICRO)) * _STEP))
        self._first, self._days = history.days[0].day, max(1, len(history.days) - 1)

    def x(self, day: int) -> float:
        """Return the fraction of the width."""
        return (day - self._first) / self._days

    def y(self, micro: int) -> float:
        """Return the height in pixels of some micro-points."""
        return _BOTTOM - (_BOTTOM - _TOP) * micro / (self.ceiling * MICRO)


def _runs(days: Sequence[HistoryDay]) -> list[_Run]:
    """Split the days where there is no number; of days too close to be distinguished, keep some and every end."""
    step = -(-len(days) // _MOST_POINTS)
    runs: list[_Run] = [[]]
    for at, day in enumerate(days):
        if day.index_micro is None:
            runs.append([])
        elif at % step == 0 or not runs[-1] or at + 1 == len(days) or days[at + 1].index_micro is None:
            runs[-1].append(day)
    return [run for run in runs if run]


def _levels(day: HistoryDay) -> list[int]:
    """Return the lower edge of the first pillar and the upper edge of each, in micro-points."""
    return [0, *accumulate(micro or 0 for micro in day.pillars)]


def _areas(runs: Sequence[_Run], scale: _Scale) -> Iterator[str]:
    for run in runs:
        edges = [
            [(scale.x(day.day), scale.y(level)) for day, level in zip(run, levels, strict=True)]
            for levels in zip(*map(_levels, run), strict=True)
        ]
        for at, (low, high) in enumerate(pairwise(edges), 1):
            bare = f'fill="currentColor" fill-opacity="{0.2 * at:.1f}"'
            yield f'<path class="ssi-pillar-{at}" {bare} d="{lines([*high, *reversed(low)])}z"/>'
        for edge in edges[1:-1]:
            yield (
                '<path class="ssi-cut" fill="none" stroke="none" vector-effect="non-scaling-stroke" '
                f'd="{lines(edge)}"/>'
            )
        look = 'class="ssi-line" fill="none" stroke="currentColor" stroke-width="2" vector-effect="non-scaling-stroke"'
        yield f'<path {look} d="{lines(edges[-1])}"/>'


def _names(history: History, runs: Sequence[_Run], scale: _Scale) -> Iterator[str]:
    """Write each pillar's points and name right of the plot, at the height of its area."""
    if not runs:
        yield text("not enough data for a number", 0.5, (_TOP + _BOTTOM) / 2, size=14)
        return
    last = runs[-1][-1]
    levels, shown = _levels(last), last.shown[2]
    labels = [
        EndLabel(scale.y((low + high) // 2), _cell(tenths), short_name(pillar.id))
        for pillar, low, high, tenths in zip(history.model.pillars, levels[:-1], levels[1:], shown, strict=True)
    ]
    yield from end_labels(labels, _BOTTOM - 12)


def _cell(tenths: int | None) -> str:
    return "–" if tenths is None else format_tenths(tenths)


def _summary(history: History, runs: Sequence[_Run]) -> str:
    if not runs:
        return "There was not enough data for a number on any of these days."
    first, last = runs[0][0], runs[-1][-1]
    parts = ", ".join(
        f"{short_name(pillar.id)} from {_cell(before)} to {_cell(after)}"
        for pillar, before, after in zip(history.model.pillars, first.shown[2], last.shown[2], strict=True)
    )
    return f"From {short_day(first.day)} to {short_day(last.day)}: {parts}."


def _rows(history: History) -> tuple[tuple[str, ...], ...]:
    """Return the last day of each month."""
    return tuple((short_day(day.day), *map(_cell, day.shown[2]), _cell(day.shown[0])) for day in history.every("month"))
