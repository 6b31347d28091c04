"""What an invented seller did, day by day, and the LinkedIn archive that it leaves behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import copy
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

from openssi.demo.archive import archive_files
from openssi.demo.feed import milliseconds
from openssi.demo.people import OWNER, party
from openssi.demo.records import (
    Article,
    Comment,
    Connection,
    Conversation,
    Dated,
    Feed,
    Invitation,
    Message,
    Network,
    Person,
    Reaction,
    Repost,
    Share,
    Story,
    Urn,
)

__all__ = ["WEEKS", "Diary", "day_number"]

#: How many weeks a strategy is carried out.
WEEKS = 8

_FIRST_DAY = date(2026, 5, 4)  # a Monday
_LAST_DAY = _FIRST_DAY + timedelta(7 * WEEKS - 1)
_OPENS = 8  # UTC; what is done on a day begins then
_APART = timedelta(seconds=67)  # LinkedIn writes equal searches of one minute once
_STRANGER_HOUR = 3  # posts of others are from the night, so that none is taken for an own one


def day_number(day: int) -> int:
    """Return the day since 1970-01-01 of a day of the diary; day 0 is the Monday on which a strategy begins."""
    return (_FIRST_DAY - date(1970, 1, 1)).days + day


class Diary:
    """Everything that one seller did and received. Days are counted from the Monday on which the strategy begins."""

    def __init__(self) -> None:
        self._clock: Counter[int] = Counter()
        self._posts: list[Share] = []
        self._reposts: list[Repost] = []
        self._comments: list[Comment] = []
        self._reactions: list[Reaction] = []
        self._articles: list[Article] = []
        self._votes: list[Dated] = []
        self._searches: list[Dated] = []
        self._events: list[Dated] = []
        self._follows: dict[str, Dated] = {}
        self._connections: list[Connection] = []
        self._invitations: list[Invitation] = []
        self._conversations: dict[str, Conversation] = {}
        self._endorsed: list[Dated] = []
        self._endorsing: list[Dated] = []
        self._recommended: list[Dated] = []

    def copy(self) -> Diary:
        """Return a copy that can be continued on its own."""
        duplicate = copy(self)
        for name, value in vars(self).items():
            setattr(duplicate, name, copy(value))
        return duplicate

    # ---------------------------------------------------------------- the feed

    def post(self, day: int, text: str) -> None:
        """Publish a post."""
        at = self._next(day)
        self._posts.append(Share(Urn("share", _post_id(at)), at, text))

    def article(self, day: int, title: str, text: str) -> None:
        """Publish an article."""
        at = self._next(day)
        slug = f"article-{len(self._articles)}"
        self._articles.append(Article(title, slug, (text,), at, at))

    def repost(self, day: int) -> None:
        """Repost somebody else's post with one click."""
        self._reposts.append(Repost(self._next(day), self._stranger(day)))

    def repost_own(self, day: int) -> None:
        """Repost the newest own post with one click."""
        own = self._newest_post(day)
        if own:
            self._reposts.append(Repost(self._next(day), own.urn))

    def comment(self, day: int, text: str) -> None:
        """Comment on somebody else's post."""
        self._comments.append(Comment(self._next(day), self._stranger(day), text))

    def reply(self, day: int, text: str) -> None:
        """Comment under the newest own post of the last month, if there is one."""
        own = self._newest_post(day)
        if own:
            thread = Urn("activity", own.urn.number + (4 << 22))  # the post's activity is made some milliseconds later
            self._comments.append(Comment(self._next(day), thread, text))

    def has_recent_post(self, day: int) -> bool:
        """Return whether there is an own post of the last month to reply under."""
        return self._newest_post(day) is not None

    def react(self, day: int, times: int = 1) -> None:
        """React to posts of others."""
        self._reactions.extend(Reaction(self._next(day), "LIKE", self._stranger(day)) for _ in range(times))

    def vote(self, day: int) -> None:
        """Vote in a poll."""
        self._votes.append(Dated(self._next(day), (str(self._stranger(day).number), "Yes")))

    # ---------------------------------------------------------------- people

    def search(self, day: int, query: str) -> None:
        """Search."""
        self._searches.append(Dated(self._next(day), (query,)))

    def follow(self, day: int, company: str) -> None:
        """Follow a company; following it again only moves the date, as in LinkedIn's file."""
        self._follows[company] = Dated(self._next(day), (company,))

    def attend(self, day: int, name: str) -> None:
        """Sign up for an event of that day."""
        self._events.append(Dated(self._next(day), (name, "1", "APPROVED")))

    def connect(self, day: int, person: Person) -> None:
        """Become connected."""
        self._connections.append(Connection(person, _FIRST_DAY + timedelta(day)))

    def invite(self, day: int, person: Person, *, accepted_after: int | None = None) -> None:
        """Send an invitation; acceptances that would come after the end are left out."""
        self._invitations.append(Invitation(person, self._next(day), outgoing=True))
        if accepted_after is not None and day + accepted_after < 7 * WEEKS:
            self.connect(day + accepted_after, person)

    def converse(self, day: int, person: Person, texts: Sequence[tuple[bool, str]], *, thread: str = "") -> None:
        """Exchange messages on one day: `(whether it is the seller's, text)`. A thread continues if it exists."""
        key = f"2-{thread or f'{person.slug}-{len(self._conversations)}'}=="
        partner = party(person)
        messages = tuple(
            Message(self._next(day), *((OWNER, (partner,)) if mine else (partner, (OWNER,))), text)
            for mine, text in texts
        )
        earlier = self._conversations[key].messages if key in self._conversations else ()
        self._conversations[key] = Conversation(key, "", earlier + messages)

    def receive_endorsement(self, day: int, person: Person, skill: str) -> None:
        """Be endorsed for a skill."""
        self._endorsed.append(_endorsement(self._next(day), person, skill))

    def endorse(self, day: int, person: Person, skill: str) -> None:
        """Endorse somebody."""
        self._endorsing.append(_endorsement(self._next(day), person, skill))

    def receive_recommendation(self, day: int, person: Person, text: str) -> None:
        """Be recommended in writing."""
        fields = (person.first, person.last, person.company, person.title, text, "VISIBLE")
        self._recommended.append(Dated(self._next(day), fields))

    # ---------------------------------------------------------------- the archive

    def write_archive(self, folder: Path) -> Path:
        """Write LinkedIn's archive of the last day; every file is in LinkedIn's own format."""
        path = folder / f"Complete_LinkedInDataExport_{_LAST_DAY:%m-%d-%Y}.zip"
        with ZipFile(path, "w") as archive:
            for name, content in archive_files(self.story()).items():
                archive.writestr(name, content)
        return path

    def story(self) -> Story:
        """Return all of it as records."""
        return Story(
            last_day=_LAST_DAY,
            member_id=190_000_000,
            network=self._network(),
            feed=self._feed(),
            conversations=tuple(self._conversations.values()),
            searches=tuple(sorted(self._searches, key=lambda search: search.at)),
            events=tuple(self._events),
            logins=(Dated(_moment(-400), ("192.0.2.1", "WEB")),),
        )

    def _network(self) -> Network:
        return Network(
            connections=tuple(sorted(self._connections, key=lambda item: item.day, reverse=True)),
            invitations=tuple(sorted(self._invitations, key=lambda item: item.at, reverse=True)),
            endorsements_received=tuple(self._endorsed),
            endorsements_given=tuple(self._endorsing),
            recommendations_received=tuple(self._recommended),
            recommendations_given=(),
            member_follows=(),
            company_follows=tuple(self._follows.values()),
        )

    def _feed(self) -> Feed:
        return Feed(
            shares=tuple(sorted(self._posts, key=lambda post: post.at, reverse=True)),
            reposts=tuple(self._reposts),
            comments=tuple(self._comments),
            reactions=tuple(self._reactions),
            articles=tuple(self._articles),
            votes=tuple(self._votes),
            saved=(),
            media=(),
        )

    # ---------------------------------------------------------------- times

    def _next(self, day: int) -> datetime:
        self._clock[day] += 1
        return _moment(day) + timedelta(hours=_OPENS) + self._clock[day] * _APART

    def _stranger(self, day: int) -> Urn:
        at = _moment(day) + timedelta(hours=_STRANGER_HOUR, seconds=5 * self._clock[day])
        return Urn("activity", _post_id(at))

    def _newest_post(self, day: int) -> Share | None:
        earliest, latest = _moment(day - 30), _moment(day + 1)
        recent = [post for post in self._posts if earliest <= post.at < latest]
        return max(recent, key=lambda post: post.at, default=None)


def _moment(day: int) -> datetime:
    return datetime(_FIRST_DAY.year, _FIRST_DAY.month, _FIRST_DAY.day, tzinfo=UTC) + timedelta(day)


def _post_id(at: datetime) -> int:
    return milliseconds(at) << 22


def _endorsement(at: datetime, person: Person, skill: str) -> Dated:
    return Dated(at, (skill, person.first, person.last, person.slug, "ACCEPTED"))
