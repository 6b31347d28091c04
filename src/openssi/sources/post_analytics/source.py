"""LinkedIn's analytics of a single post as a source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from openssi.errors import WorkbookError
from openssi.sources.post_analytics.recognize import is_single_post
from openssi.sources.protocol import JoinedMember, ReadOptions, Source, require_archive

if TYPE_CHECKING:
    from openssi.sources.post_analytics.read import PostReading

__all__ = ["PostAnalytics"]


class PostAnalytics(Source["PostReading"]):
    """The spreadsheet of one post's *Analytics*, *Export*."""

    kind: ClassVar[str] = "post"
    noun: ClassVar[str] = "workbook"
    default_name: ClassVar[str] = "post.xlsx"
    endings: ClassVar[tuple[str, ...]] = (".xlsx",)

    def recognizes(self, path: Path, name: str) -> bool:
        """Return whether it is a spreadsheet with the analytics of one post."""
        return is_single_post(path, name)

    def read(self, path: Path, options: ReadOptions) -> PostReading:
        """Read one file.

        Raises:
            ArchiveError: there is no such file, or the operating system refuses to read it.
            WorkbookError: it cannot be read, or is not the analytics of a post.
        """
        from openssi.sources.post_analytics.read import read_post

        return read_post(path, not_after=options.not_after, name=options.name)

    def join(self, readings: Sequence[PostReading], joined: JoinedMember, *, time_zone: str) -> JoinedMember:
        """Add what single posts received to the member of an archive.

        Raises:
            ArchiveError: none of the files is an archive.
        """
        from openssi.sources.post_analytics.join import join

        del time_zone  # a post's engagement has no hours
        require_archive(joined, readings[0].name, "the analytics of a post")
        return join(readings, joined)

    def unsafe_error(self, message: str, hint: str) -> WorkbookError:
        """Return the error for a spreadsheet that takes more memory or time than LinkedIn's do."""
        return WorkbookError("workbook-unsafe", message, unchanged="Nothing from this file was stored.", hint=hint)
