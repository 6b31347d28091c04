"""How activity is counted from what version 2 of the text readers found, for model 2026.2.

Kinds that aren't here are counted as in `kinds.py`.

Actions keep apart what a daily count can't: a copy, which counts nothing, the post under which a reply is, the week of
a post, the person in an exchange.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

from openssi.activity import Action, ActivityEvent, ReaderCounts, daily_rows
from openssi.activity.calendar import day_of, week_of
from openssi.model import WINDOW
from openssi.sources.linkedin_archive.conversations import Exchange, first_messages_to_new_people, own_answers
from openssi.sources.linkedin_archive.facts import Comment, Dated, Post, count_texts_in_other_languages
from openssi.sources.linkedin_archive.kinds import Kind, answered_post
from openssi.sources.linkedin_archive.member_facts import MemberFacts
from openssi.sources.tally import reason_unsupported_language
from openssi.sources.text import repeats

__all__ = ["KINDS_V2", "count_v2"]

_EMPTY = 300  # thousandths of a comment; praise, and what machines write under any post, have no more
_WORDS_OF_A_POST = 6  # different words of three letters or more; "Happy Monday, everyone!" has three


def count_v2(member: MemberFacts) -> ReaderCounts:
    """Return what version 2 of the readers makes of a member's records, where it differs from the first."""
    exchanged = _answers(member)
    own, others = _comments(member)
    actions = {
        "post_published": _posts(member),
        "comment_given": others,
        "conversation_kept": own,
        "contact_reached": tuple(
            [Action(day, known_day, 1, chain=person) for day, known_day, person in sorted(exchanged)]
        ),
    }
    rows = {
        kind: [(action.day, action.known_day, action.quantity) for action in items] for kind, items in actions.items()
    }
    events: dict[str, Iterable[ActivityEvent]] = {**rows, **dict(_events(member, exchanged))}
    return ReaderCounts(
        {kind: daily_rows(items) for kind, items in events.items()}, actions, dict(_lower_bounds(member))
    )


def _lower_bounds(member: MemberFacts) -> Iterator[tuple[str, str]]:
    """Yield the kinds of which too many texts are in a language that isn't read, with the reason."""
    for role, what, kinds in _BY_LANGUAGE:
        if reason := reason_unsupported_language(what, *count_texts_in_other_languages(member.all(role))):
            yield from ((kind, reason) for kind in kinds)


_BY_LANGUAGE = (
    ("comments", ("comment of the last half year", "comments of the last half year"), ("comment_given",)),
    (
        "connections",
        ("job title of a connection", "job titles of connections"),
        ("senior_connection_made", "senior_reached", "decision_maker_met", "decision_maker_reached"),
    ),
)


def _events(member: MemberFacts, found: Iterable[Exchange]) -> Iterator[tuple[str, Iterable[ActivityEvent]]]:
    first_messages = list(first_messages_to_new_people(member.genuine_messages)) if member.genuine_messages else []
    yield "outreach_sent", ((day, day, 1) for day, _ in first_messages)
    yield "outreach_answered", ((day, answered, 1) for day, answered in first_messages if answered is not None)
    yield "people_search", (_once(search.at) for search in member.each("searchqueries", Dated) if search.counts)
    yield "post_shared", map(_once, _reposts(member))
    reached = _first_exchanges(found)
    for column, met, talked in (
        ("senior_2", "senior_connection_made", "senior_reached"),
        ("decides_2", "decision_maker_met", "decision_maker_reached"),
    ):
        connections = member.all("connections")
        people = list(compress(enumerate(map(day_of, connections.dated)), connections.column(column)))
        yield met, ((day, day, 1) for _, day in people)
        yield talked, ((day, max(day, reached[person]), 1) for person, day in people if person in reached)


def _once(at: int) -> ActivityEvent:
    return day_of(at), day_of(at), 1


def _answers(member: MemberFacts) -> set[Exchange]:
    return own_answers(member.genuine_messages, member.people) if member.genuine_messages else set()


def _first_exchanges(found: Iterable[Exchange]) -> dict[int, int]:
    """Return by connection the day from which its first exchange counts."""
    first: dict[int, int] = {}
    for _, known_day, person in found:
        first[person] = min(known_day, first.get(person, known_day))
    return first


def _reposts(member: MemberFacts) -> Iterator[int]:
    """Yield the moments of reposts of what others wrote."""
    yield from (post.at for post in member.each("shares", Post) if not post.own_words)
    own = member.own_posts
    for repost in member.each("instantreposts", Dated):
        if answered_post(repost.posts, own) is None:
            yield repost.at


def _posts(member: MemberFacts) -> tuple[Action, ...]:
    posts = sorted(
        (post for post in member.each("shares", Post) if _says_something(post)), key=lambda post: (post.at, post.made)
    )
    days = [day_of(post.at) for post in posts]
    repeated = _repeated(days, posts)
    return tuple([Action(day, day, int(not copy), week_of(day)) for day, copy in zip(days, repeated, strict=True)])


def _says_something(post: Post) -> bool:
    """Return whether a post is more than a greeting. Of older snapshots the words are not known."""
    return post.own_words and (post.media or not post.sketch or len(post.sketch) >= _WORDS_OF_A_POST)


def _repeated(days: Sequence[int], texts: Sequence[Post | Comment]) -> list[bool]:
    return repeats([text.sketch for text in texts], [text.sentences for text in texts], days, WINDOW)


def _comments(member: MemberFacts) -> tuple[tuple[Action, ...], tuple[Action, ...]]:
    """Return replies under own posts, which count by post and week, and other comments, by substance."""
    own_posts = member.own_posts
    replies: list[Comment] = []
    others: list[Comment] = []
    comments = member.all("comments")
    for comment in comments.where(comments.column("substance_2")):
        is_reply = answered_post(comment.posts, own_posts) is not None
        if is_reply or comment.substance_2 > _EMPTY:  # the rest, such as a thank-you, counts for nothing
            (replies if is_reply else others).append(comment)
    for group in (replies, others):
        group.sort(key=lambda comment: (comment.at, comment.identity))
    return tuple(_reply_actions(replies, own_posts)), tuple(_comment_actions(others))


def _reply_actions(replies: Sequence[Comment], own_posts: list[int]) -> Iterator[Action]:
    slots: dict[tuple[int | None, int], int] = {}
    days = [day_of(reply.at) for reply in replies]
    for reply, day, copy in zip(replies, days, _repeated(days, replies), strict=True):
        key = answered_post(reply.posts, own_posts), week_of(day)
        yield Action(day, day, int(not copy), slots.setdefault(key, len(slots)))


def _comment_actions(comments: Sequence[Comment]) -> Iterator[Action]:
    days = [day_of(comment.at) for comment in comments]
    for comment, day, copy in zip(comments, days, _repeated(days, comments), strict=True):
        yield Action(day, day, 0 if copy else comment.substance_2)


def _none(member: MemberFacts) -> Iterable[ActivityEvent]:
    del member
    return ()


#: Kinds that only version 2 has, and the files that they need; without messages nobody is known to have answered.
KINDS_V2: tuple[Kind, ...] = tuple(
    Kind(kind, _none, needs=("connections", "connections/position", "connections/people"), dominated_by=("messages",))
    for kind in ("senior_reached", "decision_maker_reached")
)
