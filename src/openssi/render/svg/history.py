"""The index over time as a line: broken where there is no number or the sources change, with notes and LinkedIn's own number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openssi.insight.history import History
from openssi.model import MICRO
from openssi.render.svg.chart import Chart, axis, lines, percent, stretched, text, upright, wide_svg
from openssi.render.words.dates import short_day
from openssi.scoring.rounding import format_points, format_tenths

__all__ = ["history_chart", "mark", "pillar_chart"]

_HEIGHT, _TOP, _BOTTOM = 264, 40, 232
_SMALL_HEIGHT, _SMALL_TOP, _SMALL_BOTTOM = 104, 16, 76
_MOST_POINTS = 1000  # more cannot be seen
_BESIDE = 0.25  # of the width: how far the model's name may reach on a phone
_NEAR = 40  # pixels: words closer than this to the line's end would lie on those that stand there
_EDGE = 0.01  # of the width: closer to an edge, half a mark would be cut off
_APART = 0.04  # of the width: marks closer than this stand one above the other

_Run = list[tuple[int, int, int]]  # (day, value, upper) of neighbouring days of one coverage


def history_chart(history: History) -> Chart:
    """The index day by day, what complete data could add as a band, and marks for notes (1, 2, …) and sources (a, b, …)."""
    first, last = history.days[0].day, history.days[-1].day
    title = f"The index from {short_day(first)} to {short_day(last)}"
    runs = _runs([(day.day, day.index_micro, day.upper_micro) for day in history.days], _breaks(history))
    highest = max([upper for run in runs for _, _, upper in run] + [one.index_micro for one in history.official] + [0])
    ceiling = min(100, max(20, -(-highest // (20 * MICRO)) * 20)) * MICRO
    scale = _Scale(first, last, ceiling, _TOP, _BOTTOM)
    summary = _summary(history)
    shapes = (
        *_grid(ceiling, scale),
        stretched(_HEIGHT, (*_bands(runs, scale), *_curves(runs, scale), *_official(history, scale))),
        *_diamonds(history, runs, scale),
        *_marks(history, scale),
        *_ends(history, runs, scale),
        *axis(first, last, _BOTTOM + 8),
    )
    return Chart(title, summary, wide_svg(_HEIGHT, title, summary, shapes), _headings(history), _rows(history))


def pillar_chart(history: History, at: int) -> Chart:
    """One pillar day by day, from 0 to its maximum: one of several drawn alike, to be compared."""
    first, last = history.days[0].day, history.days[-1].day
    pillar = history.model.pillars[at]
    runs = _runs([(day.day, day.pillars[at], day.pillars[at]) for day in history.days], _breaks(history))
    scale = _Scale(first, last, pillar.maximum * MICRO, _SMALL_TOP, _SMALL_BOTTOM)
    summary = _pillar_summary(pillar.title, [(day.day, day.shown[2][at]) for day in history.days])
    shapes = [
        _rule(0, scale, ""),
        _rule(pillar.maximum * MICRO, scale, str(pillar.maximum)),
        stretched(_SMALL_HEIGHT, (*_areas(runs, scale), *_curves(runs, scale))),
        *axis(first, last, _SMALL_BOTTOM + 8),
    ]
    known = [(day.day, micro, day.shown[2][at]) for day in history.days if (micro := day.pillars[at]) is not None]
    if known:
        day, micro, shown = known[-1]
        shapes.append(text(_cell(shown), scale.x(day), scale.y(micro) - 7, kind="ssi-number", size=13, anchor="end"))
    rows = tuple((short_day(day.day), _cell(day.shown[2][at])) for day in history.every("month"))
    return Chart(pillar.title, summary, wide_svg(_SMALL_HEIGHT, pillar.title, summary, shapes), ("day", "points"), rows)


class _Scale:
    """Where a day and a value lie: x as a share of the width, y in pixels."""

    def __init__(self, first: int, last: int, ceiling: int, top: int, bottom: int) -> None:
        self.first, self.days = first, max(1, last - first)
        self.ceiling, self.top, self.bottom = ceiling, top, bottom

    def x(self, day: int) -> float:
        return (day - self.first) / self.days

    def y(self, micro: int) -> float:
        return self.bottom - (self.bottom - self.top) * micro / self.ceiling


def _breaks(history: History) -> set[int]:
    return {change.day for change in history.changes}


def _runs(days: Sequence[tuple[int, int | None, int | None]], breaks: set[int]) -> list[_Run]:
    """Stretches without a gap and within one coverage; days too close to be told apart are left out, never an end."""
    step = -(-len(days) // _MOST_POINTS)
    runs: list[_Run] = [[]]
    for at, (day, value, upper) in enumerate(days):
        if (value is None or day in breaks) and runs[-1]:
            runs.append([])
        if value is None or upper is None:
            continue
        at_end = at + 1 == len(days) or days[at + 1][1] is None or days[at + 1][0] in breaks
        if at % step == 0 or at_end or not runs[-1]:
            runs[-1].append((day, value, upper))
    return [run for run in runs if run]


def _grid(ceiling: int, scale: _Scale) -> Iterator[str]:
    for micro in range(0, ceiling + 1, 20 * MICRO):
        yield _rule(micro, scale, str(micro // MICRO))


def _rule(micro: int, scale: _Scale, words: str) -> str:
    y = scale.y(micro)
    line = f'<line class="ssi-rule" x1="0" x2="100%" y1="{y:.1f}" y2="{y:.1f}" stroke="currentColor" stroke-opacity=".25"/>'
    return line + text(words, 0, y - 4, size=11, anchor="start")


def _bands(runs: list[_Run], scale: _Scale) -> Iterator[str]:
    for run in runs:
        up = [(scale.x(day), scale.y(upper)) for day, _, upper in run]
        down = [(scale.x(day), scale.y(value)) for day, value, _ in reversed(run)]
        yield f'<path class="ssi-band" fill="currentColor" fill-opacity=".1" d="{lines([*up, *down])}z"/>'


def _areas(runs: list[_Run], scale: _Scale) -> Iterator[str]:
    for run in runs:
        ground = [(scale.x(run[-1][0]), scale.y(0)), (scale.x(run[0][0]), scale.y(0))]
        line = [(scale.x(day), scale.y(value)) for day, value, _ in run]
        yield f'<path class="ssi-band" fill="currentColor" fill-opacity=".1" d="{lines([*line, *ground])}z"/>'


def _curves(runs: list[_Run], scale: _Scale) -> Iterator[str]:
    look = 'class="ssi-line" fill="none" stroke="currentColor" stroke-width="2.5" vector-effect="non-scaling-stroke"'
    for run in runs:
        yield f'<path {look} d="{lines([(scale.x(day), scale.y(value)) for day, value, _ in run])}"/>'


def _official(history: History, scale: _Scale) -> Iterator[str]:
    if len(history.official) > 1:
        drawn = lines([(scale.x(one.day), scale.y(one.index_micro)) for one in history.official])
        yield (
            '<path class="ssi-second" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="5 4" '
            f'vector-effect="non-scaling-stroke" d="{drawn}"/>'
        )


def _diamonds(history: History, runs: list[_Run], scale: _Scale) -> Iterator[str]:
    for one in history.official:
        x, y = percent(scale.x(one.day)), scale.y(one.index_micro)
        yield f'<svg x="{x}" y="{y:.1f}" overflow="visible"><path class="ssi-diamond" d="M0-5L5 0L0 5L-5 0z"/></svg>'
    if history.official:
        one = history.official[0]
        ours = next((day.index_micro for day in history.days if day.day == one.day), None)
        above = ours is None or one.index_micro >= ours
        y = scale.y(one.index_micro) + (-11 if above else 20)
        x = scale.x(one.day)
        end = scale.y(runs[-1][-1][1]) if runs else y
        if x > 1 - _BESIDE and abs(y - end) < _NEAR:
            y = min(y, end - 26)  # over the last value, which stands there
        yield text("LinkedIn’s own", x, y, kind="ssi-second-label", anchor="end" if x > 0.5 else "start")


def _marks(history: History, scale: _Scale) -> Iterator[str]:
    """A thin upright line for each source that begins or ends and each note, with its letter or number above."""
    marks = [(change.day, mark(at, letters=True), "ssi-change") for at, change in enumerate(history.changes)]
    marks += [(note.day, mark(at), "ssi-note") for at, note in enumerate(history.notes)]
    before, row = -1.0, 0
    for day, name, kind in sorted(marks):
        x = scale.x(day)
        row = 1 - row if x - before < _APART else 0
        before = x
        y = 12 + 14 * row
        yield upright(kind, x, y + 4, scale.bottom, ' stroke-dasharray="2 3"' if kind == "ssi-change" else "")
        yield text(name, x, y, kind="ssi-number", anchor="start" if x < _EDGE else "end" if x > 1 - _EDGE else "middle")


def mark(at: int, *, letters: bool = False) -> str:
    """What the chart calls the note of that place in the list (1, 2, …), or with letters the change of the sources (a, b, …)."""
    return chr(ord("a") + at % 26) if letters else str(at + 1)


def _ends(history: History, runs: list[_Run], scale: _Scale) -> Iterator[str]:
    """The last value above the line's end, and below it the model that the line belongs to."""
    if not runs:
        yield text("not enough data for a number", 0.5, (scale.top + scale.bottom) / 2, size=14)
        return
    day, value, _ = runs[-1][-1]
    x, y = scale.x(day), scale.y(value)
    yield text(format_points(value), x, y - 9, kind="ssi-number", size=16, anchor="end")
    near = [value for run in runs for day, value, _ in run if scale.x(day) > x - _BESIDE]
    yield text(f"model {history.model.id}", x, min(scale.y(min(near)) + 18, scale.bottom - 4), size=11, anchor="end")


def _cell(tenths: int | None) -> str:
    return "no number" if tenths is None else format_tenths(tenths)


def _summary(history: History) -> str:
    known = [(day.day, day.index_micro) for day in history.days if day.index_micro is not None]
    if not known:
        return "There was not enough data for a number on any of these days."
    (first, start), (last, end) = known[0], known[-1]
    highest, lowest = max(known, key=lambda one: one[1]), min(known, key=lambda one: one[1])
    said = f"{format_points(start)} on {short_day(first)} and {format_points(end)} on {short_day(last)}; at most "
    said += f"{format_points(highest[1])}, on {short_day(highest[0])}, and at least "
    said += f"{format_points(lowest[1])}, on {short_day(lowest[0])}"
    if history.changes:
        count = len(history.changes)
        said += f"; on {count} {'day' if count == 1 else 'days'} the sources begin or end to tell of something"
    return said + "."


def _pillar_summary(title: str, days: Sequence[tuple[int, int | None]]) -> str:
    known = [(day, shown) for day, shown in days if shown is not None]
    if not known:
        return f"{title}: not measured on any of these days."
    (first, start), (last, end) = known[0], known[-1]
    return f"{title}: {_cell(start)} on {short_day(first)}, {_cell(end)} on {short_day(last)}."


def _headings(history: History) -> tuple[str, ...]:
    official = ("LinkedIn’s own",) if history.official else ()
    return ("day", "index", "if all were measured", *(pillar.id for pillar in history.model.pillars), *official)


def _rows(history: History) -> tuple[tuple[str, ...], ...]:
    """The last day of each month, and each day with a number of LinkedIn's."""
    official = {one.day: (format_points(one.index_micro),) for one in history.official}
    months = {day.day for day in history.every("month")}
    blank = ("",) if official else ()
    return tuple(
        (short_day(day.day), *map(_cell, (day.shown[0], day.shown[1], *day.shown[2])), *official.get(day.day, blank))
        for day in history.days
        if day.day in months or day.day in official
    )
