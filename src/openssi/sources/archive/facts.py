"""What is kept of each record: typed facts without any text of a post, comment or message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from operator import itemgetter
from typing import NamedTuple, cast

__all__ = [
    "Comment",
    "Connection",
    "Dated",
    "Fact",
    "Invitation",
    "Message",
    "Owner",
    "Position",
    "Post",
    "ProfilePart",
    "Reaction",
    "facts_of",
    "span_of",
]

# Every fact begins with `at`, seconds since 1970 UTC (None where a record has no date), and `identity`, a hash
# of the record's content: the same record in a second archive has the same identity. It is 0 where there is no second.


class Dated(NamedTuple):
    """A record of which only the day matters; `counts` is false for one that is pending or declined."""

    at: int
    identity: int
    counts: bool = True


class Post(NamedTuple):
    """A row of Shares: when its post was made by its id (milliseconds), its group, and of its text only what can be counted."""

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


class Comment(NamedTuple):
    """A comment: when the posts named in its link were made (milliseconds), and its substance."""

    at: int
    identity: int
    posts: tuple[int, ...]
    substance: int
    group: str


class Reaction(NamedTuple):
    """A reaction, and the group it was given in."""

    at: int
    identity: int
    group: str


class Connection(NamedTuple):
    """A first-degree connection; address and name are blank for a closed account."""

    at: int
    identity: int
    address: str
    name: str
    company: str
    senior: bool
    decides: bool


class Invitation(NamedTuple):
    """An invitation to connect; the other side's address is blank in old archives."""

    at: int
    identity: int
    outgoing: bool
    address: str
    name: str
    own_address: str


class Message(NamedTuple):
    """A message: who wrote it to whom. `outgoing` is None where the file does not say, and then follows from the addresses."""

    at: int
    identity: int
    conversation: str
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    recipient_names: str
    outgoing: bool | None


class Position(NamedTuple):
    """A position of the member's: the company's key, the day it began (0 if unknown), whether it lasts, whether it is described."""

    at: None
    identity: int
    company: str
    began: int
    current: bool
    described: bool


class ProfilePart(NamedTuple):
    """A row of a profile file: its role and the parts of a complete profile that it shows to be there."""

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


def facts_of(of: type[Fact], *columns: Iterable[object]) -> list[Fact]:
    """Facts from a column for each of their fields, without a call of our own for each."""
    new = partial(tuple.__new__, of)  # pyright: ignore[reportUnknownMemberType] (it is typed for one type of element)
    return list(map(new, zip(*columns, strict=True)))


_moment = itemgetter(0)  # by position: it is asked of every record


def span_of(facts: Sequence[Fact]) -> tuple[int, int] | None:
    """The first and the last moment of records of one file, all of which have a date or none has; None if there is no date."""
    if not facts or facts[0].at is None:
        return None
    moments = cast("list[int]", list(map(_moment, facts)))
    return min(moments), max(moments)
