"""Each kind of activity, whole: which files it needs, and which of their records become it.

`docs/counting.md` says it in words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, compress

from openssi.activity import ActivityEvent
from openssi.activity.calendar import DAY_SECONDS, day_of, zone_day
from openssi.sources.analytics import SAME_POST_MS
from openssi.sources.linkedin_archive.catalogue import ARTICLE
from openssi.sources.linkedin_archive.conversations import exchanges
from openssi.sources.linkedin_archive.facts import Dated, Post
from openssi.sources.linkedin_archive.file_formats import FILE_FORMATS
from openssi.sources.linkedin_archive.member_facts import MemberFacts

__all__ = ["KINDS", "Kind", "answered_post"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of activity.

    Attributes:
        id: as in the model.
        events: its events, from all facts of a member.
        needs: the files (by role), and some of their columns, without which it is not known.
        needs_any: files of which one is enough.
        dominated_by: files that hold most of it; without one of them, what is counted is a lower bound.
    """

    id: str
    events: Callable[[MemberFacts], Iterable[ActivityEvent]]
    needs: tuple[str, ...] = ()
    needs_any: tuple[str, ...] = ()
    dominated_by: tuple[str, ...] = ()


def _daily(days: Mapping[int, int]) -> Iterator[ActivityEvent]:
    return ((day, day, count) for day, count in days.items())


def _at(moments: Iterable[int]) -> Iterator[ActivityEvent]:
    """Count moments by their UTC day."""
    return _daily(Counter([at // DAY_SECONDS for at in moments]))


def _every_record(role: str) -> Callable[[MemberFacts], Iterable[ActivityEvent]]:
    return lambda member: _daily(member.days.get(role, {}))


def _every_valid_record(role: str) -> Callable[[MemberFacts], Iterable[ActivityEvent]]:
    """Count records that are not pending, hidden or declined."""
    return lambda member: _at(fact.at for fact in member.each(role, Dated) if fact.counts)


def _posts_published(member: MemberFacts) -> Iterable[ActivityEvent]:
    return _at(post.at for post in member.each("shares", Post) if post.own_words)


def _posts_shared(member: MemberFacts) -> Iterable[ActivityEvent]:
    reposts = _at(post.at for post in member.each("shares", Post) if not post.own_words)
    return chain(reposts, _daily(member.days.get("instantreposts", {})))


def _comments(member: MemberFacts) -> Iterable[ActivityEvent]:
    comments = member.all("comments")
    weighed = zip(comments.dated, comments.column("substance"), strict=True)
    return ((day_of(at), day_of(at), substance) for at, substance in weighed if substance)


def _replies_under_own_posts(member: MemberFacts) -> Iterable[ActivityEvent]:
    comments, own = member.all("comments"), member.own_posts
    replies = [answered_post(posts, own) is not None for posts in comments.column("posts")]
    return _at(compress(comments.dated, replies))


def answered_post(posts: Iterable[int], own_posts: list[int]) -> int | None:
    """Return which of the member's own posts one of these is, by the moments at which they were made; None for none."""
    for post in posts:
        at = bisect_right(own_posts, post - SAME_POST_MS)
        if at < len(own_posts) and own_posts[at] - post < SAME_POST_MS:
            return own_posts[at]
    return None


def _groups_and_events(member: MemberFacts) -> Iterable[ActivityEvent]:
    """Count each approved event, and each group once: on the day of the first post, comment or reaction in it."""
    joined: dict[str, int] = {}
    for facts in map(member.all, ("shares", "comments", "reactions")):
        groups = facts.column("group")
        for at, group in compress(zip(facts.dated, groups, strict=True), groups):
            joined[group] = min(at, joined.get(group, at))
    attended = (event.at for event in member.each("events", Dated) if event.counts)
    return _at(chain(joined.values(), attended))


def _connections_with(column: str) -> Callable[[MemberFacts], Iterable[ActivityEvent]]:
    """Count the connections for which a column is true."""

    def events(member: MemberFacts) -> Iterable[ActivityEvent]:
        connections = member.all("connections")
        return _at(compress(connections.dated, connections.column(column)))

    return events


def _coworkers(member: MemberFacts) -> Iterable[ActivityEvent]:
    """Count connections at a present employer, from the day on which the member's job there began."""
    connections, began = member.all("connections"), member.employers
    for at, company in zip(connections.dated, connections.column("company"), strict=True):
        if company and company in began:
            day = max(day_of(at), began[company])
            yield day, day, 1


def _invitations_sent(member: MemberFacts) -> Iterable[ActivityEvent]:
    return _at(invitation.at for invitation in member.invitations if invitation.outgoing)


def _invitations_accepted(member: MemberFacts) -> Iterable[ActivityEvent]:
    for invitation in member.invitations:
        person = member.people.find(invitation.address, invitation.name) if invitation.outgoing else None
        day = day_of(invitation.at)
        # Connected before it was sent (a day of grace for the change of zone): another invitation was accepted.
        if person and person[1] >= day - 1:
            yield day, max(day, person[1]), 1


def _outreach_sent(member: MemberFacts) -> Iterable[ActivityEvent]:
    return _daily(Counter([day for day, _ in member.first_messages]))


def _outreach_answered(member: MemberFacts) -> Iterable[ActivityEvent]:
    return ((day, answered, 1) for day, answered in member.first_messages if answered is not None)


def _contacts_reached(member: MemberFacts) -> Iterable[ActivityEvent]:
    exchanged = exchanges(member.messages, member.people) if member.messages else ()
    return ((day, known_day, 1) for day, known_day, _ in exchanged)


#: Files of which each record is something that the member did.
_OWN_ACTIVITY = tuple(role for role, file_format in FILE_FORMATS.items() if file_format.own)


def _active_days(member: MemberFacts) -> Iterable[ActivityEvent]:
    """Count each calendar day, in the member's zone, on which they did something."""
    active = {day_of(at) for at in _calendar_days(member)}
    moments = [*member.messages_sent, *(invitation.at for invitation in member.invitations if invitation.outgoing)]
    if member.time_zone == "UTC":  # nearly always, and then the counts by day are there already
        active.update([at // DAY_SECONDS for at in moments], *(member.days.get(role, ()) for role in _OWN_ACTIVITY))
    else:
        dated = chain.from_iterable(member.all(role).dated for role in _OWN_ACTIVITY)
        active.update(zone_day(at, member.time_zone) for at in chain(moments, dated))
    return ((day, day, 1) for day in active)


def _calendar_days(member: MemberFacts) -> Iterable[int]:
    """Yield moments of which only the calendar day is known: no zone may shift them."""
    yield from (article.at for article in member.each(ARTICLE, Dated))
    yield from (event.at for event in member.each("events", Dated) if event.counts)


_TITLED = ("connections", "connections/position")
_NAMED = ("connections", "connections/people")

KINDS: tuple[Kind, ...] = (
    Kind("post_published", _posts_published, needs=("shares",)),
    Kind("post_shared", _posts_shared, needs_any=("shares", "instantreposts")),
    Kind("article_published", _every_record(ARTICLE), needs=(ARTICLE,)),
    Kind("comment_given", _comments, needs=("comments",)),
    Kind("conversation_kept", _replies_under_own_posts, needs=("comments", "shares")),
    Kind("reaction_given", _every_record("reactions"), needs=("reactions",)),
    Kind("people_search", _every_record("searchqueries"), needs=("searchqueries",)),
    Kind("account_followed", _every_record("companyfollows"), needs=("companyfollows",)),
    Kind(
        "group_joined",
        _groups_and_events,
        needs_any=("events", "shares", "comments", "reactions"),
        dominated_by=("events", "comments", "reactions"),
    ),
    Kind("connection_made", _every_record("connections"), needs=("connections",)),
    Kind("senior_connection_made", _connections_with("senior"), needs=_TITLED),
    Kind("decision_maker_met", _connections_with("decides"), needs=_TITLED),
    Kind("coworker_connection_made", _coworkers, needs=("connections", "connections/company", "positions")),
    Kind("endorsement_received", _every_valid_record("endorsementreceivedinfo"), needs=("endorsementreceivedinfo",)),
    Kind("recommendation_received", _every_valid_record("recommendationsreceived"), needs=("recommendationsreceived",)),
    Kind("invitation_sent", _invitations_sent, needs=("invitations", *_NAMED)),
    Kind("invitation_accepted", _invitations_accepted, needs=("invitations", *_NAMED)),
    Kind("outreach_sent", _outreach_sent, needs=("messages",)),
    Kind("outreach_answered", _outreach_answered, needs=("messages",)),
    Kind("contact_reached", _contacts_reached, needs=("messages", *_NAMED)),
    Kind(
        "active_day",
        _active_days,
        needs_any=(*_OWN_ACTIVITY, ARTICLE, "messages", "invitations", "events"),
        dominated_by=("reactions",),  # in six of seven real archives, no other file had so many days of its own
    ),
)
