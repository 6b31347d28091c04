"""Invents a member's whole world from a seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tests.archives import world_content, world_messages, world_people
from tests.archives.chance import Chance
from tests.archives.facts import Position, Profile, Search, World

# Matters that docs/counting.md leaves open. Each is left out of a world (or made harmless) unless asked for by name.
DOUBTS = frozenset(
    {
        "own_days",  # days whose only sign of the member is a new connection or an event: are they active days?
        "monologues",  # a side writes again on a later day without an answer: is that a second contact reached?
        "groups",  # the member starts group conversations, and connections write in them
        "changed_addresses",  # messages and invitations name a connection's former address
        "own_old_address",  # old messages name the member's own former address
        "namesake",  # a connection has the member's own name
        "boundary",  # answers exactly 30 days (to the second) after the first message, and one second later
    }
)


@dataclass(frozen=True)
class Sizes:
    """How much of everything. The days reach back `span` from the day of the export."""

    span: int = 420
    posts: int = 30
    bare_shares: int = 8
    reposts: int = 6
    articles: int = 4
    undated_articles: int = 1
    draft_articles: int = 1
    comments: int = 60
    own_comments: int = 20
    blank_comments: int = 4
    undated_comments: int = 2
    generic_comments: int = 0  # their worth is a matter of opinion: comments_given is then not part of the truth
    reactions: int = 120
    groups: int = 3
    votes: int = 6
    searches: int = 40
    company_follows: int = 12
    member_follows: int = 5
    hashtag_follows: int = 4
    saved_items: int = 6
    uploads: int = 5
    events: int = 5
    connections: int = 80
    closed: int = 4
    coworkers: int = 6
    invitations_accepted: int = 20
    invitations_open: int = 14
    invitations_in: int = 10
    conversations: int = 30
    messages: int = 0  # at least that many, by as many more conversations as it takes
    group_conversations: int = 4
    draft_conversations: int = 2
    endorsements: int = 14
    recommendations: int = 4


BIG = Sizes(
    span=2500,
    posts=1500,
    bare_shares=300,
    reposts=300,
    comments=4000,
    own_comments=900,
    blank_comments=100,
    reactions=20_000,
    groups=30,
    votes=300,
    searches=4000,
    company_follows=400,
    saved_items=300,
    uploads=200,
    events=60,
    connections=10_000,
    closed=90,
    coworkers=200,
    invitations_accepted=1500,
    invitations_open=300,
    invitations_in=500,
    conversations=3000,
    messages=50_000,
    group_conversations=60,
    endorsements=400,
    recommendations=20,
)


def invent(
    seed: int = 1,
    sizes: Sizes | None = None,
    exported: date = date(2024, 11, 20),
    doubts: frozenset[str] = frozenset(),
) -> World:
    """The same arguments give the same world."""
    unknown = doubts - DOUBTS
    if unknown:
        raise ValueError(f"no such doubts: {sorted(unknown)}")
    how = sizes or Sizes()

    def chance(part: str) -> Chance:
        return Chance(seed, part, exported, how.span)

    profile = _profile(exported, "own_old_address" in doubts)
    people = world_people.make(chance("people"), how, profile, doubts)
    content = world_content.make(chance, how)
    events = world_content.events(chance("events"), how)
    searches = world_content.searches(chance("searches"), how)
    if "own_days" not in doubts:
        days = {one.at.date() for one in people.connections} | {one.start.date() for one in events}
        searches += _cover(chance("cover"), {day for day in days if day <= exported})
    return World(
        profile=profile,
        exported=exported,
        doubts=doubts,
        searches=tuple(sorted(searches, key=lambda one: one.at)),
        posts=content.posts,
        reposts=content.reposts,
        articles=content.articles,
        comments=content.comments,
        reactions=content.reactions,
        votes=content.votes,
        company_follows=content.company_follows,
        member_follows=content.member_follows,
        hashtag_follows=content.hashtag_follows,
        saved_items=content.saved_items,
        uploads=content.uploads,
        events=events,
        courses=tuple(datetime.combine(exported - timedelta(days=ago), time(21, 7), UTC) for ago in (33, 400)),
        connections=people.connections,
        invitations=people.invitations,
        conversations=world_messages.make(chance("messages"), how, people, doubts),
        endorsements_received=people.endorsements_received,
        endorsements_given=people.endorsements_given,
        recommendations_received=people.recommendations_received,
        recommendations_given=people.recommendations_given,
    )


def _cover(chance: Chance, days: set[date]) -> list[Search]:
    """One search on each day that is active only by some readings, so that every reading gives the same active days."""
    return [Search(chance.midday(day), "acme example") for day in sorted(days)]


def _profile(exported: date, moved: bool) -> Profile:
    month = exported.replace(day=1)
    recent = (month - timedelta(days=45)).replace(day=1)
    earlier = (month - timedelta(days=900)).replace(day=1)
    oldest = (month - timedelta(days=2900)).replace(day=1)
    return Profile(
        first="Mira",
        last="Öberg-Testfall",
        address="mira-öberg-testfall-0a1b",
        old_address="mira-old-0a1b" if moved else "",
        headline='Sells "things", widely',
        summary="Two lines,\nof summary",
        industry="Software Development",
        location="Bern, Switzerland",
        website="https://example.org/mira",
        positions=(
            Position("Northwind Beispiel", "Account Executive", "Sells, mostly", recent, None),
            Position("Contoso Muster", "Advisor", "", earlier, None),
            Position("Acme Example GmbH", "Sales Representative", "Sold", oldest, earlier),
        ),
        schools=("Example University",),
        skills=("Selling", "Listening", "Negotiation, hard", "Excel", "German"),
        languages=("German", "English"),
    )
