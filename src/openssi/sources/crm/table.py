"""Read the rows of a CRM's export, CSV or XLSX, whatever its encoding, delimiter and the lines before its header."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from openssi.errors import InputError, WorkbookError
from openssi.sources.crm.column_labels import plain
from openssi.sources.csv_text import CsvRow, decode, read_rows
from openssi.sources.spreadsheet.read import Cell, read_sheets

__all__ = ["SPREADSHEETS", "SalesTable", "Sheets", "column_labels", "find_table", "read_csv_text", "read_sheets_of"]

#: Endings of files that are read as spreadsheets.
SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls"})
_LARGEST = 50_000_000  # bytes
_MOST_ROWS = 500_000
_HEADER_WITHIN = 40  # lines: reports begin with a title and filters


class SalesTable(NamedTuple):
    """A file's name, its header, and its rows."""

    name: str
    header: tuple[str, ...]
    rows: tuple[CsvRow, ...]


Sheets = Sequence[Sequence[CsvRow]]


def read_sheets_of(path: Path, name: str = "") -> Sheets:
    """Return the rows of every sheet; a CSV file is one sheet.

    Args:
        path: the file.
        name: what it is called, if its file has another name.

    Raises:
        InputError: the file cannot be read, or is too large.
    """
    name = name or path.name
    if Path(name).suffix.lower() in SPREADSHEETS:
        return _spreadsheet(path, name)
    return read_csv_text(name, _text_of(path))


def read_csv_text(name: str, text: str) -> Sheets:
    """Return the rows of a CSV file as its only sheet.

    Raises:
        InputError: it cannot be read, or is too large.
    """
    return [list(_lines(name, text))]


def find_table(name: str, sheets: Sheets, missing: Callable[[Sequence[str]], str]) -> SalesTable:
    """Return the first sheet that has a header.

    Args:
        name: the file's name.
        sheets: its rows.
        missing: names what a line lacks to be the header ("the seller"); empty if it is one.

    Raises:
        InputError: there is none.
    """
    for rows in sheets:
        for at, row in enumerate(rows[:_HEADER_WITHIN]):
            if not missing(row.cells):
                width = len(row.cells)
                return SalesTable(
                    name, row.cells, tuple(_fitted(rest, width) for rest in rows[at + 1 :] if any(rest.cells))
                )
    raise _no_header(name, sheets, missing)


def _no_header(name: str, sheets: Sheets, missing: Callable[[Sequence[str]], str]) -> InputError:
    """Say why no line is a header."""
    labels = column_labels(sheets)
    hint = (
        "Export deals with their owner and creation date, and rename labels of your own in the file. On the command "
        "line, a mapping file can name them instead (--mapping)."
    )
    if not labels:
        what = f"{name} has no text." if any(sheets) else f"{name} is empty."
    elif any("\0" in label for label in labels):
        what, hint = f"{name} is in an encoding that can't be read.", "Save it as CSV in UTF-8, or as XLSX."
    else:
        what = f"{name} has no column with {missing(labels)}. Its columns seem to be: {', '.join(labels[:12])}."
    return InputError("crm-header", what, unchanged="Nothing was compared.", hint=hint)


def column_labels(sheets: Sheets) -> tuple[str, ...]:
    """Return what is probably the header: of the first lines, the one with the most cells."""
    first = [row.cells for rows in sheets for row in rows[:_HEADER_WITHIN]]
    return tuple(cell for cell in max(first, key=lambda cells: sum(map(bool, cells)), default=()) if plain(cell))


def _fitted(row: CsvRow, width: int) -> CsvRow:
    return CsvRow(row.line, (*row.cells, *[""] * (width - len(row.cells)))[:width])


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise _too_large(path.name)
        return decode(path.read_bytes())
    except OSError as error:
        raise InputError(
            "crm-file", f"{path} can't be read: {error.strerror or error}.", unchanged="Nothing was compared."
        ) from error


def _lines(name: str, text: str) -> Iterator[CsvRow]:
    try:
        for row in read_rows(text):
            if row.line > _MOST_ROWS:
                raise _too_large(name)
            yield row
    except csv.Error as error:
        raise InputError(
            "crm-damaged", f"{name} is not a readable CSV file: {error}.", unchanged="Nothing was compared."
        ) from error


def _too_large(name: str) -> InputError:
    return InputError(
        "crm-too-large",
        f"{name} is larger than {_LARGEST // 1_000_000} MB or {_MOST_ROWS:,} rows.",
        unchanged="Nothing was compared.",
        hint="Export fewer columns, or one year at a time.",
    )


def _spreadsheet(path: Path, name: str) -> Sheets:
    try:
        sheets = read_sheets(path, name)
    except WorkbookError as error:
        raise InputError(
            "crm-damaged",
            f"{name} is not a readable XLSX spreadsheet.",
            unchanged="Nothing was compared.",
            hint="Save it as .xlsx or .csv.",
        ) from error
    return [list(_rows(sheet.rows)) for sheet in sheets]


def _rows(rows: Iterable[Sequence[Cell]]) -> Iterator[CsvRow]:
    for line, row in enumerate(rows, 1):
        yield CsvRow(line, tuple(_text(cell) for cell in row))


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell).strip()
    # A fraction of three digits could be taken for thousands; one of four can't.
    return f"{text}0" if isinstance(cell, float) and len(text.partition(".")[2]) == 3 else text
