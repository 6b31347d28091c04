"""Reads days and numbers as workbooks write them, in any language; the order of day and month is decided once per workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from openssi.activity.calendar import to_day
from openssi.sources.linkedin_workbook.cells import Cell

__all__ = ["LARGEST", "day", "is_day", "is_number", "number", "puts_day_first"]

#: The largest plausible number: far more engagements than any member has on a day.
LARGEST = 10_000_000

_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_NUMBER = re.compile(r"[-\u2212]?(?:\d+|\d{1,3}(?:[.,'\u2019\u00a0\u202f ]\d{3})+)", re.ASCII)
_YEARS = range(2003, 2100)
_MONTHS = 12


def is_day(cell: Cell) -> bool:
    """Return whether a cell is a day."""
    return isinstance(cell, date) or (isinstance(cell, str) and bool(_SLASHED.fullmatch(cell) or _ISO.fullmatch(cell)))


def is_number(cell: Cell) -> bool:
    """Return whether a cell is a number."""
    return isinstance(cell, int | float) or (isinstance(cell, str) and bool(_NUMBER.fullmatch(cell)))


def puts_day_first(columns: Iterable[Iterable[Cell]]) -> bool:
    """Return whether 3/5/2024 is the third of May, decided by all days of a workbook.

    A part above 12 is a day. If there is none, the right order makes daily rows consecutive; if that doesn't decide either, the
    month comes first, as in LinkedIn's English.
    """
    listed = [
        [match for cell in column if isinstance(cell, str) and (match := _SLASHED.fullmatch(cell))]
        for column in columns
    ]
    found = [match for column in listed for match in column]
    first = sum(int(match[1]) > _MONTHS for match in found)
    second = sum(int(match[3]) > _MONTHS for match in found)
    if first or second:
        return first > second
    if any(match[2] == "." for match in found):
        return True
    return _steps(listed, day_first=True) > _steps(listed, day_first=False)


def _steps(columns: list[list[re.Match[str]]], *, day_first: bool) -> int:
    """Count neighbouring rows that are one day apart."""
    count = 0
    for column in columns:
        days = [_slashed(match, day_first=day_first) for match in column]
        count += sum(one is not None and other is not None and abs(other - one) == 1 for one, other in pairwise(days))
    return count


def _slashed(match: re.Match[str], *, day_first: bool) -> int | None:
    one, other, year = int(match[1]), int(match[3]), int(match[4])
    return _day(year if year > 99 else 2000 + year, *((other, one) if day_first else (one, other)))


def _day(year: int, month: int, day: int) -> int | None:
    try:
        return to_day(date(year, month, day)) if year in _YEARS else None
    except ValueError:
        return None


def day(cell: Cell, *, day_first: bool) -> int | None:
    """Return days since 1970-01-01 of a cell; None if it isn't a day."""
    if isinstance(cell, date):
        return to_day(cell) if cell.year in _YEARS else None
    if not isinstance(cell, str):
        return None
    if match := _ISO.fullmatch(cell):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    match = _SLASHED.fullmatch(cell)
    return _slashed(match, day_first=day_first) if match else None


def number(cell: Cell) -> int | None:
    """Return a whole number, with or without thousands separators; None if it isn't one or is implausibly large."""
    if isinstance(cell, str) and _NUMBER.fullmatch(cell):
        sign = -1 if cell[0] in "-\u2212" else 1
        cell = sign * int("".join(filter(str.isdigit, cell)))
    if isinstance(cell, int) and abs(cell) <= LARGEST:
        return cell
    return None
