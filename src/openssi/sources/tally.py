"""Counts the records of one file while it is read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from openssi.activity.report import FileReport, Rejection

__all__ = ["ERASED_PERSON", "Tally"]

#: How many rejected records a report lists one by one; all are counted.
_LISTED_REJECTIONS = 50

#: Why records about an erased person are missing. Their lines are not listed: a line would lead back to the person.
#: Stored reports contain this text.
ERASED_PERSON = "a person who asked to be forgotten"


@dataclass(slots=True)
class Tally:
    """The running count of one file; `close` returns its report."""

    file: str
    archive: str
    imported: int = 0
    duplicate: int = 0
    rejected: int = 0
    repaired: int = 0
    rejections: list[Rejection] = field(default_factory=list[Rejection])
    reasons: Counter[str] = field(default_factory=Counter[str])
    notes: list[str] = field(default_factory=list[str])

    @classmethod
    def reopen(cls, report: FileReport) -> Tally:
        """Return the count behind a report, so that counting can go on."""
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

    def reject(self, line: int, reason: str) -> None:
        """Count a record as rejected."""
        self.rejected += 1
        self.reasons[reason] += 1
        if len(self.rejections) < _LISTED_REJECTIONS:
            self.rejections.append(Rejection(line, reason))

    def mark_duplicate(self, count: int) -> None:
        """Count imported records as duplicates."""
        self.imported -= count
        self.duplicate += count

    def erase(self, count: int) -> None:
        """Count imported records as rejected because they are about an erased person."""
        self.imported -= count
        self.rejected += count
        self.reasons[ERASED_PERSON] += count
        # Which of the erased records had been repaired is not known.
        self.repaired = min(self.repaired, self.imported + self.duplicate)

    def close(self, first: int | None, last: int | None) -> FileReport:
        """Return the finished report; `first` and `last` are the days of the imported records."""
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
