"""Look ahead from a day: the activity known then, alone or continued at the pace of the last 90 days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from openssi.activity.calendar import DAYS_PER_WEEK, weekday
from openssi.activity.table import Activity, Coverage, DailyRow, rows_since
from openssi.model import WINDOW, Model

__all__ = [
    "ACTIVE",
    "ALL_ANSWERS",
    "WEEK_ORDER",
    "WORKING_DAYS",
    "as_of",
    "continued_at_pace",
    "recent_days",
    "recent_quantity_and_days",
    "week_days",
]

#: The kind that has one row for each day with any activity of the member's own.
ACTIVE = "active_day"
#: Other people respond as often as they did lately, in percent.
ALL_ANSWERS = 100

WORKING_DAYS = 5
#: Weekdays (Monday is 0) in the order in which a week is filled: working days first, spread over the week. The days of
#: a smaller count are among those of a larger one, so the active days of a whole plan are those of its most frequent
#: line.
WEEK_ORDER = (2, 0, 4, 1, 3, 5, 6)


def as_of(activity: Activity, day: int) -> Activity:
    """Return the activity as known on a day, without anything later. What is covered on the day stays covered."""
    return replace(
        activity,
        rows={
            kind: tuple([row for row in rows if row.day <= day and row.known_day <= day])
            for kind, rows in activity.rows.items()
        },
        attributes={
            name: tuple(step for step in steps if step[0] <= day) for name, steps in activity.attributes.items()
        },
        coverage={
            name: Coverage(tuple((first, None) for first, _ in coverage.spans if first is None or first <= day))
            for name, coverage in activity.coverage.items()
            if coverage.has(day)
        },
    )


def continued_at_pace(activity: Activity, model: Model, day: int, weeks: int, others: int = ALL_ANSWERS) -> Activity:
    """Return the activity as known on a day, continued for some weeks at the pace of the last 90 days.

    A kind is done on as many days of a week as lately, on those that a plan fills first. That is the worst case for a
    plan, since more of a day earns less, so a member who follows it on days that they use anyway reaches its promise.

    `others` is how often other people respond, in percent of how often they did. Credits go on at their own pace, so
    that what was earned unevenly earns no more.
    """
    now = as_of(activity, day)
    rows: dict[str, tuple[DailyRow, ...]] = {}
    for kind in model.kinds:
        total, days = recent_quantity_and_days(now, kind.id, day)
        if total:
            answered = others if kind.from_others else ALL_ANSWERS
            used = len({row.day for row in _recent_rows(now, kind.id, day)})
            rows[kind.id] = tuple(_spread(total * answered, days * ALL_ANSWERS, used * ALL_ANSWERS, day, weeks))
    return now.with_rows(rows)


def recent_quantity_and_days(activity: Activity, kind: str, day: int) -> tuple[int, int]:
    """Return how much of a kind the member did lately, and in how many days: the last 90, or all if fewer."""
    return sum(row.quantity for row in _recent_rows(activity, kind, day)), len(recent_days(activity, day))


def _recent_rows(activity: Activity, kind: str, day: int) -> list[DailyRow]:
    span = recent_days(activity, day)
    rows = rows_since(activity.rows.get(kind, ()), span.start)
    return [row for row in rows if row.day in span and row.known_day <= day]


def recent_days(activity: Activity, day: int) -> range:
    """Return the last 90 days that the data cover, or all if fewer."""
    last = max(activity.last_day, activity.known_until)
    end = min(day, last) if last else day
    return range(max(end - WINDOW + 1, min(activity.first_day, end)), end + 1)


def _spread(total: int, days: int, used: int, day: int, weeks: int) -> Iterator[DailyRow]:
    """Yield the pace of `total` in `days`, week by week in whole numbers, on so many days as were `used`."""
    for week in range(weeks):
        quantity, often = (
            (week + 1) * DAYS_PER_WEEK * amount // days - week * DAYS_PER_WEEK * amount // days
            for amount in (total, used)
        )
        on = week_days(day, week)[: max(1, often)]
        for at, planned in enumerate(on):
            if part := (at + 1) * quantity // len(on) - at * quantity // len(on):
                yield DailyRow(planned, planned, part)


def week_days(day: int, week: int) -> list[int]:
    """Return the days of a week after a day, in the order in which a week is filled."""
    first = day + 1 + DAYS_PER_WEEK * week
    by_weekday = {weekday(on): on for on in range(first, first + DAYS_PER_WEEK)}
    return [by_weekday[number] for number in WEEK_ORDER]
