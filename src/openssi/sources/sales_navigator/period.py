"""The days that a usage report covers: from its columns, the lines above its header, or its file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import chain
from typing import NamedTuple

from openssi.activity.calendar import day_of, weekday
from openssi.sources.dates import DateColumn, DateOrder

__all__ = ["Period", "order_of", "period_in", "read_period"]

#: LinkedIn widens longer periods to whole weeks.
_LONGEST_EXACT = 30
_LONGEST = 800  # days; a report covers two years at most
_DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2}\.? [A-Z][a-z]{2,8}\.? \d{4}"
)


class Period(NamedTuple):
    """The first and the last day, in days since 1970-01-01."""

    first: int
    last: int

    @property
    def days(self) -> range:
        """Every day of it."""
        return range(self.first, self.last + 1)


def period_in(texts: Sequence[str]) -> Period | None:
    """Return the period that one of the texts names by two dates; None if none does."""
    for text in texts:
        dates = _DATE.findall(text)
        if len(dates) == 2:
            return read_period(dates[0], dates[1])
    return None


def read_period(first: str, last: str, order: DateOrder | None = None) -> Period:
    """Return the period between two dates, in whole weeks (Monday to Sunday) if it is longer than 30 days.

    Args:
        first: its first day.
        last: its last day.
        order: the order of day and month in numeric dates, by all dates of the file; None to decide by these two.

    Raises:
        ValueError: one of them isn't a date, day and month can't be distinguished, or the first is after the last.
    """
    begin, end = _days_between(first, last, order or order_of([(first, last)]))
    length = end - begin + 1
    if length > _LONGEST_EXACT and length % 7:
        begin, end = begin - weekday(begin), end + 6 - weekday(end)
    return Period(begin, end)


def _days_between(first: str, last: str, order: DateOrder) -> tuple[int, int]:
    begin, end = map(day_of, DateColumn(order).read([first.strip(), last.strip()]))
    if begin > end or end - begin > _LONGEST:
        raise ValueError(f"no period: {first} to {last}")
    return begin, end


def order_of(periods: Iterable[tuple[str, str]]) -> DateOrder:
    """Return the order of day and month in numeric dates: the only one in which every period ends after it begins."""
    periods, dates = list(periods), DateColumn(collect=True)
    for text in chain.from_iterable(periods):
        with suppress(ValueError):
            dates.read([text.strip()])
    order = dates.decide()
    if order.fault:
        possible = [one for one in map(DateOrder, (True, False)) if _are_periods(periods, one)]
        return possible[0] if len(possible) == 1 else order._replace(fault=f"{order.fault}; {_HINT}")
    return order


_HINT = "write the year first, as in 2026-05-31"


def _are_periods(texts: Iterable[tuple[str, str]], order: DateOrder) -> bool:
    try:
        for first, last in texts:
            _days_between(first, last, order)
    except ValueError:
        return False
    return True
