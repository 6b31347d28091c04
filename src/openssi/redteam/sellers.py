"""Invented sellers: what each of them did for months, and goes on doing."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, fields
from random import Random

from openssi.demo.records import Person
from openssi.redteam.diary import WEEKS, Diary
from openssi.redteam.honest_texts import HonestTexts
from openssi.redteam.people import STAFF, VICE_PRESIDENT, People

__all__ = ["SELLERS", "Life", "Pace", "Seller"]

_HISTORY = 20  # weeks before a strategy begins
_ACCEPTED_OF_THREE = 2
_ANSWERED_OF_THREE = 1
_COLLEAGUES, _ENDORSEMENTS, _VICE_PRESIDENTS = 8, 12, 15  # one in fifteen is at the top
_LONG_AGO = 400


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a seller does something, in actions of two weeks, so that every other week is a whole number."""

    posts: int = 0
    comments: int = 0
    replies: int = 0
    reactions: int = 0
    reposts: int = 0
    searches: int = 0
    follows: int = 0
    invitations: int = 0
    messages: int = 0
    exchanges: int = 0


@dataclass(frozen=True, slots=True)
class Seller:
    """One invented seller.

    Attributes:
        id: the name on the command line.
        title: who that is, in a few words.
        pace: what the seller does in two weeks.
        bar: the points by which a strategy may exceed an honest week of equal minutes.
        searched: whether the search for knots sees this seller; the others test its result.
        fresh: whether the seller was added when model 2026.2 was fixed.
        weekdays: the days on which the seller is there, Monday is 0.
        gains: whether 30 honest minutes a week are promised to gain four points: up to the ordinary pace.
        stopped: how many weeks ago the seller stopped doing anything.
        every_other_week: whether the seller does nothing in every second week.
        connections: connections from long ago.
    """

    id: str
    title: str
    pace: Pace
    bar: int
    searched: bool
    fresh: bool = False
    weekdays: tuple[int, ...] = (0, 1, 2, 3)
    gains: bool = False
    stopped: int = 0
    every_other_week: bool = False
    connections: int = 300


_ORDINARY = Pace(
    posts=1,
    comments=4,
    replies=2,
    reactions=16,
    reposts=1,
    searches=8,
    follows=1,
    invitations=6,
    messages=6,
    exchanges=2,
)

#: From the quietest to the busiest; the bar of each is that of the published goal for its pace.
SELLERS = (
    Seller(
        "nothing",
        "two reactions a week, and nothing else",
        Pace(reactions=4),
        10,
        searched=True,
        weekdays=(1,),
        gains=True,
    ),
    Seller(
        "lapsed", "ordinary until 100 days ago, nothing since", _ORDINARY, 10, searched=False, gains=True, stopped=15
    ),
    Seller(
        "lurker",
        "reads, searches and reacts, and never writes",
        Pace(reactions=20, searches=8, follows=1),
        10,
        searched=False,
        gains=True,
    ),
    Seller("half", "ordinary every other week", _ORDINARY, 5, searched=True, gains=True, every_other_week=True),
    Seller(
        "ordinary",
        "three posts, eight comments and twelve invitations in six weeks",
        _ORDINARY,
        3,
        searched=True,
        gains=True,
    ),
    Seller(
        "poster",
        "two posts a week, and answers under them",
        Pace(posts=4, comments=2, replies=8, reactions=16, searches=2, messages=2, exchanges=2),
        3,
        searched=False,
    ),
    Seller(
        "networker",
        "invites and writes to people, and posts seldom",
        Pace(comments=2, reactions=8, searches=12, follows=2, invitations=14, messages=12, exchanges=6),
        3,
        searched=False,
        weekdays=(0, 1, 2, 3, 4),
        connections=900,
    ),
    Seller(
        "commenter",
        "five comments a week",
        Pace(posts=1, comments=10, replies=2, reactions=20, searches=4, invitations=4, messages=4, exchanges=2),
        3,
        searched=False,
        weekdays=(0, 1, 2, 4),
    ),
    Seller(
        "writer",
        "writes posts and comments, and neither invites nor writes to anybody",
        Pace(posts=2, comments=8, replies=4, reactions=20, reposts=2, searches=2, follows=2),
        3,
        searched=True,
    ),
    Seller(
        "caller",
        "invites and writes to people, and neither posts nor comments",
        Pace(reactions=6, searches=16, follows=1, invitations=12, messages=14, exchanges=8),
        3,
        searched=True,
        weekdays=(0, 1, 2, 3, 4),
        connections=700,
    ),
    Seller(
        "trainee",
        "a comment, two invitations and two first messages in two weeks",
        Pace(comments=2, reactions=6, searches=4, invitations=2, messages=2),
        5,
        searched=False,
        gains=True,
        connections=150,
    ),
    Seller(
        "weekender",
        "a post and two comments on each weekend",
        Pace(posts=2, comments=4, replies=2, reactions=6),
        5,
        searched=False,
        weekdays=(5, 6),
    ),
    Seller(
        "recruiter",
        "searches and invites every day, and writes to few",
        Pace(reactions=4, searches=30, invitations=16, messages=6, exchanges=2),
        3,
        searched=False,
        weekdays=(0, 1, 2, 3, 4),
        connections=1500,
    ),
    Seller(
        "account-manager",
        "talks with customers every day, and neither posts nor searches",
        Pace(comments=2, reactions=10, messages=2, exchanges=16),
        3,
        searched=False,
        fresh=True,
        weekdays=(0, 1, 2, 3, 4),
        connections=1200,
    ),
    Seller(
        "brisk",
        "ordinary, with a comment and a post more a week",
        Pace(3, 6, 4, 16, 1, 8, 1, 6, 6, 2),
        3,
        searched=True,
        weekdays=(0, 1, 2, 3, 4),
    ),
    Seller(
        "very-active",
        "an hour a day",
        Pace(5, 14, 10, 40, 2, 24, 4, 14, 12, 10),
        3,
        searched=True,
        weekdays=(0, 1, 2, 3, 4),
        connections=800,
    ),
)


class Life:
    """A seller's diary with the people and texts in it."""

    def __init__(self, seed: int, seller: Seller) -> None:
        self._seed = f"openssi-redteam-{seed}-{seller.id}"
        self.rng = Random(self._seed)
        self.seller = seller
        self.diary = Diary()
        self.people = People(self.rng)
        self.texts = HonestTexts(self.rng)
        self._network: list[Person] = []
        self._invited = self._written = self._known = 0
        self._found_network()
        last = -seller.stopped if seller.stopped else WEEKS
        for week in range(last - _HISTORY - WEEKS, last):
            self._live(week)

    def branch(self, name: str) -> Life:
        """Return a copy of this life that can go on differently; the same name continues with the same texts."""
        life = copy(self)
        life.rng = Random(f"{self._seed}-{name}")
        life.diary = self.diary.copy()
        life.people = copy(self.people)
        life.texts = self.texts.branch(life.rng)
        return life

    def _found_network(self) -> None:
        for number in range(self.seller.connections):
            title = VICE_PRESIDENT if number % _VICE_PRESIDENTS == 0 else STAFF
            person = self.people.colleague() if number < _COLLEAGUES else self.people.person(title)
            self._network.append(person)
            self.diary.connect(-_LONG_AGO - number % 300, person)
        for number in range(_ENDORSEMENTS):
            self.diary.receive_endorsement(-_LONG_AGO - number, self.people.person(STAFF), "Logistics")

    def _live(self, week: int) -> None:
        """Do what the seller's pace says of one week, spread over the seller's days."""
        pace, days = self.seller.pace, self.seller.weekdays
        if self.seller.every_other_week and week % 2:
            return
        for name in (field.name for field in fields(pace)):
            count = _this_week(getattr(pace, name), week // 2 if self.seller.every_other_week else week)
            for number in range(count):
                self._do(name, 7 * week + days[number * len(days) // count])

    def _do(self, name: str, day: int) -> None:
        actions = {
            "posts": self.post,
            "comments": self.comment,
            "replies": self.reply,
            "reactions": self.diary.react,
            "reposts": self.diary.repost,
            "searches": self.search,
            "follows": self.follow,
            "invitations": self.invite,
            "messages": self.write_first_message,
            "exchanges": self.exchange,
        }
        actions[name](day)

    def next_connection(self) -> Person:
        """Return a connection to whom the seller has not written for the longest time."""
        self._known += 1
        return self._network[self._known % len(self._network)]

    # ---------------------------------------------------------------- honest actions

    def post(self, day: int) -> None:
        """Publish a post with words of one's own."""
        self.diary.post(day, self.texts.post())

    def comment(self, day: int) -> None:
        """Write a specific comment."""
        self.diary.comment(day, self.texts.comment())

    def reply(self, day: int) -> None:
        """Answer under an own post."""
        self.diary.reply(day, self.texts.reply())

    def search(self, day: int) -> None:
        """Search for people."""
        self.diary.search(day, self.texts.query())

    def follow(self, day: int) -> None:
        """Follow a company that was not followed yet."""
        self.diary.follow(day, f"Company {self.rng.getrandbits(40):010x}")

    def invite(self, day: int) -> None:
        """Invite somebody; two of three accept within two days."""
        self._invited += 1
        accepts = self._invited % 3 < _ACCEPTED_OF_THREE
        self.diary.invite(day, self.people.meet(), accepted_after=self._invited % 3 + 1 if accepts else None)

    def write_first_message(self, day: int) -> None:
        """Write to a connection for the first time; one of three answers and gets a reply."""
        self._written += 1
        person = self.next_connection()
        texts = [(True, self.texts.message(person.first, person.company))]
        if self._written % 3 < _ANSWERED_OF_THREE:
            texts += [
                (False, "Good timing, we have the same trouble on Mondays. What does a pilot look like?"),
                (True, self.texts.answer()),
            ]
        self.diary.converse(day, person, texts)

    def exchange(self, day: int) -> None:
        """Be written to by a connection, and answer."""
        person = self.next_connection()
        texts = [
            (False, f"Hello, how did the pilot with {person.company} end?"),
            (True, self.texts.answer()),
        ]
        self.diary.converse(day, person, texts)


def _this_week(in_two_weeks: int, week: int) -> int:
    """Return how many actions of a fortnight fall into a week; of an odd one more into the second."""
    return in_two_weeks * (week + 1) // 2 - in_two_weeks * week // 2
