"""Read days and whole numbers from cells in any language; the order of day and month is decided per workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from openssi.activity.calendar import NO_DATE, day_of, to_day
from openssi.sources.dates import DateColumn, DateOrder
from openssi.sources.spreadsheet.read import Cell

__all__ = ["LARGEST", "is_day", "is_number", "order_of_days", "read_day", "whole_number"]

#: The largest plausible number: far more engagements than any member has on a day.
LARGEST = 10_000_000

_NUMBER = re.compile(r"[-\u2212]?(?:\d+|\d{1,3}(?:[.,'\u2019\u00a0\u202f ]\d{3})+)", re.ASCII)
_YEARS = range(2003, 2100)
_DAYS = range(to_day(date(_YEARS.start, 1, 1)), to_day(date(_YEARS.stop, 1, 1)))


def is_day(cell: Cell) -> bool:
    """Return whether a cell is a day."""
    with suppress(ValueError):
        read_day(cell, DateColumn(DateOrder(day_first=True)))
        return True
    with suppress(ValueError):
        read_day(cell, DateColumn(DateOrder(day_first=False)))
        return True
    return False


def is_number(cell: Cell) -> bool:
    """Return whether a cell is a number."""
    return isinstance(cell, int | float) or (isinstance(cell, str) and bool(_NUMBER.fullmatch(cell)))


def order_of_days(columns: Iterable[Iterable[Cell]]) -> DateOrder:
    """Decide whether 3/5/2024 is the third of May: daily rows are consecutive only in the right order."""
    dates = DateColumn(collect=True)
    for column in columns:
        for cell in column:
            if isinstance(cell, str):
                with suppress(ValueError):
                    dates.read([cell])
    return dates.decide(daily=True)


def read_day(cell: Cell, dates: DateColumn) -> int:
    """Return days since 1970-01-01 of a cell.

    Raises:
        ValueError: it isn't a day, or is from before LinkedIn; the text is the reason.
    """
    if isinstance(cell, str):
        day = day_of(dates.read([cell])[0])
    elif isinstance(cell, date):
        day = to_day(cell)
    else:
        raise ValueError(NO_DATE)
    if day not in _DAYS:
        raise ValueError(NO_DATE)
    return day


def whole_number(cell: Cell) -> int | None:
    """Return a whole number, with or without thousands separators; None if it isn't one or is implausibly large."""
    if isinstance(cell, str) and _NUMBER.fullmatch(cell):
        sign = -1 if cell[0] in "-\u2212" else 1
        cell = sign * int("".join(filter(str.isdigit, cell)))
    if isinstance(cell, int) and abs(cell) <= LARGEST:
        return cell
    return None
