"""When things happen: weekdays, holidays, a quiet August and Christmas, and a slow rise over two years."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random

__all__ = ["HOURS", "MEMBER_YEARS", "STORY_DAYS", "WEEKDAYS", "Rhythm", "Shape", "easter", "is_holiday", "season"]

STORY_DAYS = 730
MEMBER_YEARS = 12
WEEKDAYS = (1.0, 1.15, 1.1, 1.05, 0.75, 0.05, 0.09)
# Working hours in UTC in central Europe; most activity is at both ends of the day.
HOURS = (5, 6, 6, 7, 7, 7, 8, 8, 9, 10, 11, 11, 12, 13, 14, 14, 15, 15, 16, 17, 19)

Shape = Callable[[date], float]


def easter(year: int) -> date:
    """Return Easter Sunday (the anonymous Gregorian algorithm)."""
    century, golden = year // 100, year % 19
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    offset = epact - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def is_holiday(day: date) -> bool:
    """Return whether hardly anyone works on this day in the seller's country."""
    fixed = {(1, 1), (5, 1), (10, 3), (12, 24), (12, 25), (12, 26), (12, 31)}
    since_easter = (day - easter(day.year)).days
    return (day.month, day.day) in fixed or since_easter in {-2, 1, 39, 50}


def season(day: date) -> float:
    """Return the pace of the season: a long summer break, the days around New Year, and a week after Easter."""
    if (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 6):
        return 0.08
    if day.month == 8:
        return 0.25
    if 1 < (day - easter(day.year)).days <= 7:
        return 0.15
    return 1.0


class Rhythm:
    """Draw days and times for one story; all randomness comes from the given generator."""

    def __init__(self, rng: Random, last_day: date) -> None:
        self.rng = rng
        self.last_day = last_day
        self.first_day = last_day - timedelta(days=STORY_DAYS - 1)
        self.first_year = last_day.year - MEMBER_YEARS
        self.end = datetime.combine(last_day, time(21, 59), tzinfo=UTC)

    def back(self, days: int) -> date:
        """Return the day this many days before the last one."""
        return self.last_day - timedelta(days=days)

    def pace(self, day: date) -> float:
        """Return how busy a day is: calendar times a trend from 0.55 to 1.45."""
        if is_holiday(day):
            return 0.02
        trend = 0.55 + 0.9 * (day - self.first_day).days / STORY_DAYS
        return WEEKDAYS[day.weekday()] * season(day) * max(trend, 0.2)

    def in_effort(self, day: date) -> bool:
        """Return whether the day is in the two months in which the seller tried to write original posts."""
        return self.back(270) <= day <= self.back(210)

    def days(
        self, count: int, first: date | None = None, last: date | None = None, shape: Shape | None = None
    ) -> list[date]:
        """Return this many days in order, busy ones more often; a shape adds weights."""
        start, stop = first or self.first_day, last or self.last_day
        pool = [start + timedelta(days=step) for step in range((stop - start).days + 1)]
        weights = [self.pace(day) * (shape(day) if shape else 1.0) for day in pool]
        return sorted(self.rng.choices(pool, cum_weights=list(accumulate(weights)), k=count))

    def moment(self, day: date) -> datetime:
        """Return a time on a working day, to the millisecond."""
        clock = time(
            self.rng.choice(HOURS), self.rng.randrange(60), self.rng.randrange(60), self.rng.randrange(1000) * 1000
        )
        return datetime.combine(day, clock, tzinfo=UTC)

    def moments(
        self, count: int, first: date | None = None, last: date | None = None, shape: Shape | None = None
    ) -> list[datetime]:
        """Return this many times in order."""
        return sorted(self.moment(day) for day in self.days(count, first, last, shape))

    def workday(self, day: date) -> date:
        """Return the day itself or the next working day."""
        while day.weekday() >= 5 or is_holiday(day):
            day += timedelta(days=1)
        return day
