"""What a month of activity is worth: the index of a member whose whole window had been like that month."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from openssi.activity import Activity
from openssi.activity.calendar import to_date, to_day
from openssi.model import MICRO, WINDOW, Attribute, Fading, Model, Rate, Signal, Stock
from openssi.scoring.measures import fading_value, value_on

__all__ = [
    "Month",
    "MonthPoints",
    "first_day",
    "last_day",
    "month_of",
    "month_points",
    "month_text",
    "parse_month",
    "silent_months",
    "whole_months",
]

#: A calendar month as months since year 0, so that neighbours differ by one.
Month = int

#: The weights of a whole window, 90 + 89 + … + 1.
_FULL = WINDOW * (WINDOW + 1) // 2
#: What selling itself produces: connections, exchanges and answers.
_FROM_SELLING = "relationships"
#: Days in a row without anything that a member does alone: probably away. Fixed before any data was seen.
_SILENCE = 15
#: So many of these days in a month, and the month is not like the others.
_SILENT_PART = 8


class MonthPoints(NamedTuple):
    """Points that a month is worth: of the index, without what selling itself produces, and of each pillar."""

    whole: float
    without_selling: float
    pillars: tuple[float, ...] = ()


def month_of(day: int) -> Month:
    """Return the month of a day (days since 1970-01-01)."""
    calendar_date = to_date(day)
    return calendar_date.year * 12 + calendar_date.month - 1


def parse_month(text: str) -> Month:
    """Return the month of a text such as "2026-03". Raises ValueError if it is not one."""
    year, _, month = text.partition("-")
    if len(year) != 4 or len(month) not in {1, 2} or not 1 <= int(month) <= 12:
        raise ValueError(text)
    return int(year) * 12 + int(month) - 1


def month_text(month: Month) -> str:
    """Return a month as "2026-03"."""
    return f"{month // 12:04}-{month % 12 + 1:02}"


def first_day(month: Month) -> int:
    """Return the first day of a month."""
    return to_day(date(month // 12, month % 12 + 1, 1))


def last_day(month: Month) -> int:
    """Return the last day of a month."""
    return first_day(month + 1) - 1


def whole_months(activity: Activity) -> range:
    """Return the months that the data covers from the first to the last day."""
    end = max(activity.last_day, activity.known_until)
    first, last = month_of(activity.first_day), month_of(end)
    if activity.first_day > first_day(first):
        first += 1
    return range(first, last + 1 if end == last_day(last) else last)


def silent_months(activity: Activity, model: Model) -> frozenset[Month]:
    """Return the months that have 8 days or more of a silence of 15 days or more: the member was away, perhaps.

    What others do (views, endorsements, accepted invitations) goes on while a member is away, so it ends no silence.
    """
    end = max(activity.last_day, activity.known_until)
    days = {row.day for kind, rows in activity.rows.items() if kind not in model.from_others for row in rows}
    active = sorted(day for day in days if activity.first_day <= day <= end)
    silent: Counter[Month] = Counter()
    for before, after in pairwise([activity.first_day - 1, *active, end + 1]):
        if after - before > _SILENCE:
            silent.update(month_of(day) for day in range(before + 1, after))
    return frozenset(month for month, many in silent.items() if many >= _SILENT_PART)


def month_points(activity: Activity, model: Model, month: Month) -> MonthPoints:
    """Return the points of one month: what fades is scaled from the month to a whole window, what lasts counts as on
    its last day.

    An index of 90 days would mix three months; this one has no overlap with its neighbours.
    """
    pillars = {
        pillar.id: sum(one.maximum * one.curve.fraction(_value(activity, one, month)) for one in pillar.signals)
        for pillar in model.pillars
    }
    whole = sum(pillars.values())
    own = whole - pillars.get(_FROM_SELLING, 0)
    return MonthPoints(whole / MICRO, own / MICRO, tuple(micro / MICRO for micro in pillars.values()))


def _value(activity: Activity, signal: Signal, month: Month) -> int:
    match signal.measure:
        case Stock() | Attribute():
            return value_on(activity, signal.measure, last_day(month))
        case Fading() | Rate():
            return fading_value(signal.measure, lambda kind: _scaled(activity, kind, month))


def _scaled(activity: Activity, kind: str, month: Month) -> int:
    """Return the fading sum of a window whose every day is like the month's mean day."""
    first, last = first_day(month), last_day(month)
    quantity = sum(
        row.quantity for row in activity.rows.get(kind, ()) if first <= row.day <= last and row.known_day <= last
    )
    return quantity * _FULL // (last - first + 1)
