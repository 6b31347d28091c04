"""What an import did, file by file: every record is imported, a duplicate, or rejected with its reason."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

__all__ = [
    "COULD_NOT_BE_READ",
    "NOT_IN_ARCHIVE",
    "UNKNOWN_LANGUAGE",
    "WITHOUT_DATE",
    "FileReport",
    "ImportReport",
    "Rejection",
    "SkippedFile",
    "file_report_from_plain",
    "file_report_to_plain",
    "report_from_bytes",
    "report_to_bytes",
]


#: What the reasons say for which a signal isn't measured, or only in part: a file isn't there or could not be read,
#: texts are in other languages, and LinkedIn left out when articles were published.
NOT_IN_ARCHIVE = "in the archive"
COULD_NOT_BE_READ = "could not be read"
UNKNOWN_LANGUAGE = "in a language we don't read"
WITHOUT_DATE = "no date of publication"


@dataclass(frozen=True, slots=True)
class Rejection:
    """A record that was not imported: the line where it begins (0 if the file is one record), and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file that was read: `records == imported + duplicate + rejected`.

    Attributes:
        file: its name inside the archive.
        archive: the archive or workbook that it is in.
        repaired: records, imported or duplicate, that had to be repaired before they could be read.
        first: day of the earliest imported record; None if records have no date.
        last: day of the latest.
        rejections: the first rejected records.
        reasons: how many records were rejected for each reason.
        notes: anything else a reader of the numbers should know.
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
class SkippedFile:
    """A file that was not opened, and why."""

    file: str
    archive: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What happened to every file of everything that was imported."""

    files: tuple[FileReport, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()

    @property
    def rejected(self) -> int:
        """How many records were rejected in all files."""
        return sum(file.rejected for file in self.files)


def file_report_to_plain(report: FileReport) -> dict[str, Any]:
    """Return the report as JSON types."""
    return asdict(report)


def file_report_from_plain(plain: dict[str, Any]) -> FileReport:
    """Rebuild a report from `file_report_to_plain`. Raises ValueError, TypeError or KeyError on malformed input."""
    fields = dict(plain)
    fields["rejections"] = tuple([Rejection(**rejection) for rejection in plain["rejections"]])
    fields["reasons"] = tuple([(reason, count) for reason, count in plain["reasons"]])
    fields["notes"] = tuple(plain["notes"])
    return FileReport(**fields)


def report_to_bytes(report: ImportReport) -> bytes:
    """Serialize a report for the store."""
    # The keys "left_out" and "why" are what stored reports have always used.
    content = {
        "files": [file_report_to_plain(file) for file in report.files],
        "left_out": [{"file": entry.file, "archive": entry.archive, "why": entry.reason} for entry in report.skipped],
    }
    return json.dumps(content, separators=(",", ":")).encode()


def report_from_bytes(data: bytes) -> ImportReport:
    """Restore a report from `report_to_bytes`."""
    content: dict[str, list[dict[str, Any]]] = json.loads(data)
    return ImportReport(
        tuple(map(file_report_from_plain, content["files"])),
        tuple(SkippedFile(entry["file"], entry["archive"], entry["why"]) for entry in content["left_out"]),
    )
