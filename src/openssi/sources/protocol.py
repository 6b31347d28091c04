"""What a source is: how one kind of file is recognized, read, and joined with a member's other files.

A source is a folder (or a module) with one subclass of `Source`; `registry.SOURCES` lists them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, NamedTuple, Protocol, TypeVar

from openssi.activity import Activity
from openssi.activity.report import ImportReport
from openssi.errors import ArchiveError, InputError
from openssi.progress import Progress
from openssi.sources.container import Entry

__all__ = [
    "ALL_TEXT_READERS",
    "Identify",
    "JoinedMember",
    "ReadOptions",
    "Reading",
    "Source",
    "require_archive",
]

#: All published versions of the text readers; snapshots are read by all of them, so that any model can score them.
ALL_TEXT_READERS = frozenset((1, 2))
#: Hashes the content of a record to a number of 64 bits.
Identify = Callable[[tuple[object, ...]], int]


class ReadOptions(NamedTuple):
    """How to read one file or folder.

    Attributes:
        name: what to call it, if its file has another name.
        not_after: a day; records dated later are rejected, since nothing can be known of the future.
        progress: receives the bytes read so far and in all; whatever it raises ends the reading.
        identity: the hash that identifies a record. Python's own differs in every process, so it must not be stored.
        alone: whether nothing else of the member is read, so that most records need no identity.
        confirmed: whether the member said that an archive under another name is theirs.
        watch: wraps each file inside before it is opened; receives the file and its name inside the archive.
        person: whose rows to read of a report about several people: a name, an e-mail address or a seat.
        labels: what the folded titles of a report's columns mean; empty for LinkedIn's documented ones.
        text_readers: the versions of the text readers to run; what only others read is left blank.
        recent_only: whether only the last four weeks will be scored, so that old texts need not be read.
    """

    name: str = ""
    not_after: int | None = None
    progress: Progress | None = None
    identity: Identify = hash
    alone: bool = False
    watch: Callable[[Entry, str], Entry] | None = None
    confirmed: bool = False
    person: str = ""
    labels: Mapping[str, str] = MappingProxyType({})
    text_readers: frozenset[int] = ALL_TEXT_READERS
    recent_only: bool = False


class Reading(Protocol):
    """One file or folder as read, before it is joined with others."""

    kind: ClassVar[str]  # the `Source.kind` that joins it


class JoinedMember(NamedTuple):
    """One member's activity from everything joined so far, and what happened to every record."""

    activity: Activity
    report: ImportReport


def require_archive(joined: JoinedMember, name: str, what: str) -> None:
    """Check that there is an archive for a file to add to.

    Args:
        joined: what was joined so far.
        name: the file's name.
        what: the file's kind, as "an analytics workbook".

    Raises:
        ArchiveError: none of the files is an archive.
    """
    if not joined.report.files:
        raise ArchiveError(
            "archive-workbook",
            f"{name} is {what}, and there's no LinkedIn archive to go with it.",
            unchanged="Nothing was scored.",
            hint="Add the zip that LinkedIn sent you (Settings › Data privacy › Get a copy of your data).",
        )


R = TypeVar("R", bound=Reading)


class Source(Protocol[R]):
    """One kind of file that a member can have.

    Attributes:
        kind: a short name, as the server stores it.
        noun: what to call one in a sentence.
        default_name: what to call a file that has no name.
        endings: the endings of its files, in lower case.
    """

    kind: ClassVar[str]
    noun: ClassVar[str]
    default_name: ClassVar[str]
    endings: ClassVar[tuple[str, ...]]

    def recognizes(self, path: Path, name: str) -> bool:
        """Return whether a file or folder is of this kind, mainly by its content. Never raises."""
        ...

    def has_titles(self, path: Path, name: str, labels: Mapping[str, str]) -> bool:
        """Return whether a file has the columns whose folded titles a user explained; by default there are none."""
        del path, name, labels
        return False

    def read(self, path: Path, options: ReadOptions) -> R:
        """Read one file or folder. Names and addresses in the result are in clear.

        Raises:
            ArchiveError: it cannot be opened.
            InputError: it is damaged, or not what it seemed to be.
        """
        ...

    def join(self, readings: Sequence[R], joined: JoinedMember, *, time_zone: str) -> JoinedMember:
        """Add readings of this kind to what earlier sources gave. `readings` has at least one, in the order given.

        Raises:
            ArchiveError: they belong to different members, or need another source that is missing.
            WorkbookError: one of them is another member's.
        """
        ...

    def people(self, path: Path, labels: Mapping[str, str]) -> dict[str, str]:
        """Return the people whose rows a file has: how to show each, and the `person` by which to read their rows.

        By default a file has the member's rows only, and there is nothing to choose from.

        Raises:
            InputError: it cannot be read.
        """
        del path, labels
        return {}

    def own_rows(self, path: Path, person: str) -> bytes | None:
        """Return a file's content without other people's rows; None if it has the member's rows only, as by default.

        Raises:
            InputError: it cannot be read, or nobody or several people are called that.
        """
        del path, person
        return None

    def unsafe_error(self, message: str, hint: str) -> InputError:
        """Return the error for a file that takes more memory or time than LinkedIn's do."""
        return ArchiveError("archive-unsafe", message, unchanged="Nothing from this file was stored.", hint=hint)
