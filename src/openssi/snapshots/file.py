"""What may be kept of one file of an archive, and be handed to another process."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from openssi.activity.calendar import day_of
from openssi.activity.report import FileReport, file_report_from_plain, file_report_to_plain
from openssi.snapshots.columns import from_columns, to_columns
from openssi.sources.linkedin_archive.facts import Fact, Facts
from openssi.sources.linkedin_archive.merge import File
from openssi.sources.tally import Tally

__all__ = ["FileSnapshot"]


@dataclass(frozen=True, slots=True)
class FileSnapshot:
    """One file of an archive: what it is, what happened to its records, and the facts of those that were imported."""

    role: str
    stream: str
    report: FileReport
    facts: Facts

    @classmethod
    def of(cls, file: File) -> FileSnapshot:
        """What is kept of a file that was read."""
        return cls(file.role, file.stream, _closed(file.tally, file.span), file.facts)

    def opened(self) -> File:
        """The file as if it had just been read. Its facts are these very ones: they are replaced, never changed, from here on."""
        return File(self.role, self.stream, Tally.reopen(self.report), self.facts)

    def to_plain(self) -> list[object]:
        """The file in what JSON can say; `from_plain` makes the same of it."""
        return [self.role, self.stream, file_report_to_plain(self.report), to_columns(self.facts)]

    @classmethod
    def from_plain(cls, role: str, stream: str, report: Any, facts: Any) -> FileSnapshot:
        """The file of which the plain one was made. Whatever does not fit raises what comes to hand."""
        return cls(role, stream, file_report_from_plain(report), from_columns(facts))

    def without(self, doomed: Collection[Fact]) -> FileSnapshot:
        """The file with these of its facts counted as rejected."""
        kept = self.facts.where([fact not in doomed for fact in self.facts])
        if len(kept) == len(self.facts):
            return self
        tally = Tally.reopen(self.report)
        tally.erase(len(self.facts) - len(kept))
        return replace(self, report=_closed(tally, kept.span), facts=kept)


def _closed(tally: Tally, span: tuple[int, int] | None) -> FileReport:
    return tally.close(*map(day_of, span)) if span else tally.close(None, None)
