"""Read a spreadsheet in the sandbox: 8 kB of it can make the library take gigabytes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, cast

from openssi.errors import WorkbookError
from openssi.sources.spreadsheet.read import Cell, Sheet, read_sheets

__all__ = ["read_sheets_sandboxed", "sheets_job"]


def read_sheets_sandboxed(path: Path, name: str = "") -> tuple[Sheet, ...]:
    """Return every sheet of a workbook; `name` is what it is called if its file has another name.

    Raises:
        ArchiveError: there is no such file, or the operating system refuses to read it.
        WorkbookError: it is not a spreadsheet, is damaged, or takes more memory or time than any of LinkedIn's
            workbooks.
    """
    from openssi.sandbox import Job, SandboxError, is_sandbox_needed  # only a workbook needs it

    if not is_sandbox_needed():
        return read_sheets(path, name)
    try:
        answer = Job(sheets_job).run({"path": str(path), "name": name})
    except SandboxError as error:
        raise _stopped(name or path.name, error.reason) from error
    return tuple(
        [Sheet(sheet, tuple([tuple(map(_from_plain, row)) for row in rows])) for sheet, rows in answer.data["sheets"]]
    )


def sheets_job(data: dict[str, Any], _: list[bytes], __: object) -> tuple[dict[str, Any], list[bytes]]:
    """Read the sheets inside the sandbox."""
    sheets = read_sheets(Path(data["path"]), data["name"])
    return {"sheets": [[sheet.name, [list(map(_to_plain, row)) for row in sheet.rows]] for sheet in sheets]}, []


def _to_plain(cell: Cell) -> object:
    """Return a day as a list of one number, which no other cell is."""
    return [cell.toordinal()] if isinstance(cell, date) else cell


def _from_plain(cell: Any) -> Cell:
    return date.fromordinal(cast("list[int]", cell)[0]) if isinstance(cell, list) else cell


def _stopped(name: str, reason: str) -> WorkbookError:
    words = {
        "memory": f"{name} needs more memory to read than any workbook from LinkedIn.",
        "time": f"{name} takes longer to read than any workbook from LinkedIn.",
    }
    if reason in words:
        return WorkbookError(
            "workbook-unsafe",
            words[reason],
            unchanged="Nothing was scored.",
            hint="Use the workbook as LinkedIn made it.",
        )
    return WorkbookError(
        "workbook-damaged",
        f"{name} stopped the program that reads spreadsheets: it is damaged or altered.",
        unchanged="Nothing was scored.",
        hint="Export it from LinkedIn again, and leave it as it is.",
    )
