"""What the page may store on a device: snapshots without names or text, notes, LinkedIn's scores, in a zip."""

from __future__ import annotations

import json
import secrets
import zipfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path

from openssi.activity.annotations import LinkedInScore
from openssi.activity.calendar import to_day
from openssi.errors import SnapshotError
from openssi.member import Member
from openssi.model import DEFAULT, PUBLISHED
from openssi.snapshots.registry import Snapshot, merge_snapshots, read_snapshot, snapshot_from_bytes

__all__ = ["Memory"]

_VERSION = 1
_ABOUT = "about.json"


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything stored about one member.

    Attributes:
        key: hides names in the snapshots; it never leaves the device either.
        snapshots: of the files remembered so far.
        notes: as typed, a line each.
        official: LinkedIn's own scores, by day.
        model: the ID of the published model that scores.
    """

    key: bytes
    snapshots: tuple[Snapshot, ...] = ()
    notes: str = ""
    official: tuple[LinkedInScore, ...] = ()
    model: str = DEFAULT.id

    @classmethod
    def empty(cls) -> Memory:
        """Return a memory without anything in it, with a key of its own."""
        return cls(secrets.token_bytes(32))

    def add(self, paths: Iterable[str], not_after: date, person: str = "") -> Memory:
        """Return the memory with more files; one that is already in it is not added again.

        Raises:
            OpenSSIError: a file can't be read.
        """
        known = {snapshot.digest: snapshot for snapshot in self.snapshots}
        for path in paths:
            snapshot = read_snapshot(Path(path), self.key, not_after=to_day(not_after), person=person)
            known.setdefault(snapshot.digest, snapshot)
        return replace(self, snapshots=tuple(known.values()))

    def member(self) -> Member:
        """Return the member whose files these are.

        Raises:
            ArchiveError: they belong to different members.
        """
        activity, report = merge_snapshots(self.snapshots)
        model = PUBLISHED[self.model]
        return Member(activity.for_model(model), report, model)

    def to_bytes(self) -> bytes:
        """Return it as the zip that `from_bytes` reads."""
        about = {
            "version": _VERSION,
            "key": self.key.hex(),
            "kinds": [snapshot.kind for snapshot in self.snapshots],
            "notes": self.notes,
            "official": [asdict(score) for score in self.official],
            "model": self.model,
        }
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(_ABOUT, json.dumps(about))
            for number, snapshot in enumerate(self.snapshots):
                archive.writestr(str(number), snapshot.to_bytes())
        return target.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> Memory:
        """Restore a memory.

        Raises:
            SnapshotError: it is damaged, or another version of the page wrote it.
        """
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                about = json.loads(archive.read(_ABOUT))
                if about["version"] != _VERSION:
                    raise SnapshotError("kept-version", "Another version of this page stored your data.")
                return cls(
                    bytes.fromhex(about["key"]),
                    tuple(
                        snapshot_from_bytes(kind, archive.read(str(number)))
                        for number, kind in enumerate(about["kinds"])
                    ),
                    about["notes"],
                    tuple(LinkedInScore(**row) for row in about["official"]),
                    PUBLISHED[about.get("model", DEFAULT.id)].id,
                )
        except (zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
            raise SnapshotError("kept-damaged", "What this device remembered is damaged.") from error
