"""The plain facts of an invented member's life on the network: what happened, when (UTC), to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Level = Literal["senior", "director", "below"]


@dataclass(frozen=True)
class Person:
    """Somebody in the world. A blank address is an account closed since ("LinkedIn Member")."""

    first: str
    last: str
    address: str  # the last part of the profile URL, not percent-encoded
    company: str = ""
    title: str = ""
    level: Level = "below"
    old_address: str = ""  # what it was before the person changed it

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}".strip()


CLOSED = Person("LinkedIn", "Member", "")


@dataclass(frozen=True)
class Target:
    """The thing a link points at: kind of URN, its id (made at id >> 22 ms), and the group if it is a group's post."""

    kind: str
    id: int
    group: int = 0


@dataclass(frozen=True)
class Post:
    at: datetime
    target: Target
    text: str  # blank: a bare repost
    shared_url: str = ""
    media_url: str = ""


@dataclass(frozen=True)
class Repost:
    at: datetime
    target: Target


@dataclass(frozen=True)
class Article:
    """`published` None: a draft. `dated` False: the page has no date."""

    created: datetime
    published: datetime | None
    title: str
    slug: str
    dated: bool = True


@dataclass(frozen=True)
class Comment:
    """`worth` in thousandths of a comment; None where no plain rule settles it. `at` None: the file has no date."""

    at: datetime | None
    target: Target
    text: str
    own: bool  # under a post of the member's own
    worth: int | None


@dataclass(frozen=True)
class Reaction:
    at: datetime
    kind: str
    target: Target
    comment: int = 0  # the id of the comment reacted to, if it was one


@dataclass(frozen=True)
class Vote:
    at: datetime
    target: Target
    option: str


@dataclass(frozen=True)
class Search:
    """`raw`: written without quotes although it has commas, as LinkedIn sometimes does."""

    at: datetime
    text: str
    raw: bool = False


@dataclass(frozen=True)
class CompanyFollow:
    at: datetime
    organization: str


@dataclass(frozen=True)
class MemberFollow:
    at: datetime
    name: str
    status: str = "Active"


@dataclass(frozen=True)
class HashtagFollow:
    at: datetime
    tag: str


@dataclass(frozen=True)
class SavedItem:
    at: datetime
    target: Target


@dataclass(frozen=True)
class Upload:
    at: datetime
    kind: str  # "feed photo", "feed document", "video"
    link: str


@dataclass(frozen=True)
class Event:
    """Start and end as a wall clock shows them: the file names no zone."""

    name: str
    start: datetime
    end: datetime
    approved: bool


@dataclass(frozen=True)
class Connection:
    at: datetime
    person: Person  # a closed account is CLOSED: nothing of the person is left in the file
    email: str = ""


@dataclass(frozen=True)
class Invitation:
    """`accepted` is the moment the two became connected. `changed`: the file names the person's old address."""

    at: datetime
    person: Person
    outgoing: bool
    accepted: datetime | None
    note: str = ""
    changed: bool = False


@dataclass(frozen=True)
class Message:
    """`sender` None: the member."""

    at: datetime
    sender: Person | None
    text: str
    subject: str = ""
    draft: bool = False
    old_own_address: bool = False


@dataclass(frozen=True)
class Conversation:
    """Messages in the order of time. `changed`: the file names the others' old addresses."""

    id: str
    others: tuple[Person, ...]
    messages: tuple[Message, ...]
    title: str = ""
    folder: str = "INBOX"
    draft: bool = False
    changed: bool = False


@dataclass(frozen=True)
class Endorsement:
    at: datetime
    person: Person
    skill: str
    accepted: bool


@dataclass(frozen=True)
class Recommendation:
    at: datetime
    person: Person
    text: str
    visible: bool


@dataclass(frozen=True)
class Position:
    company: str
    title: str
    description: str
    started: date  # the first of the month
    finished: date | None


@dataclass(frozen=True)
class Profile:
    first: str
    last: str
    address: str
    old_address: str = ""
    headline: str = ""
    summary: str = ""
    industry: str = ""
    location: str = ""
    website: str = ""
    positions: tuple[Position, ...] = ()
    schools: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"


@dataclass(frozen=True)
class World:
    """Everything that happened, whether or not an archive shows it. Only events may lie after `exported`."""

    profile: Profile
    exported: date
    posts: tuple[Post, ...] = ()
    reposts: tuple[Repost, ...] = ()
    articles: tuple[Article, ...] = ()
    comments: tuple[Comment, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    votes: tuple[Vote, ...] = ()
    searches: tuple[Search, ...] = ()
    company_follows: tuple[CompanyFollow, ...] = ()
    member_follows: tuple[MemberFollow, ...] = ()
    hashtag_follows: tuple[HashtagFollow, ...] = ()
    saved_items: tuple[SavedItem, ...] = ()
    uploads: tuple[Upload, ...] = ()
    events: tuple[Event, ...] = ()
    courses: tuple[datetime, ...] = ()
    connections: tuple[Connection, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    endorsements_received: tuple[Endorsement, ...] = ()
    endorsements_given: tuple[Endorsement, ...] = ()
    recommendations_received: tuple[Recommendation, ...] = ()
    recommendations_given: tuple[Recommendation, ...] = ()
    doubts: frozenset[str] = frozenset()
