"""What an import did, file by file: every record is imported, a duplicate or rejected with its reason."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

__all__ = [
    "FORGOTTEN",
    "FileReport",
    "ImportReport",
    "LeftOut",
    "Rejection",
    "Tally",
    "as_plain",
    "from_plain",
    "report_from_bytes",
    "report_to_bytes",
]

#: How many rejected records are kept one by one; all are counted.
_KEPT = 50

#: Why the records of a person who asked for it are not there. Their lines are not told: a line would lead back to the person.
FORGOTTEN = "a person who asked to be forgotten"


@dataclass(frozen=True, slots=True)
class Rejection:
    """A record that was not imported: the line where it begins (0 for a file of one record), and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file of an archive: `records == imported + duplicate + rejected`.

    Attributes:
        file: its name without the archive's own folder.
        archive: the archive that it is in.
        repaired: records, imported or duplicate, that had to be mended to be read.
        first: day of the earliest imported record; None where records have no date.
        last: day of the latest.
        rejections: the first rejected records.
        reasons: all rejected records, counted by reason.
        notes: what else a reader of the numbers should know.
    """

    file: str
    archive: str
    records: int
    imported: int
    duplicate: int
    rejected: int
    repaired: int
    first: int | None
    last: int | None
    rejections: tuple[Rejection, ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that was not opened, and why."""

    file: str
    archive: str
    why: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was read of all archives."""

    files: tuple[FileReport, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def rejected(self) -> int:
        """How many records were rejected in all files."""
        return sum(file.rejected for file in self.files)


@dataclass(slots=True)
class Tally:
    """The running count of one file while it is read; `close` turns it into its report."""

    file: str
    archive: str
    imported: int = 0
    duplicate: int = 0
    rejected: int = 0
    repaired: int = 0
    rejections: list[Rejection] = field(default_factory=list[Rejection])
    reasons: Counter[str] = field(default_factory=Counter[str])
    notes: list[str] = field(default_factory=list[str])

    def reject(self, line: int, reason: str) -> None:
        """Count a record as rejected."""
        self.rejected += 1
        self.reasons[reason] += 1
        if len(self.rejections) < _KEPT:
            self.rejections.append(Rejection(line, reason))

    @classmethod
    def of(cls, report: FileReport) -> Tally:
        """The count of a file whose report was made already."""
        return cls(
            report.file,
            report.archive,
            report.imported,
            report.duplicate,
            report.rejected,
            report.repaired,
            list(report.rejections),
            Counter(dict(report.reasons)),
            list(report.notes),
        )

    def forget(self, count: int) -> None:
        """Count imported records as rejected, since they tell of somebody who asked to be forgotten."""
        self.imported -= count
        self.rejected += count
        self.reasons[FORGOTTEN] += count
        self.repaired = min(
            self.repaired, self.imported + self.duplicate
        )  # which of them were mended is not known any more

    def close(self, first: int | None, last: int | None) -> FileReport:
        """The finished report; `first` and `last` are the days of the imported records."""
        return FileReport(
            self.file,
            self.archive,
            self.imported + self.duplicate + self.rejected,
            self.imported,
            self.duplicate,
            self.rejected,
            self.repaired,
            first,
            last,
            tuple(sorted(self.rejections, key=lambda rejection: rejection.line)),
            tuple(self.reasons.most_common()),
            tuple(self.notes),
        )


def as_plain(report: FileReport) -> dict[str, Any]:
    """The report of a file as JSON can hold it."""
    return asdict(report)


def from_plain(found: dict[str, Any]) -> FileReport:
    """The report that was made plain. Whatever does not fit raises what comes to hand."""
    made = dict(found)
    made["rejections"] = tuple([Rejection(**one) for one in found["rejections"]])
    made["reasons"] = tuple([(reason, count) for reason, count in found["reasons"]])
    made["notes"] = tuple(found["notes"])
    return FileReport(**made)


def report_to_bytes(report: ImportReport) -> bytes:
    """A report to be kept."""
    told = {"files": [as_plain(file) for file in report.files], "left_out": [asdict(out) for out in report.left_out]}
    return json.dumps(told, separators=(",", ":")).encode()


def report_from_bytes(data: bytes) -> ImportReport:
    """The report that `report_to_bytes` made bytes of."""
    found: dict[str, list[dict[str, Any]]] = json.loads(data)
    return ImportReport(tuple(map(from_plain, found["files"])), tuple(LeftOut(**one) for one in found["left_out"]))
