"""Turn rows of the API into facts, as the files of an archive are read: the keys mirror their headers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from openssi.activity.calendar import DAY_SECONDS, parse_iso
from openssi.sources.dates import DateColumn, DateOrder
from openssi.sources.linkedin_archive.archive import File
from openssi.sources.linkedin_archive.columns import Columns, Make
from openssi.sources.linkedin_archive.facts import Facts
from openssi.sources.linkedin_archive.file_formats import FILE_FORMATS
from openssi.sources.linkedin_archive.table import column
from openssi.sources.protocol import Identify
from openssi.sources.tally import Tally

__all__ = ["ARCHIVE", "read_rows", "utc_text"]

#: What reports call the archive that the API's rows make up.
ARCHIVE = "LinkedIn account"

_MILLISECONDS = re.compile(r"\d{12,13}", re.ASCII)
_WITH_OFFSET = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)", re.ASCII)
_DATES = frozenset(
    ["date", "connectedon", "sentat", "time", "followedon", "createdtime", "datetime", "endorsementdate"]
)
#: LinkedIn's own order, in all the API's dates with slashes.
_MONTH_FIRST = DateOrder(day_first=False)
#: What the files' quoting may have left in texts.
_QUOTING = {"shares": ('"\n"', "\n"), "comments": ('\\"', '"')}


def read_rows(role: str, rows: Sequence[Mapping[str, object]], identity: Identify, latest: int) -> File:
    """Return the facts of rows; each row is imported or rejected with its number.

    Args:
        role: which of the archive's files has these columns.
        rows: texts by title; the order of titles doesn't matter.
        identity: the hash that identifies a record.
        latest: a day; rows dated later are rejected.
    """
    file_format = FILE_FORMATS[role]
    file = File(role, role, Tally(file_format.title, ARCHIVE))
    titles = list(dict.fromkeys(title for row in rows for title in row))
    at = {column(title): number for number, title in reversed(list(enumerate(titles)))}
    missing = [name for name in file_format.required if name not in at]
    if rows and missing:
        file.fault = f"LinkedIn's answer has no {' and no '.join(missing)}"
        for number in range(1, len(rows) + 1):
            file.tally.reject(number, file.fault)
        return file
    make = file_format.make(Columns(at, identity, DateColumn(_MONTH_FIRST)))
    last = None if file_format.planned else (latest + 1) * DAY_SECONDS - 1
    for number, row in enumerate(rows, 1):
        try:
            file.add(_fact(make, [(_cell(role, title, row.get(title, "")),) for title in titles], last))
        except ValueError as error:
            file.tally.reject(number, str(error) or "it can't be read")
    return file


def _fact(make: Make, fields: Sequence[tuple[str]], last: int | None) -> Facts:
    facts = make(fields)
    if last is not None and facts.span and facts.span[1] > last:
        raise ValueError("dated in the future")
    return facts


def _cell(role: str, title: str, value: object) -> str:
    """Return a value as the archive's files have it."""
    text = "" if value is None else str(value)
    if column(title) in _DATES:
        return _date(text.strip())
    old, new = _QUOTING.get(role, ("", ""))
    return text.replace(old, new) if old else text


def _date(text: str) -> str:
    if _MILLISECONDS.fullmatch(text):
        return utc_text(int(text))
    if _WITH_OFFSET.fullmatch(text):
        with suppress(ValueError):  # the time does not exist: `make` says so
            return utc_text(round(parse_iso(text).timestamp() * 1000))
    return text


def utc_text(milliseconds: int) -> str:
    """Return a moment as the archive's files write it."""
    try:
        return datetime.fromtimestamp(milliseconds // 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError, OSError):
        return ""
