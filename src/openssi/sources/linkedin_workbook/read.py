"""Read one analytics workbook."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from openssi.errors import WorkbookError
from openssi.sources.linkedin_workbook.sheets import Workbook, parse_workbook
from openssi.sources.spreadsheet.sandboxed import read_sheets_sandboxed

__all__ = ["read_workbook"]


def read_workbook(path: Path, *, not_after: int | None, name: str = "") -> Workbook:
    """Read one workbook; `name` is what it is called if its file has another name.

    Raises:
        ArchiveError: there is no such file, or the operating system refuses to read it.
        WorkbookError: it cannot be read, is not an analytics workbook, or none of its days can be read.
    """
    name = name or path.name
    workbook = parse_workbook(name, read_sheets_sandboxed(path, name), not_after)
    if not workbook.last_day and (reasons := _reasons(workbook)):
        raise WorkbookError(
            "workbook-days",
            f"No day in {name} can be read: {reasons.most_common(1)[0][0]}.",
            unchanged="Nothing was scored.",
            hint="Use the workbook as LinkedIn exported it, with all days of its period.",
        )
    if not workbook.last_day:
        raise WorkbookError(
            "workbook-foreign",
            f"{name} isn't LinkedIn's analytics workbook: it has no sheet with engagement or followers by day.",
            unchanged="Nothing was scored.",
            hint=(
                "On your profile, open Analytics, then Post impressions, choose the past 365 days and Export. "
                "If it is a file of your archive, save it as CSV."
            ),
        )
    return workbook


def _reasons(workbook: Workbook) -> Counter[str]:
    """Return why rows of daily sheets were rejected, and how many."""
    return sum((daily.tally.reasons for daily in (workbook.engagement, workbook.followers) if daily), Counter[str]())
