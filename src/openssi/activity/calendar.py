"""Convert dates, times and time zones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from openssi.errors import UsageError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = [
    "DAYS_PER_WEEK",
    "DAYS_PER_YEAR",
    "DAY_SECONDS",
    "FOUR_WEEKS",
    "HOUR_SECONDS",
    "MONTHS",
    "NO_DATE",
    "NO_SUCH_YEAR",
    "PACIFIC",
    "WEEKDAYS",
    "check_zone",
    "day_of",
    "from_pacific",
    "iso",
    "long_day",
    "long_moment",
    "moment",
    "parse_iso",
    "short_day",
    "to_date",
    "to_day",
    "usual_moments",
    "week_of",
    "weekday",
    "weekday_and_hour",
    "zone",
    "zone_day",
]

HOUR_SECONDS = 3_600
DAY_SECONDS = 86_400
DAYS_PER_WEEK = 7
DAYS_PER_YEAR = 365
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
#: The usual period of a comparison: a month with as many of each weekday.
FOUR_WEEKS = 4 * DAYS_PER_WEEK
_EPOCH = date(1970, 1, 1)
_FIRST_YEAR, _LAST_YEAR = 2003, 2100  # LinkedIn opened in May 2003
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_GERMAN = {"mär": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12}  # as German spreadsheets write them
_MONTHS = {name: number for number, name in enumerate(_ENGLISH, 1)} | _GERMAN

#: The zone in which LinkedIn writes "3/5/24, 9:41 AM" (measured on invitations; assumed for other files of that form).
PACIFIC = "America/Los_Angeles"


def to_day(value: date) -> int:
    """Return the day number of a date: the days since 1970-01-01."""
    return (value - _EPOCH).days


def to_date(day: int) -> date:
    """Return the date of a day number."""
    return _EPOCH + timedelta(days=day)


def iso(day: int) -> str:
    """Return a day number as YYYY-MM-DD."""
    return to_date(day).isoformat()


_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: Short names of the months, in English whatever the locale.
MONTHS = tuple(name[:3] for name in _MONTH_NAMES)


def long_day(day: int) -> str:
    """Write a day number for people: "2 March 2026"."""
    date = to_date(day)
    return f"{date.day} {_MONTH_NAMES[date.month - 1]} {date.year}"


def short_day(day: int) -> str:
    """Write a day number for tables and charts: "2 Mar 2026"."""
    date = to_date(day)
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def day_of(seconds: int) -> int:
    """Return the UTC day number of a time in seconds since 1970-01-01 UTC."""
    return seconds // DAY_SECONDS


def long_moment(seconds: int) -> str:
    """Write a time in seconds since 1970-01-01 UTC for people: "2 March 2026, 09:30 UTC"."""
    return f"{long_day(day_of(seconds))}, {datetime.fromtimestamp(seconds, UTC):%H:%M} UTC"


def weekday(day: int) -> int:
    """Return the weekday of a day number; Monday is 0."""
    return (day + 3) % DAYS_PER_WEEK  # 1970-01-01 was a Thursday


def week_of(day: int) -> int:
    """Return the number of a day's week, which begins on a Monday."""
    return (day - weekday(day)) // DAYS_PER_WEEK


@cache
def zone(name: str) -> ZoneInfo:
    """Return the time zone with a name such as "Europe/Berlin".

    Raises:
        UsageError: there is no time zone with this name.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # only some archives and options need it

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _unknown_zone(name) from error


def check_zone(name: str) -> None:
    """Check that a name is a time zone of the IANA database, not just any file in the system's folder of zones.

    Raises:
        UsageError: there is none of that name.
    """
    from zoneinfo import available_timezones

    zone(name)
    if name not in available_timezones() - {"localtime"}:  # which some systems list, and which is another on each
        raise _unknown_zone(name)


def _unknown_zone(name: str) -> UsageError:
    return UsageError(
        "zone-unknown", f"{name!r} is not a time zone.", hint="Write it like Europe/Berlin or America/New_York."
    )


@lru_cache(maxsize=100_000)
def _zone_offset(hour: int, name: str) -> int:
    """Return how many seconds a zone is ahead of UTC in an hour.

    A zone that changes on the half hour does so far from midnight.
    """
    offset = datetime.fromtimestamp(hour * 3600, UTC).astimezone(zone(name)).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def zone_day(seconds: int, name: str) -> int:
    """Return the day number of a time in a zone."""
    return day_of(seconds) if name == "UTC" else day_of(seconds + _zone_offset(seconds // 3600, name))


def _date(year: int, month: int, day: int) -> date:
    if not _FIRST_YEAR <= year < _LAST_YEAR:
        raise ValueError(NO_SUCH_YEAR)
    return date(year, month, day)


def weekday_and_hour(seconds: int, name: str) -> tuple[int, int]:
    """Return the weekday (Monday is 0) and the hour of a time in a zone."""
    at = seconds if name == "UTC" else seconds + _zone_offset(seconds // 3600, name)
    return weekday(day_of(at)), at % DAY_SECONDS // 3600


def parse_iso(text: str) -> datetime:
    """Return a time in ISO's form.

    Hour 24 is refused: Python 3.14 reads it as the next midnight and earlier versions don't, and all have to give the
    same index.

    Raises:
        ValueError: it has another form, or that time does not exist.
    """
    if text[11:13] == _HOUR_24:
        raise ValueError(NO_DATE)
    return datetime.fromisoformat(text)


def moment(text: str) -> int:
    """Return the seconds since 1970-01-01 UTC of a time as LinkedIn writes it.

    A date without a time is its first second.

    `3/5/24, 9:41 AM` is US Pacific; all others are UTC: `2024-03-05 17:41:09[ UTC]`, `2024/03/05 17:41:09 UTC`,
    `05 Mar 2024`, `Mar 5, 2024[ 05:00 PM]`, `Tue Mar 05 17:41:09 UTC 2024`, and as spreadsheets save them
    `3/5/2024 17:41`, `05-Mar-24`, `05.03.2024 17:41`.

    Raises:
        ValueError: the text has none of these forms, there is no such day, or it is from before LinkedIn.
    """
    if text[19:] in _UTC_MARKS and text[4:5] == "-":
        try:
            since = parse_iso(text[:19]) - _BEGINNING
        except (ValueError, TypeError):  # not a date, or one with its own zone ("2024-03-05 10:00+01")
            raise ValueError(NO_DATE) from None
        if _LINKEDIN_BEGAN <= since.days < _FAR_FUTURE:
            return since.days * DAY_SECONDS + since.seconds
        raise ValueError(NO_SUCH_YEAR)
    try:
        return _other_moment(text.strip())
    except ValueError as error:
        raise ValueError(NO_SUCH_YEAR if str(error) == NO_SUCH_YEAR else NO_DATE) from None


def from_pacific(seconds: int) -> int:
    """Return the seconds since 1970-01-01 UTC of a time that was read off a clock of the US Pacific zone."""
    return int(datetime.fromtimestamp(seconds, UTC).replace(tzinfo=zone(PACIFIC)).timestamp())


def usual_moments(texts: Sequence[str]) -> list[int]:
    """Return `moment` of each text of a column in LinkedIn's usual form, read in one go, which is much faster.

    Raises:
        ValueError: one of the texts has another form, or is not a time.
    """
    lines, count = "\n".join((*texts, "")).replace(" UTC\n", "\n"), len(texts)
    if len(lines) != count * _LINE or lines[_LINE - 1 :: _LINE] != "\n" * count or lines.count("\n") != count:
        raise ValueError(NO_DATE)
    if lines[4::_LINE] == lines[7::_LINE] == "/" * count and lines[10::_LINE] == " " * count:  # searches
        lines = lines.replace("/", "-")
    if lines[4::_LINE] != "-" * count or ("2", "4") in zip(lines[11::_LINE], lines[12::_LINE], strict=True):
        raise ValueError(NO_DATE)
    try:
        since = [at - _BEGINNING for at in map(datetime.fromisoformat, lines.split("\n")[:-1])]
    except TypeError:  # one with its own zone
        raise ValueError(NO_DATE) from None
    seconds = [at.days * DAY_SECONDS + at.seconds for at in since]
    if day_of(min(seconds)) < _LINKEDIN_BEGAN or day_of(max(seconds)) >= _FAR_FUTURE:
        raise ValueError(NO_SUCH_YEAR)
    return seconds


#: Why a cell without a date is rejected.
NO_DATE = "missing or unreadable date"
#: Why a date is rejected that is outside LinkedIn's time.
NO_SUCH_YEAR = "a year in which LinkedIn did not exist"
_BEGINNING = datetime(1970, 1, 1)  # noqa: DTZ001 (both sides of the subtraction are UTC)
_LINKEDIN_BEGAN, _FAR_FUTURE = to_day(date(_FIRST_YEAR, 1, 1)), to_day(date(_LAST_YEAR, 1, 1))
_HOUR_24 = "24"
_LINE = 20  # characters of a time and its line end: every 20th character is the same one of each time
_UTC_MARKS = frozenset(("", " UTC", "Z", ".0", "+00:00", " GMT"))

_SLASHED = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})(?:,? +(\d{1,2}):(\d\d)(?::(\d\d))?(?:[ \u202f]?([AP]M))?)?", re.IGNORECASE
)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{2}|\d{4})(?: (\d{1,2}):(\d\d)(?::(\d\d))?)?")
_DAY_MONTH = re.compile(
    r"(\d{1,2})\.?[ -]([A-Za-zä]{3})[a-zä]*\.?[ -](\d{2}|\d{4})(?:,? +(\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([AP]M))?)?"
)
_MONTH_DAY = re.compile(
    r"([A-Za-z]{3})[a-z]*\.? (\d{1,2}), (\d{4})(?:,? (?:at )?(\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([AP]M))?)?"
)
_UNIX = re.compile(r"[A-Za-z]{3} ([A-Za-z]{3}) (\d{1,2}) (\d\d):(\d\d):(\d\d) (?:UTC|GMT) (\d{4})")
_ISO = re.compile(r"(\d{4})[-/](\d\d)[-/](\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(?: ?(?:UTC|GMT|Z))?")


@lru_cache(maxsize=50_000)
def _other_moment(text: str) -> int:
    if match := _ISO.fullmatch(text):
        year, month, day, hour, minute, second = match.groups()
        return _clock(_date(int(year), int(month), int(day)), hour, minute, second, None)
    if match := _SLASHED.fullmatch(text):
        month, day, year, *clock = match.groups()
        seconds = _clock(_date(_full_year(year), int(month), int(day)), *clock)
        if not (clock[-1] and "," in text):
            return seconds  # as spreadsheets write what LinkedIn wrote in UTC
        return from_pacific(seconds)
    if match := _DOTTED.fullmatch(text):
        day, month, year, hour, minute, second = match.groups()
        return _clock(_date(_full_year(year), int(month), int(day)), hour, minute, second, None)
    if match := _DAY_MONTH.fullmatch(text):
        day, month, year, *clock = match.groups()
        return _clock(_date(_full_year(year), _month(month), int(day)), *clock)
    if match := _MONTH_DAY.fullmatch(text):
        month, day, year, *clock = match.groups()
        return _clock(_date(int(year), _month(month), int(day)), *clock)
    if match := _UNIX.fullmatch(text):
        month, day, hour, minute, second, year = match.groups()
        return _clock(_date(int(year), _month(month), int(day)), hour, minute, second, None)
    raise ValueError(NO_DATE)


def _full_year(year: str) -> int:
    return int(year) if len(year) > 2 else 2000 + int(year)


def _month(name: str) -> int:
    if name.lower() not in _MONTHS:
        raise ValueError(NO_DATE)
    return _MONTHS[name.lower()]


def _clock(day: date, hour: str | None, minute: str | None, second: str | None, half: str | None) -> int:
    hours, minutes, seconds = int(hour or 0), int(minute or 0), int(second or 0)
    if half:
        hours = hours % 12 + (12 if half.upper() == "PM" else 0)
    if hours > 23 or minutes > 59 or seconds > 60:
        raise ValueError(NO_DATE)
    return to_day(day) * DAY_SECONDS + hours * 3600 + minutes * 60 + seconds
