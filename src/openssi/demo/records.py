"""The records of an invented archive: what was done, when and with whom, independent of file formats."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

__all__ = [
    "Article",
    "Comment",
    "Connection",
    "Conversation",
    "Dated",
    "Feed",
    "FeedKind",
    "Invitation",
    "Message",
    "Network",
    "Party",
    "Person",
    "Rank",
    "Reaction",
    "Repost",
    "Share",
    "Story",
    "Urn",
]

Rank = Literal["top", "director", "manager", "staff"]
FeedKind = Literal["activity", "share", "ugcPost", "groupPost", "article"]


@dataclass(frozen=True)
class Person:
    """A member of the network; `slug` is the address after `/in/`, including accents."""

    first: str
    last: str
    slug: str
    language: str
    company: str
    title: str
    rank: Rank
    email: str = ""

    @property
    def name(self) -> str:
        """Return first and last name."""
        return f"{self.first} {self.last}"


@dataclass(frozen=True)
class Connection:
    """A first-degree contact; without a person for an account that was closed since."""

    person: Person | None
    day: date


@dataclass(frozen=True)
class Invitation:
    """A request to connect; `accepted` is the day in Connections.csv."""

    person: Person
    at: datetime
    outgoing: bool
    note: str = ""
    accepted: date | None = None


@dataclass(frozen=True)
class Urn:
    """The URN of a post in links; a post in a group also has the group's ID."""

    kind: FeedKind
    number: int
    group: int | None = None


@dataclass(frozen=True)
class Share:
    """An own post; with an empty text it is a bare repost."""

    urn: Urn
    at: datetime
    text: str
    link: str = ""
    media: str = ""


@dataclass(frozen=True)
class Repost:
    """Another member's post, reposted with one click."""

    at: datetime
    urn: Urn


@dataclass(frozen=True)
class Comment:
    """A comment under a post; a few have no time."""

    at: datetime | None
    urn: Urn
    text: str


@dataclass(frozen=True)
class Reaction:
    """A reaction to a post or, with a comment's ID, to a comment below it."""

    at: datetime
    kind: str
    urn: Urn
    comment: int | None = None


@dataclass(frozen=True)
class Article:
    """A long text; some are undated, some are drafts, which were never published."""

    title: str
    slug: str
    paragraphs: tuple[str, ...]
    created: datetime
    published: datetime | None
    dated: bool = True


@dataclass(frozen=True)
class Party:
    """A sender or recipient: a name and an address, or neither for a closed account."""

    name: str
    slug: str


@dataclass(frozen=True)
class Message:
    """One message; the sender is one of the parties of its conversation."""

    at: datetime
    sender: Party
    recipients: tuple[Party, ...]
    text: str
    subject: str = ""
    folder: str = "INBOX"
    attachment: str = ""
    draft: bool = False


@dataclass(frozen=True)
class Conversation:
    """A thread of messages, oldest first."""

    key: str
    title: str
    messages: tuple[Message, ...]


@dataclass(frozen=True)
class Dated:
    """A dated record with a few texts: a vote, a follow, an event, an endorsement."""

    at: datetime
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Network:
    """Connections with their dates, and the invitations of the last half year."""

    connections: tuple[Connection, ...]
    invitations: tuple[Invitation, ...]
    endorsements_received: tuple[Dated, ...]
    endorsements_given: tuple[Dated, ...]
    recommendations_received: tuple[Dated, ...]
    recommendations_given: tuple[Dated, ...]
    member_follows: tuple[Dated, ...]
    company_follows: tuple[Dated, ...]


@dataclass(frozen=True)
class Feed:
    """What the seller wrote, reposted and liked."""

    shares: tuple[Share, ...]
    reposts: tuple[Repost, ...]
    comments: tuple[Comment, ...]
    reactions: tuple[Reaction, ...]
    articles: tuple[Article, ...]
    votes: tuple[Dated, ...]
    saved: tuple[Dated, ...]
    media: tuple[Dated, ...]


@dataclass(frozen=True)
class Story:
    """Two years of one seller, up to and including the last day."""

    last_day: date
    member_id: int
    network: Network
    feed: Feed
    conversations: tuple[Conversation, ...]
    searches: tuple[Dated, ...]
    events: tuple[Dated, ...]
    logins: tuple[Dated, ...] = field(default=())
