"""Count the records of one file while it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from openssi.activity.report import COULD_NOT_BE_READ, UNKNOWN_LANGUAGE, WITHOUT_DATE, FileReport, Rejection

__all__ = [
    "DAMAGED",
    "DRAFT",
    "ERASED_PERSON",
    "NOT_WATCHED",
    "REST_SKIPPED",
    "UNCLOSED",
    "UNDATED",
    "Tally",
    "in_other_languages",
    "reason_partly_read",
    "reason_unsupported_language",
]

#: How many rejected records a report lists one by one; all are counted.
_LISTED_REJECTIONS = 50

#: Why records about an erased person are missing. Their lines are not listed: a line would lead back to the person.
#: Stored reports contain this text.
ERASED_PERSON = "a person who asked to be forgotten"
#: How the reason of a draft begins: it was never sent, so nothing is missing without it.
DRAFT = "a draft"
#: Why a course counts for nothing that the member saved and never watched.
NOT_WATCHED = "saved, never watched"
_NEVER_DONE = (DRAFT, NOT_WATCHED)
#: How the reason for the rest of a damaged file begins.
DAMAGED = "damaged from here on"
#: Why the rest of a file is one record: it was cut in the middle of a field.
UNCLOSED = "a quote that is never closed, up to the end of the file"
#: How a reason or a note ends that reports a file of which the rest was not read.
REST_SKIPPED = "the rest of the file was skipped"

#: Why an article is rejected in which LinkedIn left out when it was published.
UNDATED = f"{WITHOUT_DATE} inside"
#: A file is read in part if more than one in ten records could not be read.
_READ_IN_PART = 10


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

    @property
    def unreadable(self) -> int:
        """How many records could not be read: those rejected, except what was never done and erased people."""
        aside = sum(
            count for reason, count in self.reasons.items() if reason == ERASED_PERSON or reason.startswith(_NEVER_DONE)
        )
        return self.rejected - aside

    @property
    def is_truncated(self) -> bool:
        """Whether the rest of the file could not be read."""
        remarks = (*self.reasons, *self.notes)
        return UNCLOSED in self.reasons or any(
            remark.startswith(DAMAGED) or remark.endswith(REST_SKIPPED) for remark in remarks
        )

    @property
    def records(self) -> int:
        """How many records the file has."""
        return self.imported + self.duplicate + self.rejected

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
            self.records,
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


def reason_partly_read(title: str, tallies: Iterable[Tally]) -> str:
    """Return why the files of one title were read only in part; "" if at least nine of ten records could be read."""
    tallies = list(tallies)
    unreadable, records = sum(tally.unreadable for tally in tallies), sum(tally.records for tally in tallies)
    if any(tally.is_truncated for tally in tallies):
        return f"the rest of {title} {COULD_NOT_BE_READ}"
    if unreadable * _READ_IN_PART > records:
        if unreadable == sum(tally.reasons[UNDATED] for tally in tallies):
            return (
                f"{unreadable:,} of {records:,} articles {'has' if unreadable == 1 else 'have'} {WITHOUT_DATE} inside"
            )
        return f"{unreadable:,} of {records:,} records in {title} {COULD_NOT_BE_READ}"
    return ""


def reason_unsupported_language(what: tuple[str, str], unread: int, texts: int) -> str:
    """Return why too few texts of one kind could be read; "" if at least nine of ten are in a language that is read."""
    return f"{in_other_languages(what, unread)} ({texts:,} in all)" if unread * _READ_IN_PART > texts else ""


def in_other_languages(what: tuple[str, str], unread: int) -> str:
    """Return how many texts, called `what` (one, several), are in a language that isn't read."""
    one, several = what
    return f"{unread:,} {one if unread == 1 else several} {UNKNOWN_LANGUAGE}"
