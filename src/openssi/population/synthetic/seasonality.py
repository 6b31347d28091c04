"""How busy a day is: weekdays, public holidays, the summer and the turn of the year."""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["busy"]

#: Thousandths of an ordinary working day, from Monday.
_WEEKDAYS = (1000, 1080, 1080, 1020, 820, 150, 140)
_HOLIDAYS = frozenset(((1, 1), (5, 1), (12, 25), (12, 26)))
_ON_A_HOLIDAY = 100
_TURN_OF_THE_YEAR = 450
_SUMMER = 800


def busy(day: date) -> int:
    """Return how busy a day is, in thousandths of an ordinary working day."""
    around_easter = (day - _easter(day.year)).days
    if (day.month, day.day) in _HOLIDAYS or -2 <= around_easter <= 1:
        return _ON_A_HOLIDAY
    pace = _WEEKDAYS[day.weekday()]
    if (day.month, day.day) >= (12, 22) or (day.month, day.day) <= (1, 3):
        return pace * _TURN_OF_THE_YEAR // 1000
    return pace * _SUMMER // 1000 if day.month == 8 else pace


def _easter(year: int) -> date:
    """Return Easter Sunday, by the anonymous Gregorian algorithm."""
    golden, century = year % 19, year // 100
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * ((21 - golden) // 11))
    sunday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    return date(year, 3, 28) + timedelta(days=moon - sunday)
