"""The ways LinkedIn writes CSV, dates and links, generation by generation."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from tests.archives.facts import Person, Target

PACIFIC = ZoneInfo("America/Los_Angeles")
Row = Sequence[str]


def plain(rows: Iterable[Row], eol: str = "\n", delimiter: str = ",", every: bool = False) -> bytes:
    """RFC 4180 in UTF-8, quotes doubled, quoted where needed (or everywhere)."""
    return _text(rows, eol, delimiter, every).encode()


def _text(rows: Iterable[Row], eol: str, delimiter: str, every: bool) -> str:
    out = io.StringIO(newline="")
    how = csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, lineterminator=eol, quoting=how).writerows(rows)
    return out.getvalue()


def legacy(rows: Iterable[Row]) -> bytes:
    """UTF-16LE with BOM, tabs, every field quoted; the name still ends in .csv."""
    return b"\xff\xfe" + _text(rows, "\n", "\t", True).encode("utf-16-le")


def spreadsheet(rows: Iterable[Row]) -> bytes:
    """As a spreadsheet of a country with decimal commas saves it."""
    return b"\xef\xbb\xbf" + plain(rows, "\r\n", ";")


def backslashed(rows: Iterable[Row], eol: str = "\n") -> bytes:
    """Comments: a quote inside a field is written \\" and not doubled."""
    return "".join(",".join(_backslash(field) for field in row) + eol for row in rows).encode()


def _backslash(field: str) -> str:
    if not any(sign in field for sign in ',"\r\n'):
        return field
    return '"' + field.replace('"', '\\"') + '"'


def unquoted(rows: Iterable[tuple[str, str, bool]], delimiter: str = ",") -> bytes:
    """SearchQueries: (time, query, raw); a raw one has commas and no quotes."""
    lines: list[str] = []
    for time, query, raw in rows:
        lines.append(f"{time},{query}\n" if raw else _text([(time, query)], "\n", delimiter, False))
    return "".join(lines).encode()


def wrapped(text: str) -> str:
    """Shares: every line break inside a commentary has quotes of its own around it."""
    return text.replace("\r\n", "\n").replace("\n", '"\n"')


def stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


def stamp_utc(at: datetime) -> str:
    return stamp(at) + " UTC"


def slashed_utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y/%m/%d %H:%M:%S} UTC"


def american(at: datetime, padded: bool = False) -> str:
    """3/5/24, 9:41 AM by the clock of the US Pacific zone; padded: 03/05/24, 09:41 AM."""
    local = at.astimezone(PACIFIC)
    if padded:
        return f"{local:%m/%d/%y, %I:%M %p}"
    return f"{local.month}/{local.day}/{local:%y}, {local.hour % 12 or 12}:{local:%M %p}"


def calendar_day(at: datetime) -> str:
    return f"{at.astimezone(UTC):%d %b %Y}"


def weekday_utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%a %b %d %H:%M:%S} UTC {at:%Y}"


def profile_url(address: str) -> str:
    """As Connections has it: percent-encoded. Blank for a closed account."""
    return f"https://www.linkedin.com/in/{quote(address)}" if address else ""


def loose_url(address: str) -> str:
    """The same page as other files spell it: lower-case escapes, or none at all."""
    if not address:
        return ""
    spelled = address if len(address) % 2 else quote(address).lower()
    return f"https://www.linkedin.com/in/{spelled}"


def link(target: Target, comment: int = 0) -> str:
    """The address of a post, or of a comment below it."""
    name = f"{target.group}-{target.id}" if target.kind == "groupPost" else str(target.id)
    url = f"https://www.linkedin.com/feed/update/urn%3Ali%3A{target.kind}%3A{name}"
    if comment:
        url += f"?commentUrn=urn%3Ali%3Acomment%3A%28{target.kind}%3A{name}%2C{comment}%29"
    return url


def address_of(person: Person, changed: bool) -> str:
    return person.old_address if changed and person.address else person.address
