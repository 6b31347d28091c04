"""Open a spreadsheet without trusting it, and return the cells of its sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openssi.errors import ArchiveError, WorkbookError
from openssi.sources.container import READ_ERRORS, Container, open_container

__all__ = ["MAIN_PART", "Cell", "Sheet", "read_sheets"]

#: The file that makes a zip a spreadsheet.
MAIN_PART = "xl/workbook.xml"

Cell = str | int | float | date
#: LinkedIn's workbooks unpack to less than a hundredth of this.
_LARGEST = 20_000_000
_MOST_SHEETS = 50
#: The reader allocates every cell between the first and the last: two cells far apart would fill the memory.
_LARGEST_AREA = 1_000_000
_CELL_REFERENCE = re.compile(rb"""\br\s*=\s*["']?\s*\$?([A-Za-z]*)\$?(\d+)""")
_OTHER_FORMATS = ("xl/workbook.bin", "content.xml", "mimetype")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, and its rows from the first on, blank cells as empty texts."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def read_sheets(path: Path, name: str = "") -> tuple[Sheet, ...]:
    """Return every sheet of a workbook; `name` is what it is called if its file has another name.

    Raises:
        ArchiveError: there is no such file, or the operating system refuses to read it.
        WorkbookError: it is not a spreadsheet, is damaged, or is unsafe to open.
    """
    try:
        with open_container(path, name) as container:
            _check(container)
            name = container.name
    except ArchiveError as error:
        raise _as_workbook(name or path.name, error) from error
    return tuple(_read(path, name))


def _as_workbook(name: str, error: ArchiveError) -> Exception:
    """Turn the error of opening a zip into one about a workbook."""
    if error.code in {"archive-not-found", "archive-no-access"}:
        return error
    if error.code == "archive-unsafe":
        return WorkbookError(
            "workbook-unsafe",
            error.message,
            unchanged=error.unchanged,
            hint="Use the workbook as LinkedIn exported it.",
        )
    return _damaged(name)


def _damaged(name: str) -> WorkbookError:
    return WorkbookError(
        "workbook-damaged",
        f"{name} can't be opened as an XLSX spreadsheet: it is another kind of file, damaged, or locked with a "
        "password.",
        unchanged="Nothing was scored.",
        hint="Export it from LinkedIn again and use the file unchanged.",
    )


def _unsafe(name: str, what: str) -> WorkbookError:
    return WorkbookError(
        "workbook-unsafe",
        f"{name} {what}. LinkedIn's own workbooks never look like this.",
        unchanged="Nothing was scored.",
        hint="Use the workbook as LinkedIn exported it.",
    )


def _check(container: Container) -> None:
    """Refuse harmful content before the reader sees it."""
    names = {entry.name for entry in container.entries}
    if MAIN_PART not in names or names.intersection(_OTHER_FORMATS):
        raise _damaged(container.name)
    if sum(entry.size for entry in container.entries) > _LARGEST:
        raise _unsafe(container.name, f"unpacks to more than {_LARGEST // 1_000_000} MB")
    for entry in container.entries:
        try:
            with entry.open() as content:
                far = _is_spread(content.read(_LARGEST + 1))
        except READ_ERRORS as error:
            raise _damaged(container.name) from error
        if far:
            raise _unsafe(container.name, f"has cells spread over an area of more than {_LARGEST_AREA:,}")


def _is_spread(content: bytes) -> bool:
    """Return whether the cells of a file span too large an area."""
    right = bottom = 1
    for letters, digits in _CELL_REFERENCE.findall(content):
        if len(letters) > 3 or len(digits) > 7:  # beyond any spreadsheet
            return True
        bottom = max(bottom, int(digits))
        right = max(right, _column(letters.upper()))
    return right * bottom > _LARGEST_AREA


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _read(path: Path, name: str) -> Iterator[Sheet]:
    import python_calamine  # only a workbook needs it

    try:
        with path.open("rb") as file:
            workbook = python_calamine.CalamineWorkbook.from_filelike(file)
            if len(workbook.sheet_names) > _MOST_SHEETS:
                raise _unsafe(name, f"has {len(workbook.sheet_names)} sheets")
            for at, sheet in enumerate(workbook.sheet_names):
                rows = workbook.get_sheet_by_index(at).to_python(skip_empty_area=False)
                yield Sheet(sheet, tuple(tuple(map(_cell, row)) for row in rows))
    except WorkbookError:
        raise
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the reader is not an Exception
        raise _damaged(name) from error


def _cell(value: object) -> Cell:
    """Return numbers, texts and days as they are; anything else as its text."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return value.strip()
    return value if isinstance(value, int | date) else str(value)
