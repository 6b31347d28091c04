"""Days for people, in English whatever the locale."""

from __future__ import annotations

from openssi.activity.calendar import to_date

__all__ = ["MONTHS", "long_day", "short_day"]

_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: Short names of the months.
MONTHS = tuple(name[:3] for name in _MONTH_NAMES)


def long_day(day: int) -> str:
    """Write a day: "2 March 2026"."""
    date = to_date(day)
    return f"{date.day} {_MONTH_NAMES[date.month - 1]} {date.year}"


def short_day(day: int) -> str:
    """Write a day: "2 Mar 2026"."""
    date = to_date(day)
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"
