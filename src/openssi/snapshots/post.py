"""Snapshots of the analytics of a single post: when it was made and what it received; no text."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import ClassVar

from openssi.activity.calendar import DAY_SECONDS
from openssi.activity.report import FileReport, ImportReport, file_report_from_plain, file_report_to_plain
from openssi.files.packed_json import pack, reporting_damage, unpack
from openssi.snapshots.no_other_people import NoOtherPeople
from openssi.sources.post_analytics.read import Engagement, PostReading, read_post
from openssi.sources.protocol import ReadOptions
from openssi.sources.tally import Tally

__all__ = ["PostSnapshot"]

_WHAT, _VERSION = "post", 1


@dataclass(frozen=True, slots=True)
class PostSnapshot(NoOtherPeople):
    """What may be stored of one file: what happened to its record, and what the post received."""

    name: str
    file: FileReport
    engagement: Engagement | None
    kind: ClassVar[str] = "post"

    @property
    def digest(self) -> str:
        """A hash of its numbers, in hex; it does not depend on the file's name or format."""
        return blake2b(ascii(self._numbers()).encode("ascii"), digest_size=32).hexdigest()

    def _numbers(self) -> list[int]:
        engagement = self.engagement
        return [engagement.made, engagement.reactions, engagement.comments, engagement.reposts] if engagement else []

    @property
    def report(self) -> ImportReport:
        """What happened to its record."""
        return ImportReport((self.file,))

    def restored(self) -> PostReading:
        """Return the file as if it had just been read."""
        return PostReading(self.name, Tally.reopen(self.file), self.engagement)

    def renamed(self, name: str) -> PostSnapshot:
        """Return a copy under another name; the old name is nowhere in it."""
        return replace(self, name=name, file=replace(self.file, archive=name))

    @classmethod
    def read(
        cls, path: Path, key: bytes, options: ReadOptions | None = None, forgotten: Collection[str] = ()
    ) -> PostSnapshot:
        """Read the analytics of one post to what may be stored of it.

        Args:
            path: the XLSX file.
            key: ignored: the file contains nobody.
            options: its name, and the day after which a post is rejected.
            forgotten: ignored.

        Raises:
            ArchiveError: the file is missing, or may not be read.
            WorkbookError: it cannot be read, or is not the analytics of a post.
        """
        del key, forgotten
        how = options or ReadOptions()
        read = read_post(path, not_after=how.not_after, name=how.name)
        day = read.engagement.made // 1000 // DAY_SECONDS if read.engagement else None
        return cls(read.name, read.tally.close(day, day), read.engagement)

    def to_bytes(self) -> bytes:
        """Serialize for `from_bytes`."""
        content = {"name": self.name, "file": file_report_to_plain(self.file), "numbers": self._numbers()}
        return pack(_WHAT, _VERSION, content)

    @classmethod
    def from_bytes(cls, data: bytes) -> PostSnapshot:
        """Deserialize a snapshot.

        Raises:
            SnapshotError: the bytes are damaged or of another version.
        """
        content = unpack(_WHAT, _VERSION, data)
        with reporting_damage(_WHAT):
            numbers = content["numbers"]
            return cls(
                content["name"], file_report_from_plain(content["file"]), Engagement(*numbers) if numbers else None
            )
