"""Snapshots of every kind of source: taken from a file, restored from stored bytes, merged to one member."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, NamedTuple, Protocol, cast

from openssi.activity.report import ImportReport
from openssi.progress import Progress
from openssi.snapshots.archive import ArchiveSnapshot
from openssi.snapshots.navigator import NavigatorSnapshot
from openssi.snapshots.post import PostSnapshot
from openssi.snapshots.statistics import StatisticsSnapshot
from openssi.snapshots.synced import SyncedSnapshot
from openssi.snapshots.workbook import WorkbookSnapshot
from openssi.sources.linkedin_archive.archive import Archive
from openssi.sources.protocol import JoinedMember, Reading, ReadOptions
from openssi.sources.registry import clear_caches, join, recognize

__all__ = ["Snapshot", "StoredSnapshot", "merge_snapshots", "read_snapshot", "snapshot_from_bytes"]


class Snapshot(Protocol):
    """What may be stored of one file: no text, and pseudonyms instead of names."""

    kind: ClassVar[str]  # the `Source.kind` that it was read from

    @property
    def name(self) -> str:
        """The name of its file."""
        ...

    @property
    def digest(self) -> str:
        """A hash of what it holds, whatever it is called."""
        ...

    @property
    def report(self) -> ImportReport:
        """What happened to every record."""
        ...

    @classmethod
    def from_bytes(cls, data: bytes) -> Snapshot:
        """Restore what `to_bytes` returned. Raises SnapshotError if it is damaged or of another version."""
        ...

    def restored(self) -> Reading:
        """Return it as if it had just been read."""
        ...

    def renamed(self, name: str) -> Snapshot:
        """Return the same under another name; the old name is nowhere in it."""
        ...

    def without_person(self, tokens: Collection[str]) -> tuple[Snapshot, int]:
        """Return it without every fact about a person, and how many facts were removed."""
        ...

    def known_as(self, tokens: Collection[str]) -> frozenset[str]:
        """Return the tokens, and all others under which it knows the same people."""
        ...

    def to_bytes(self) -> bytes:
        """Return it as bytes for `from_bytes`."""
        ...


#: Every snapshot of a file, by the kind of its source. To store a new source's files is a module and a line here.
_OF_FILES = {
    snapshot.kind: snapshot
    for snapshot in (ArchiveSnapshot, WorkbookSnapshot, PostSnapshot, NavigatorSnapshot, StatisticsSnapshot)
}


def read_snapshot(
    path: Path,
    key: bytes,
    *,
    name: str = "",
    forgotten: Collection[str] = (),
    not_after: int | None = None,
    progress: Progress | None = None,
    person: str = "",
    labels: Mapping[str, str] | None = None,
    confirmed: bool = False,
) -> Snapshot:
    """Read a file of any kind to what may be stored of it.

    Args:
        path: a zip, an unpacked folder, a workbook or a report.
        key: 16 to 64 secret bytes, the same for everything that is ever merged.
        name: what to call it, if its file has another name.
        forgotten: tokens of erased people; their records are rejected.
        not_after: a day; records dated later are rejected.
        progress: receives the bytes read so far and in all; whatever it raises ends the reading.
        person: whose rows to read of a report about several people.
        labels: what the folded titles of a report's columns mean; None for LinkedIn's documented ones.
        confirmed: whether the member said that an archive is theirs, although name or address differ.

    Raises:
        ArchiveError: it cannot be read.
        InputError: it is a report and cannot be read, or has several people in it.
        WorkbookError: it cannot be read, or is not an analytics workbook.
    """
    options = ReadOptions(name, not_after, progress, person=person, labels=labels or {}, confirmed=confirmed)
    snapshot = _OF_FILES.get(recognize(path, name, labels).kind, ArchiveSnapshot)
    return snapshot.read(path, key, options, forgotten)


def snapshot_from_bytes(kind: str, data: bytes) -> Snapshot:
    """Restore a stored snapshot.

    Raises:
        SnapshotError: the bytes are damaged or of another version.
    """
    snapshot = SyncedSnapshot if kind == SyncedSnapshot.kind else _OF_FILES[kind]
    return snapshot.from_bytes(data)


class StoredSnapshot(NamedTuple):
    """A snapshot as stored: a tenth of the memory, decoded whenever it is needed."""

    kind: str
    data: bytes

    def decoded(self) -> Snapshot:
        """Return the snapshot. Raises SnapshotError if it is damaged or of another version."""
        return snapshot_from_bytes(self.kind, self.data)

    def restored(self) -> Reading:
        """Return it as if it had just been read."""
        return self.decoded().restored()


def merge_snapshots(snapshots: Sequence[Snapshot | StoredSnapshot], *, time_zone: str = "UTC") -> JoinedMember:
    """Merge all snapshots of one member: the result equals reading the files themselves, in this order.

    Several archives are restored one after the other, so that a member with many of them fits into a sandbox.

    Raises:
        ArchiveError: they belong to different members, or none is an archive.
        WorkbookError: a workbook is another member's.
    """
    try:
        return join(_readings(snapshots), time_zone=time_zone)
    finally:
        clear_caches()


def _readings(snapshots: Sequence[Snapshot | StoredSnapshot]) -> list[Reading]:
    several = sum(snapshot.kind == ArchiveSnapshot.kind for snapshot in snapshots) > 1
    return [
        _DeferredArchive(snapshot) if several and snapshot.kind == ArchiveSnapshot.kind else snapshot.restored()
        for snapshot in snapshots
    ]


@dataclass(frozen=True, slots=True)
class _DeferredArchive:
    """An archive that is restored whenever joining needs it."""

    snapshot: Snapshot | StoredSnapshot
    kind: ClassVar[str] = ArchiveSnapshot.kind

    def restored(self) -> Archive:
        """Restore the archive."""
        return cast("Archive", self.snapshot.restored())
