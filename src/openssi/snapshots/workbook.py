"""Snapshots of analytics workbooks: numbers by day, and the listed posts by the time they were made; no text."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, ClassVar

from openssi.activity.report import FileReport, ImportReport, SkippedFile, file_report_from_plain, file_report_to_plain
from openssi.files.packed_json import pack, reporting_damage, unpack
from openssi.snapshots.no_other_people import NoOtherPeople
from openssi.sources.analytics import DailyNumbers, ListedPost
from openssi.sources.linkedin_workbook.read import read_workbook
from openssi.sources.linkedin_workbook.sheets import Workbook
from openssi.sources.protocol import ReadOptions
from openssi.sources.tally import Tally

__all__ = ["DailySnapshot", "WorkbookSnapshot"]

_WHAT, _VERSION = "workbook", 1


@dataclass(frozen=True, slots=True)
class DailySnapshot:
    """A daily sheet: what happened to its records, and its number by day."""

    report: FileReport
    days: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, daily: DailyNumbers) -> DailySnapshot:
        """Return the snapshot of a sheet that was read."""
        return cls(
            daily.tally.close(min(daily.days, default=None), max(daily.days, default=None)), tuple(daily.days.items())
        )

    def renamed(self, workbook: str) -> DailySnapshot:
        """Return a copy for a workbook with another name."""
        return replace(self, report=replace(self.report, archive=workbook))

    def restored(self) -> DailyNumbers:
        """Return the sheet as if it had just been read."""
        return DailyNumbers(Tally.reopen(self.report), dict(self.days))


@dataclass(frozen=True, slots=True)
class WorkbookSnapshot(NoOtherPeople):
    """What may be stored of one analytics workbook.

    Attributes:
        name: the name of its file.
        engagement: engagements by day; None if there is no such sheet.
        followers: new followers by day; None if there is no such sheet.
        posts: the posts with the most engagement, as listed.
        posts_report: what happened to that list; None if there is none.
        left_out: sheets that the index does not use.
    """

    name: str
    engagement: DailySnapshot | None
    followers: DailySnapshot | None
    posts: tuple[ListedPost, ...]
    posts_report: FileReport | None
    left_out: tuple[SkippedFile, ...]
    kind: ClassVar[str] = "workbook"

    @property
    def digest(self) -> str:
        """A hash of its numbers, in hex; it does not depend on the file's name or format."""
        numbers = (self.engagement and self.engagement.days, self.followers and self.followers.days, self.posts)
        return blake2b(ascii(numbers).encode("ascii"), digest_size=32).hexdigest()

    @property
    def report(self) -> ImportReport:
        """What happened to every record of this workbook alone."""
        sheets = (
            self.engagement and self.engagement.report,
            self.followers and self.followers.report,
            self.posts_report,
        )
        return ImportReport(tuple([sheet for sheet in sheets if sheet]), self.left_out)

    def restored(self) -> Workbook:
        """Return the workbook as if it had just been read."""
        return Workbook(
            self.name,
            self.engagement and self.engagement.restored(),
            self.followers and self.followers.restored(),
            list(self.posts),
            self.posts_report and Tally.reopen(self.posts_report),
            list(self.left_out),
        )

    def renamed(self, name: str) -> WorkbookSnapshot:
        """Return a copy under another name; the old name is nowhere in it."""
        return replace(
            self,
            name=name,
            engagement=self.engagement and self.engagement.renamed(name),
            followers=self.followers and self.followers.renamed(name),
            posts_report=self.posts_report and replace(self.posts_report, archive=name),
            left_out=tuple([replace(skipped, archive=name) for skipped in self.left_out]),
        )

    @classmethod
    def read(
        cls, path: Path, key: bytes, options: ReadOptions | None = None, forgotten: Collection[str] = ()
    ) -> WorkbookSnapshot:
        """Read an analytics workbook to what may be stored of it.

        Args:
            path: the XLSX file.
            key: ignored: the file contains nobody.
            options: its name, and the day after which rows are rejected.
            forgotten: ignored.

        Raises:
            ArchiveError: the file is missing, or may not be read.
            WorkbookError: it cannot be read, or is not an analytics workbook.
        """
        del key, forgotten
        how = options or ReadOptions()
        book = read_workbook(path, not_after=how.not_after, name=how.name)
        days = [post.day for post in book.posts]
        return cls(
            book.name,
            book.engagement and DailySnapshot.of(book.engagement),
            book.followers and DailySnapshot.of(book.followers),
            tuple(book.posts),
            book.posts_tally and book.posts_tally.close(min(days, default=None), max(days, default=None)),
            tuple(book.skipped),
        )

    def to_bytes(self) -> bytes:
        """Serialize for `from_bytes`."""
        return pack(
            _WHAT,
            _VERSION,
            {
                "name": self.name,
                "engagement": self.engagement and [file_report_to_plain(self.engagement.report), self.engagement.days],
                "followers": self.followers and [file_report_to_plain(self.followers.report), self.followers.days],
                "posts": [[post.made, post.day, post.engagements] for post in self.posts],
                "posts_report": self.posts_report and file_report_to_plain(self.posts_report),
                "left_out": [[out.file, out.archive, out.reason] for out in self.left_out],
            },
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> WorkbookSnapshot:
        """Deserialize a snapshot.

        Raises:
            SnapshotError: the bytes are damaged or of another version.
        """
        content = unpack(_WHAT, _VERSION, data)
        with reporting_damage(_WHAT):
            return cls(
                content["name"],
                _daily(content["engagement"]),
                _daily(content["followers"]),
                tuple([ListedPost(*post) for post in content["posts"]]),
                content["posts_report"] and file_report_from_plain(content["posts_report"]),
                tuple([SkippedFile(*out) for out in content["left_out"]]),
            )


def _daily(found: Any) -> DailySnapshot | None:
    if found is None:
        return None
    report, days = found
    return DailySnapshot(file_report_from_plain(report), tuple([(day, value) for day, value in days]))
