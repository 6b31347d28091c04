"""One archive as read: its files with their facts, before it is joined with others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from openssi.activity.calendar import day_of
from openssi.activity.report import SkippedFile
from openssi.sources.linkedin_archive.coverage import Span, title_of
from openssi.sources.linkedin_archive.facts import Facts
from openssi.sources.linkedin_archive.file_formats import COLUMNS, FILE_FORMATS
from openssi.sources.protocol import ALL_TEXT_READERS
from openssi.sources.tally import ERASED_PERSON, Tally, reason_partly_read

__all__ = ["IDENTITIES", "Archive", "File", "facts_of_files"]

#: The version of the rules by which records are identified; 1 hashed the text of cells, 2 hashes what they mean.
IDENTITIES = 2


@dataclass(slots=True)
class File:
    """One file as read: its facts and its running count.

    `begins` has the number of facts before each further header, if a user joined several files to one.
    """

    role: str
    stream: str
    tally: Tally
    facts: Facts = field(default_factory=Facts)
    fault: str = ""  # why nothing of it could be read
    begins: list[int] = field(default_factory=list[int])

    def add(self, facts: Facts) -> None:
        """Add imported records."""
        self.tally.imported += len(facts)
        self.facts.extend(facts)

    @property
    def span(self) -> tuple[int, int] | None:
        """The first and the last moment; None if records have no date."""
        return self.facts.span

    @property
    def was_read(self) -> bool:
        """Whether anything is known from it: not if every record was rejected, but an empty file is read."""
        return bool(self.facts or self.tally.reasons[ERASED_PERSON]) or not (self.tally.rejected or self.tally.notes)


@dataclass(slots=True)
class Archive:
    """One archive as read, before it is merged with others.

    Attributes:
        name: its file's or folder's name.
        exported: the day in its name; 0 if there is none.
        size: bytes of all files in it.
        files: the files that were read.
        skipped: the files that were not opened.
        identities: the version of the rules by which its records were identified.
        begins: of each role of which it has only the records since a day, that day.
        text_readers: the versions of the text readers that read it.
        registered: the day on which the account was registered, or its token; "" if it isn't known.
        recent_only: whether old texts were not read, so that only its last four weeks can be scored.
        several_accounts: whether its files have several days of registration.
        confirmed: whether the member said that it is theirs, although name or address differ.
    """

    name: str
    exported: int = 0
    size: int = 0
    files: list[File] = field(default_factory=list[File])
    skipped: list[SkippedFile] = field(default_factory=list[SkippedFile])
    identities: int = IDENTITIES
    begins: dict[str, int] = field(default_factory=dict[str, int])
    text_readers: frozenset[int] = ALL_TEXT_READERS
    registered: str = ""
    several_accounts: bool = False
    recent_only: bool = False
    confirmed: bool = False
    kind: ClassVar[str] = "archive"

    def restored(self) -> Archive:
        """Return the archive itself: it is in memory."""
        return self

    def facts(self, role: str) -> Facts:
        """Return all facts of a role."""
        return facts_of_files(file for file in self.files if file.role == role)

    @property
    def last_day(self) -> int:
        """The latest day of any record, planned ones aside; 0 if there is none."""
        dated = (file.facts.dated for file in self.files if not _is_planned(file.role))
        return day_of(max(map(max, filter(None, dated)), default=0))

    def span(self) -> Span:
        """Return what the archive covers."""
        is_file = [file.tally.file for file in self.files] == [self.name]
        span = Span(self.last_day, self.exported, is_file, begins=self.begins)
        span.unreadable = {file.role for file in self.files if not file.was_read}
        for role in {file.role for file in self.files if file.was_read}:
            files = [file for file in self.files if file.role == role]
            first = [min(file.facts.dated) for file in files if file.facts.dated]
            span.roles[role] = (day_of(min(first)) if first else None, sum(len(file.facts) for file in files))
            if reason := reason_partly_read(title_of(role), (file.tally for file in files)):
                span.in_part[role] = reason
            for name, columns in COLUMNS.items():
                if columns.role == role and not all(columns.note in file.tally.notes for file in files):
                    span.roles[name] = span.roles[role]
        return span

    def owner(self) -> tuple[set[str], ...]:
        """Return the member's own names, addresses and day of registration, as far as files state them."""
        names, addresses = self.facts("profile").column("name"), self.facts("invitations").column("own_address")
        return set(names) - {""}, set(addresses) - {""}, {self.registered} - {""}


def facts_of_files(files: Iterable[File]) -> Facts:
    """Return the facts of all files; not copied if there is only one."""
    parts = [file.facts for file in files]
    if len(parts) == 1:
        return parts[0]
    joined = Facts()
    for part in parts:
        joined.extend(part)
    return joined


def _is_planned(role: str) -> bool:
    return role in FILE_FORMATS and FILE_FORMATS[role].planned
