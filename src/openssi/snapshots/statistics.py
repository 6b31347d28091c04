"""Snapshots of LinkedIn's member statistics: numbers by day; no text and no other people."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import ClassVar

from openssi.activity.report import ImportReport
from openssi.snapshots.no_other_people import NoOtherPeople
from openssi.sources.member_statistics.statistics import NAME, MemberStatistics, read_file
from openssi.sources.protocol import ReadOptions

__all__ = ["StatisticsSnapshot"]


@dataclass(frozen=True, slots=True)
class StatisticsSnapshot(NoOtherPeople):
    """What may be stored of statistics: the bytes that they are read from."""

    content: bytes
    kind: ClassVar[str] = MemberStatistics.kind

    @property
    def name(self) -> str:
        """What reports call it."""
        return NAME

    @property
    def digest(self) -> str:
        """A hash of its numbers, in hex."""
        numbers = {name: sorted(daily.days.items()) for name, daily in self.restored().metrics.items()}
        return blake2b(ascii(sorted(numbers.items())).encode("ascii"), digest_size=32).hexdigest()

    @property
    def report(self) -> ImportReport:
        """What happened to every record."""
        return ImportReport(tuple(daily.close() for daily in self.restored().metrics.values()))

    def restored(self) -> MemberStatistics:
        """Return the statistics as if they had just been read."""
        return MemberStatistics.from_bytes(self.content)

    def renamed(self, name: str) -> StatisticsSnapshot:
        """Return the snapshot itself: it isn't called by a file's name."""
        del name
        return self

    @classmethod
    def read(cls, path: Path, key: bytes, options: ReadOptions, forgotten: Collection[str] = ()) -> StatisticsSnapshot:
        """Read the file that `ssi sync` writes of statistics.

        Raises:
            SnapshotError: it can't be read, or is damaged.
        """
        del key, options, forgotten  # it contains nobody
        return cls(read_file(path).to_bytes())

    def to_bytes(self) -> bytes:
        """Serialize for `from_bytes`."""
        return self.content

    @classmethod
    def from_bytes(cls, data: bytes) -> StatisticsSnapshot:
        """Deserialize a snapshot.

        Raises:
            SnapshotError: the bytes are damaged or of another version.
        """
        return cls(MemberStatistics.from_bytes(data).to_bytes())
