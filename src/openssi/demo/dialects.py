"""LinkedIn's ways of writing tables, times and addresses: each file of an archive has its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from openssi.demo.records import Urn

__all__ = [
    "FULL_MONTHS",
    "MONTHS",
    "PACIFIC",
    "WEEKDAYS",
    "Row",
    "all_quoted",
    "backslashed",
    "bare",
    "day_name",
    "doubled",
    "event_time",
    "feed_url",
    "half_twice",
    "month_name",
    "open_ended",
    "pacific",
    "pacific_padded",
    "profile_url",
    "schemeless",
    "slashed",
    "stamp",
    "stamp_utc",
    "unix_date",
    "upload_time",
    "wrapped",
]

# Not strftime: its names follow the machine's language.
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FULL_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
PACIFIC = ZoneInfo("America/Los_Angeles")

Row = Sequence[str]


# ---------------------------------------------------------------- tables


def doubled(header: str, rows: Iterable[Row]) -> bytes:
    """Write RFC 4180: quotes if needed, and doubled inside."""
    return _table(header, (",".join(_minimal(cell, '""') for cell in row) for row in rows))


def backslashed(header: str, rows: Iterable[Row]) -> bytes:
    """Write Comments: quotes and backslashes inside a field are escaped with a backslash."""
    return _table(header, (",".join(_minimal(cell.replace("\\", "\\\\"), '\\"') for cell in row) for row in rows))


def all_quoted(columns: Row, rows: Iterable[Row]) -> bytes:
    """Write Messages: every field is quoted, including the header."""
    return _table(_quoted(columns), (_quoted(row) for row in rows))


def wrapped(text: str) -> str:
    """Write Shares: every line break is between quotes, which the table then doubles."""
    return text.replace("\n", '"\n"')


def bare(header: str, rows: Iterable[Row]) -> bytes:
    """Write SearchQueries: two of three fields with a comma have no quotes."""
    lines: list[str] = []
    commas = 0
    for row in rows:
        commas += any("," in cell for cell in row)
        loose = commas % 3 != 0
        lines.append(",".join(row) if loose else ",".join(_minimal(cell, '""') for cell in row))
    return _table(header, lines)


def half_twice(table: bytes) -> bytes:
    """Write SearchQueries: LinkedIn has about half of all rows twice."""
    header, *lines = table.splitlines(keepends=True)
    return header + b"".join(line * (1 + at % 2) for at, line in enumerate(lines))


def open_ended(table: bytes) -> bytes:
    """Write Connections and Company Follows: they have no final line end."""
    return table.removesuffix(b"\n")


def _minimal(cell: str, escaped: str) -> str:
    if any(mark in cell for mark in ',"\n\r'):
        return '"' + cell.replace('"', escaped) + '"'
    return cell


def _quoted(row: Row) -> str:
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in row)


def _table(header: str, lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in (header, *lines)).encode()


# ---------------------------------------------------------------- times


def stamp(at: datetime | None) -> str:
    """`2024-03-05 17:41:09`, UTC though the text does not say so; blank if unknown."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S") if at else ""


def stamp_utc(at: datetime) -> str:
    """`2024-03-05 17:41:09 UTC`"""
    return f"{stamp(at)} UTC"


def slashed(at: datetime) -> str:
    """`2024/03/05 17:41:09 UTC`"""
    return stamp_utc(at).replace("-", "/")


def pacific(at: datetime) -> str:
    """`3/5/24, 9:41 AM`, in US Pacific time."""
    local = at.astimezone(PACIFIC)
    return f"{local.month}/{local.day}/{local:%y}, {_clock(local)}"


def pacific_padded(at: datetime) -> str:
    """`03/05/24, 09:41 AM`, in US Pacific time."""
    local = at.astimezone(PACIFIC)
    return f"{local:%m/%d/%y}, {_clock(local):0>8}"


def day_name(day: date) -> str:
    """`05 Mar 2024`"""
    return f"{day.day:02d} {MONTHS[day.month - 1]} {day.year}"


def month_name(day: date) -> str:
    """`Mar 2024`"""
    return f"{MONTHS[day.month - 1]} {day.year}"


def unix_date(at: datetime) -> str:
    """`Tue Mar 05 17:41:09 UTC 2024`"""
    return f"{WEEKDAYS[at.weekday()]} {MONTHS[at.month - 1]} {at:%d %H:%M:%S} UTC {at.year}"


def event_time(at: datetime) -> str:
    """`Mar 05, 2024 05:00 PM`"""
    return f"{MONTHS[at.month - 1]} {at.day:02d}, {at.year} {_clock(at):0>8}"


def upload_time(at: datetime) -> str:
    """`March 5, 2024 at 5:41 PM (GMT)`"""
    return f"{FULL_MONTHS[at.month - 1]} {at.day}, {at.year} at {_clock(at)} (GMT)"


def _clock(at: datetime) -> str:
    return f"{(at.hour - 1) % 12 + 1}:{at.minute:02d} {'AM' if at.hour < 12 else 'PM'}"


# ---------------------------------------------------------------- addresses


def profile_url(slug: str) -> str:
    """Return the address of a profile, accents percent-encoded; blank without a member."""
    return f"https://www.linkedin.com/in/{quote(slug, safe='-')}" if slug else ""


def schemeless(slug: str) -> str:
    """Return the same in the format of endorsements."""
    return profile_url(slug).removeprefix("https://")


def feed_url(urn: Urn, comment: int | None = None) -> str:
    """Return the address of a post, or of a comment below it."""
    number = f"{urn.group}-{urn.number}" if urn.group else str(urn.number)
    url = "https://www.linkedin.com/feed/update/" + quote(f"urn:li:{urn.kind}:{number}", safe="")
    if comment is None:
        return url
    return f"{url}?commentUrn=" + quote(f"urn:li:comment:({urn.kind}:{urn.number},{comment})", safe="")
