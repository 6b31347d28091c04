"""LinkedIn's analytics workbook as a source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from openssi.errors import WorkbookError
from openssi.sources.container import entry_names, is_folder
from openssi.sources.post_analytics.recognize import is_single_post
from openssi.sources.protocol import JoinedMember, ReadOptions, Source, require_archive
from openssi.sources.spreadsheet.read import MAIN_PART

if TYPE_CHECKING:
    from openssi.sources.linkedin_workbook.sheets import Workbook

__all__ = ["LinkedInWorkbook"]


class LinkedInWorkbook(Source["Workbook"]):
    """The spreadsheet of *Analytics*, *Post impressions*, *Export*."""

    kind: ClassVar[str] = "workbook"
    noun: ClassVar[str] = "workbook"
    default_name: ClassVar[str] = "workbook.xlsx"
    endings: ClassVar[tuple[str, ...]] = (".xlsx",)

    def recognizes(self, path: Path, name: str) -> bool:
        """Return whether it is a spreadsheet, or is called one and can't be opened; not if it is about one post."""
        is_spreadsheet = MAIN_PART in entry_names(path) or (name.lower().endswith(".xlsx") and not is_folder(path))
        return is_spreadsheet and not is_single_post(path, name)

    def read(self, path: Path, options: ReadOptions) -> Workbook:
        """Read one workbook.

        Raises:
            ArchiveError: there is no such file, or the operating system refuses to read it.
            WorkbookError: it cannot be read, or is not an analytics workbook.
        """
        from openssi.sources.linkedin_workbook.read import read_workbook

        return read_workbook(path, not_after=options.not_after, name=options.name)

    def join(self, readings: Sequence[Workbook], joined: JoinedMember, *, time_zone: str) -> JoinedMember:
        """Add the days and posts of workbooks to the member of an archive.

        Raises:
            ArchiveError: none of the files is an archive.
            WorkbookError: one of the workbooks is another member's.
        """
        from openssi.sources.linkedin_workbook.join import join

        del time_zone  # a workbook has days only
        require_archive(joined, readings[0].name, "an analytics workbook")
        return join(joined, readings)

    def unsafe_error(self, message: str, hint: str) -> WorkbookError:
        """Return the error for a spreadsheet that takes more memory or time than LinkedIn's do."""
        return WorkbookError("workbook-unsafe", message, unchanged="Nothing from this file was stored.", hint=hint)
