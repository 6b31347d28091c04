"""What is kept of each record: typed facts without any text of a post, comment or message."""

from __future__ import annotations

from typing import NamedTuple

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
]

# Every fact begins with `at`, seconds since 1970 UTC (None where a record has no date), and `identity`, a hash
# of the record's content: the same record in a second archive has the same identity.


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
    recipients: str
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
