"""Days as callers pass them: a date, a text such as 2026-06-30, or nothing."""

from __future__ import annotations

import re
from datetime import date
from typing import overload

from openssi.activity.calendar import iso, to_day
from openssi.errors import UsageError

__all__ = ["Day", "check_order", "parse_day"]

#: A day as a caller passes it: a date, or a text such as "2026-06-30".
Day = date | str

_FORMAT = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@overload
def parse_day(value: Day) -> int: ...
@overload
def parse_day(value: Day | None) -> int | None: ...
def parse_day(value: Day | None) -> int | None:
    """Return a day as days since 1970-01-01, and None unchanged.

    Raises:
        UsageError: the text is not a date.
    """
    if value is None:
        return None
    if isinstance(value, date):
        return to_day(date(value.year, value.month, value.day))  # a datetime is a date with a clock
    try:
        if not _FORMAT.fullmatch(value):
            raise ValueError(value)
        return to_day(date.fromisoformat(value))
    except ValueError as error:
        raise UsageError("day-format", f"{value!r} isn't a date.", hint="Write dates as 2026-06-30.") from error


def check_order(first: int | None, last: int | None) -> None:
    """Refuse a first day that comes after the last.

    Raises:
        UsageError: the days are in the wrong order.
    """
    if first is not None and last is not None and first > last:
        raise UsageError(
            "day-order",
            f"The first day, {iso(first)}, is after the last, {iso(last)}.",
            hint=f"Swap them: --from {iso(last)} --to {iso(first)}.",
        )
