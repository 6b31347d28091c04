"""Snapshots of single files of an archive: the role, what happened to the records, and the facts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from openssi.activity.calendar import day_of
from openssi.activity.report import FileReport, file_report_from_plain, file_report_to_plain
from openssi.snapshots.fact_columns import from_columns, to_columns
from openssi.sources.linkedin_archive.archive import File
from openssi.sources.linkedin_archive.facts import Fact, Facts
from openssi.sources.tally import Tally

__all__ = ["FileSnapshot"]


@dataclass(frozen=True, slots=True)
class FileSnapshot:
    """One file of an archive: its role, what happened to its records, and the facts of the imported ones."""

    role: str
    stream: str
    report: FileReport
    facts: Facts

    @classmethod
    def of(cls, file: File) -> FileSnapshot:
        """Return the snapshot of a file that was read."""
        return cls(file.role, file.stream, _closed(file.tally, file.span), file.facts)

    def restored(self) -> File:
        """Return the file as if it had just been read. It uses the same facts: facts are replaced, never changed."""
        return File(self.role, self.stream, Tally.reopen(self.report), self.facts)

    def to_plain(self) -> list[object]:
        """Return the snapshot as values for JSON, for `from_plain`."""
        return [self.role, self.stream, file_report_to_plain(self.report), to_columns(self.facts)]

    @classmethod
    def from_plain(cls, role: str, stream: str, report: Any, facts: Any) -> FileSnapshot:
        """Restore a snapshot from values of JSON. Raises ValueError, TypeError or KeyError on malformed input."""
        return cls(role, stream, file_report_from_plain(report), from_columns(facts))

    def without(self, doomed: Collection[Fact]) -> FileSnapshot:
        """Return a copy without these facts, which count as rejected."""
        remaining = self.facts.where([fact not in doomed for fact in self.facts])
        if len(remaining) == len(self.facts):
            return self
        tally = Tally.reopen(self.report)
        tally.erase(len(self.facts) - len(remaining))
        return replace(self, report=_closed(tally, remaining.span), facts=remaining)


def _closed(tally: Tally, span: tuple[int, int] | None) -> FileReport:
    return tally.close(*map(day_of, span)) if span else tally.close(None, None)
