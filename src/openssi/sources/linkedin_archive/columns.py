"""Pick columns by any of their historical names; which texts are read, by which version."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import repeat
from operator import itemgetter
from typing import TypeVar

from openssi.sources.dates import DateColumn
from openssi.sources.linkedin_archive.facts import TEXT_SECONDS, Facts
from openssi.sources.normalize import map_distinct
from openssi.sources.protocol import ALL_TEXT_READERS, Identify

__all__ = ["Columns", "Fields", "Make", "NotDoneError"]

#: Records in columns. Working on whole columns is what makes reading a hundred thousand records fast.
Fields = Sequence[Sequence[str]]
Column = Callable[[Fields], Sequence[str]]
T = TypeVar("T")
#: Turns records into as many facts. A ValueError means that one of them is faulty; the caller finds out which.
Make = Callable[[Fields], Facts]


class NotDoneError(ValueError):
    """A record of something that the member never did: a draft, a course that was only saved."""


class Columns:
    """The columns of a file by folded name, whichever of their historical names the file uses.

    Attributes:
        text_readers: the versions of the text readers to run.
        connected: the addresses of the member's connections, as far as they are known.
        finished: whether the `finish` of the file's format follows once all records are facts.
    """

    def __init__(
        self,
        at: Mapping[str, int],
        identity: Identify,
        dates: DateColumn,
        text_readers: frozenset[int] = ALL_TEXT_READERS,
        recent_until: int | None = None,
        connected: frozenset[str] = frozenset(),
        *,
        identified: bool = True,
        finished: bool = False,
    ) -> None:
        self._at = at
        self.text_readers = text_readers
        self._recent_until, self._newest = recent_until, 0
        self.identity, self._identified = identity, identified
        self.moments = dates.read
        self.connected = connected
        self.finished = finished

    def __contains__(self, name: str) -> bool:
        return name in self._at

    def column(self, *names: str) -> Column:
        """Return a function that picks the first of these columns that the file has; blank texts if it has none."""
        at = next((self._at[name] for name in names if name in self._at), None)
        return _blank if at is None else itemgetter(at)

    def columns(self, *names: str) -> Callable[[Fields], list[Sequence[str]]]:
        """Return a function that picks several columns."""
        each = [self.column(name) for name in names]
        return lambda fields: [column(fields) for column in each]

    def by_version(self, version: int, read: Callable[[str], T], blank: T) -> Callable[[Sequence[str]], Iterable[T]]:
        """Return a function that reads texts with one version, or gives `blank` for each if it isn't needed."""
        return partial(map_distinct, read) if version in self.text_readers else lambda texts: repeat(blank, len(texts))

    def recent(self, moments: Sequence[int], texts: Sequence[str]) -> Sequence[str]:
        """Return the texts, with old ones blank if only recent ones are needed; files have the newest first."""
        until = self._recent_until
        if until is None:
            return texts
        last = max(moments)
        self._newest = max(self._newest, last if last <= until else max([0, *(at for at in moments if at <= until)]))
        since = self._newest - TEXT_SECONDS
        if last < since:
            return [""] * len(texts)
        return [text if at >= since else "" for at, text in zip(moments, texts, strict=True)]

    def identities(self, first: Sequence[object], *others: Iterable[object]) -> Iterable[int]:
        """Return the hash of these columns for each record: of what it means, never of how a cell is written.

        0 for each, and `others` stay unread, if no two records will be compared.
        """
        if not self._identified:
            return [0] * len(first)
        return map(self.identity, zip(first, *others, strict=True))


def _blank(fields: Fields) -> Sequence[str]:
    return ("",) * len(fields[0])
