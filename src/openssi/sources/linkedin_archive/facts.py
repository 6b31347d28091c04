"""What is read of each record: typed facts in columns, without the text of any post, comment or message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import compress
from typing import Any, NamedTuple

from openssi.activity.calendar import DAY_SECONDS, FOUR_WEEKS
from openssi.model import WINDOW
from openssi.sources.text import Sketch

__all__ = [
    "TEXT_SECONDS",
    "Comment",
    "Connection",
    "Dated",
    "Envelope",
    "Fact",
    "Facts",
    "Invitation",
    "Message",
    "Owner",
    "Position",
    "Post",
    "ProfilePart",
    "Reaction",
    "count_texts_in_other_languages",
]

#: The comments that show in which languages a member writes.
_HALF_A_YEAR = 182 * DAY_SECONDS
#: The texts that scores of the last four weeks need: a window, copies of texts from before it, and a day more for
#: clocks that were changed meanwhile.
TEXT_SECONDS = (FOUR_WEEKS + 2 * WINDOW + 1) * DAY_SECONDS

# Every fact begins with `at`, seconds since 1970 UTC (None where a record has no date), and `identity`, a hash
# of the record's content: the same record in a second archive has the same identity. Fields that end in `_2` hold what
# version 2 of the text readers makes of the same text.


class Dated(NamedTuple):
    """A record of which only the day matters.

    `counts` is false for one that is pending or declined, and for a repeated search. `posts` tells when the posts were
    made that an instant repost names (milliseconds). `photo` is true for an upload of the profile photo.
    """

    at: int
    identity: int
    counts: bool = True
    posts: tuple[int, ...] = ()
    photo: bool = False


class Post(NamedTuple):
    """A row of Shares: when its post was made (milliseconds, from its ID), its group, and counts from its text.

    `sketch` and `sentences` hold hashes of its words and of its sentences, to find copies.
    """

    at: int
    identity: int
    made: int
    own_words: bool
    group: str
    words: int
    media: bool
    link: bool
    question: bool
    hashtags: int
    sketch: Sketch = ()
    sentences: Sketch = ()


class Comment(NamedTuple):
    """A comment: when the posts named in its link were made (milliseconds), its substance, and hashes to find copies.

    `unread` says whether version 2 of the text readers can't read its language.
    """

    at: int
    identity: int
    posts: tuple[int, ...]
    substance: int
    group: str
    substance_2: int = 0
    sketch: Sketch = ()
    unread: bool = False
    sentences: Sketch = ()


class Reaction(NamedTuple):
    """A reaction, and the group it was given in."""

    at: int
    identity: int
    group: str


class Connection(NamedTuple):
    """A first-degree connection; address and name are blank for a closed account.

    `unread` says whether version 2 of the text readers can't read the language of the job title.
    """

    at: int
    identity: int
    address: str
    name: str
    company: str
    senior: bool
    decides: bool
    senior_2: bool = False
    decides_2: bool = False
    unread: bool = False


class Invitation(NamedTuple):
    """An invitation to connect; the other side's address is blank in old archives."""

    at: int
    identity: int
    outgoing: bool
    address: str
    name: str
    own_address: str


class Envelope(NamedTuple):
    """What messages of one conversation and direction have in common: who wrote to whom.

    `outgoing` is None if the file has no direction; it then follows from the addresses.
    """

    conversation: str
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    recipient_names: str
    outgoing: bool | None


class Message(NamedTuple):
    """A message, in its envelope.

    If the member wrote it: whether it is only a phrase that LinkedIn suggests, and, if it can be an answer to somebody,
    a hash of its longest words.
    """

    at: int
    identity: int
    envelope: Envelope
    suggested: bool = False
    wording: int = 0


class Position(NamedTuple):
    """A job of the member: company key, day it began (0 if unknown), whether it is current and described."""

    at: None
    identity: int
    company: str
    began: int
    current: bool
    described: bool


class ProfilePart(NamedTuple):
    """A row of a profile file, and the parts of a complete profile that it fills."""

    at: None
    identity: int
    parts: frozenset[str]


class Owner(NamedTuple):
    """The member's own name and industry."""

    at: None
    identity: int
    name: str
    parts: frozenset[str]
    industry: str


Fact = Dated | Post | Comment | Reaction | Connection | Invitation | Message | Position | ProfilePart | Owner


class Facts:
    """The facts of one kind, one column for each field: most questions are about one field of a hundred thousand facts.

    Iterating yields single facts.

    Attributes:
        kind: their type; None if there are none.

    Raises:
        ValueError: the columns are not equally long.
    """

    __slots__ = ("_columns", "kind")

    def __init__(self, kind: type[Fact] | None = None, columns: Iterable[Iterable[object]] = ()) -> None:
        self.kind = kind
        self._columns: list[list[Any]] = list(map(list, columns))
        if len(set(map(len, self._columns))) > 1:
            raise ValueError("columns of different lengths")

    @classmethod
    def of(cls, facts: Sequence[Fact]) -> Facts:
        """Return facts given one by one, all of one kind."""
        return cls(type(facts[0]), zip(*facts, strict=True)) if facts else cls()

    def __len__(self) -> int:
        return len(self._columns[0]) if self._columns else 0

    def __iter__(self) -> Iterator[Any]:
        if self.kind is None:
            return iter(())
        new = partial(tuple.__new__, self.kind)  # pyright: ignore[reportUnknownMemberType] (it is typed for one type of element)
        return map(new, zip(*self._columns, strict=True))  # without a call of our own for each

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Facts):
            return NotImplemented
        return len(self) == len(other) and (not self or (self.kind, self._columns) == (other.kind, other._columns))

    __hash__ = None  # pyright: ignore[reportAssignmentType] (they grow)

    def column(self, name: str) -> list[Any]:
        """Return the column of a field, not a copy."""
        return self._columns[self.kind._fields.index(name)] if self.kind else []

    @property
    def columns(self) -> dict[str, list[Any]]:
        """All columns by field name, not copies."""
        return dict(zip(self.kind._fields, self._columns, strict=True)) if self.kind else {}

    @property
    def dated(self) -> list[int]:
        """The moment of each fact; empty if this kind has no dates."""
        return self._columns[0] if len(self) and self._columns[0][0] is not None else []

    @property
    def span(self) -> tuple[int, int] | None:
        """The first and the last moment; None if there is no date."""
        moments = self.dated
        return (min(moments), max(moments)) if moments else None

    def extend(self, more: Facts) -> None:
        """Append facts of the same kind."""
        if not self:
            self.kind, self._columns = more.kind, list(map(list, more._columns))
        elif more:
            for column, others in zip(self._columns, more._columns, strict=True):
                column.extend(others)

    def where(self, chosen: Sequence[object]) -> Facts:
        """Return the facts whose flag in `chosen` is true."""
        return Facts(self.kind, (compress(column, chosen) for column in self._columns))


def count_texts_in_other_languages(facts: Facts) -> tuple[int, int]:
    """Return how many texts version 2 of the text readers can't read, and of how many.

    Of comments those of the last half year count, of connections all titles.
    """
    unread: list[bool] = facts.column("unread")
    if facts.kind is Comment and unread:
        since = max(facts.dated) - _HALF_A_YEAR
        unread = [one for one, at in zip(unread, facts.dated, strict=True) if at >= since]
    return sum(unread), len(unread)
