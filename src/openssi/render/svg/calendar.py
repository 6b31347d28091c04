"""The days of a year as small squares, darker where more was done: a rhythm, not a streak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from openssi.activity import Activity
from openssi.activity.calendar import MONTHS, short_day, to_date
from openssi.activity.pace import ACTIVE
from openssi.render.svg.chart import Chart, text, wide_svg

__all__ = ["activity_calendar"]

_WEEKS = 53
_LEFT = 4  # columns of a week's width for the names of the days
_COLUMNS = _LEFT + _WEEKS
_TOP, _SIDE = 18, 14
_SHADES = 4


def activity_calendar(activity: Activity, last: int) -> Chart:
    """Draw the 53 weeks up to a day, one column a week, Monday on top; days before the data begins are left out."""
    first = last - to_date(last).weekday() - 7 * (_WEEKS - 1)
    active = {row.day for row in activity.rows.get(ACTIVE, ()) if row.day <= last}
    records = {day: count for day, count in activity.records if first <= day <= last}
    days = range(max(first, activity.first_day), last + 1)
    counts = {day: max(1, records.get(day, 0)) if day in active else 0 for day in days}
    title = f"Days you were active, {short_day(first)} to {short_day(last)}"
    summary = _summary(counts) if ACTIVE in activity.coverage else "These files don’t cover your active days."
    least = _shades(counts)
    shapes = (*_names(first, last), _squares(counts, first, least), *_key(least))
    svg = wide_svg(_TOP + 7 * _SIDE + 26, title, summary, shapes)
    return Chart(title, summary, svg, ("month", "days active", "records"), _rows(counts, records))


def _summary(counts: Mapping[int, int]) -> str:
    active = [day for day, count in counts.items() if count]
    weekends = sum(to_date(day).weekday() > 4 for day in active)
    return f"Active on {len(active)} of {len(counts)} days, {weekends} of them at weekends."


def _shades(counts: Mapping[int, int]) -> list[int]:
    """Return how many records a day needs for each shade, so that shades are used about equally often."""
    nonzero = sorted(filter(None, counts.values()))
    return (
        [1, *sorted({nonzero[len(nonzero) * part // _SHADES] for part in range(1, _SHADES)} - {1})] if nonzero else [1]
    )


def _squares(counts: Mapping[int, int], first: int, least: Sequence[int]) -> str:
    """Draw one path for each shade, on a plane of weeks by days that is stretched to the width."""
    shades: dict[int, list[str]] = {}
    for day, count in counts.items():
        week, weekday = divmod(day - first, 7)
        shades.setdefault(_shade(count, least), []).append(f"M{10 * (_LEFT + week)} {10 * weekday}h9v9h-9z")
    paths = "".join(
        f'<path {_look(shade, least)} d="{"".join(squares)}"/>' for shade, squares in sorted(shades.items())
    )
    frame = f'y="{_TOP}" width="100%" height="{7 * _SIDE}" viewBox="0 0 {10 * _COLUMNS} 70" preserveAspectRatio="none"'
    return f"<svg {frame}>{paths}</svg>"


def _shade(count: int, least: Sequence[int]) -> int:
    return sum(count >= threshold for threshold in least)


def _look(shade: int, least: Sequence[int]) -> str:
    if not shade:
        return 'class="ssi-track ssi-day" fill="currentColor" fill-opacity=".1"'
    return f'class="ssi-earned" fill-opacity="{shade / len(least)}"'


def _names(first: int, last: int) -> Iterator[str]:
    for weekday, name in ((0, "Mon"), (3, "Thu"), (6, "Sun")):
        yield text(name, 0, _TOP + _SIDE * weekday + 11, size=10, anchor="start")
    for week in range(_WEEKS):
        begins = to_date(first + 7 * week)
        if begins.day <= 7 and first + 7 * week <= last - 7:
            yield text(MONTHS[begins.month - 1], (_LEFT + week) / _COLUMNS, 11, size=10, anchor="start")


def _key(least: Sequence[int]) -> Iterator[str]:
    """Draw what the shades mean, in records a day."""
    y = _TOP + 7 * _SIDE + 10
    ranges = (f"{low}" if high == low + 1 else f"{low}–{high - 1}" for low, high in pairwise(least))
    for shade, name in enumerate(["none", *ranges, f"{least[-1]}+"]):
        x = 100 * (_LEFT + 10 * shade) / _COLUMNS
        square = f'<rect {_look(shade, least)} width="11" height="11" rx="1"/>'
        words = f'<text class="ssi-label" x="15" y="10" font-size="11">{name}</text>'
        yield f'<svg x="{x:.2f}%" y="{y}" overflow="visible">{square}{words}</svg>'


def _rows(counts: Mapping[int, int], records: Mapping[int, int]) -> tuple[tuple[str, ...], ...]:
    days, totals = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for day, count in counts.items():
        month = (to_date(day).year, to_date(day).month)
        days[month] += bool(count)
        totals[month] += records.get(day, 0)
    return tuple(
        (f"{MONTHS[month - 1]} {year}", str(days[year, month]), f"{totals[year, month]:,}")
        for year, month in sorted(days)
    )
