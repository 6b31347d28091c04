"""Snapshots of Sales Navigator's reports: one person's totals or activities, without a name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import ClassVar

from openssi.activity.report import FileReport, ImportReport, file_report_from_plain, file_report_to_plain
from openssi.files.packed_json import pack, reporting_damage, unpack
from openssi.snapshots.no_other_people import NoOtherPeople
from openssi.snapshots.pseudonyms import Pseudonymizer
from openssi.sources.keys import clear_key_caches
from openssi.sources.protocol import ReadOptions
from openssi.sources.sales_navigator.period import Period
from openssi.sources.sales_navigator.read import NavigatorReading, SeatActivity, Totals, read_report
from openssi.sources.tally import Tally

__all__ = ["NavigatorSnapshot"]

_WHAT, _VERSION = "navigator", 1


@dataclass(frozen=True, slots=True)
class NavigatorSnapshot(NoOtherPeople):
    """What may be stored of one report: the outcome of its records, the totals, and activities by keyed hash."""

    name: str
    file: FileReport
    totals: tuple[Totals, ...]
    events: tuple[SeatActivity, ...]
    kind: ClassVar[str] = "navigator"

    @property
    def digest(self) -> str:
        """A hash of its numbers, in hex; it does not depend on the file's name."""
        numbers = [[*total.period, *total[1:]] for total in self.totals], [tuple(event) for event in self.events]
        return blake2b(ascii(numbers).encode("ascii"), digest_size=32).hexdigest()

    @property
    def report(self) -> ImportReport:
        """What happened to every record."""
        return ImportReport((self.file,))

    def restored(self) -> NavigatorReading:
        """Return the file as if it had just been read."""
        return NavigatorReading(self.name, Tally.reopen(self.file), list(self.totals), list(self.events))

    def renamed(self, name: str) -> NavigatorSnapshot:
        """Return a copy under another name; the old name is nowhere in it."""
        return replace(self, name=name, file=replace(self.file, archive=name))

    @classmethod
    def read(cls, path: Path, key: bytes, options: ReadOptions, forgotten: Collection[str] = ()) -> NavigatorSnapshot:
        """Read one person's rows of a report to what may be stored of them.

        Args:
            path: the CSV file.
            key: 16 to 64 secret bytes.
            options: how to read it; the key replaces their identity.
            forgotten: ignored, since it contains no other people.

        Raises:
            ArchiveError: the operating system refuses to read it.
            InputError: it isn't a report, says no period, or doesn't show whose rows to read.
        """
        del forgotten
        try:
            read = read_report(path, options._replace(identity=Pseudonymizer(key).identity))
        finally:
            clear_key_caches()
        return cls(read.name, read.tally.close(*read.span), tuple(read.totals), tuple(read.events))

    def to_bytes(self) -> bytes:
        """Serialize for `from_bytes`."""
        content = {
            "name": self.name,
            "file": file_report_to_plain(self.file),
            "totals": [[*total.period, *total[1:]] for total in self.totals],
            "events": [list(event) for event in self.events],
        }
        return pack(_WHAT, _VERSION, content)

    @classmethod
    def from_bytes(cls, data: bytes) -> NavigatorSnapshot:
        """Deserialize a snapshot.

        Raises:
            SnapshotError: the bytes are damaged or of another version.
        """
        content = unpack(_WHAT, _VERSION, data)
        with reporting_damage(_WHAT):
            return cls(
                content["name"],
                file_report_from_plain(content["file"]),
                tuple([Totals(Period(first, last), *counts) for first, last, *counts in content["totals"]]),
                tuple([SeatActivity(*event) for event in content["events"]]),
            )
