"""How activity is counted from what version 2 of the text readers found, for model 2026.2.

Kinds that aren't here are counted as in `kinds.py`.

Actions keep apart what a daily count can't: a copy, which counts nothing, the post under which a reply is, the week of
a post, the person in an exchange.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, count

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
_WORDS_OF_A_PICTURE = 4  # the same for a post with a picture, which may say the rest


def count_v2(member: MemberFacts) -> ReaderCounts:
    """Return what version 2 of the readers makes of a member's records, where it differs from the first."""
    exchanged = _answers(member)
    actions = {
        **_texts(member),
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


def _texts(member: MemberFacts) -> dict[str, tuple[Action, ...]]:
    """Return posts, replies under own posts, which count by post and week, and comments; a copy has no quantity.

    A text is a copy of any earlier one, whichever of the three it was.
    """
    own_posts = member.own_posts
    posts = [post for post in member.each("shares", Post) if _says_something(post)]
    posts.sort(key=lambda post: (post.at, post.made))
    replies, comments = _comments(member, own_posts)
    copies = iter(_copies(posts, replies, comments))
    return {
        "post_published": tuple([_action(post, not next(copies), week_of(day_of(post.at))) for post in posts]),
        "conversation_kept": tuple(
            [
                _action(reply, not next(copies), slot)
                for reply, slot in zip(replies, _slots(replies, own_posts), strict=True)
            ]
        ),
        "comment_given": tuple([_action(comment, comment.substance_2 * (not next(copies))) for comment in comments]),
    }


def _slots(replies: Iterable[Comment], own_posts: list[int]) -> Iterator[int]:
    """Yield a number for each reply, the same for all under one post in one week."""
    slots: defaultdict[tuple[int | None, int], int] = defaultdict(count().__next__)
    for reply in replies:
        yield slots[answered_post(reply.posts, own_posts), week_of(day_of(reply.at))]


def _says_something(post: Post) -> bool:
    """Return whether a post is more than a greeting. Of older snapshots the words are not known."""
    fewest = _WORDS_OF_A_PICTURE if post.media else _WORDS_OF_A_POST
    return post.own_words and (not post.sketch or len(post.sketch) >= fewest)


def _comments(member: MemberFacts, own_posts: list[int]) -> tuple[list[Comment], list[Comment]]:
    """Return replies under own posts, and other comments that say something, each in order of time."""
    replies: list[Comment] = []
    others: list[Comment] = []
    comments = member.all("comments")
    for comment in comments.where(comments.column("substance_2")):
        is_reply = answered_post(comment.posts, own_posts) is not None
        if is_reply or comment.substance_2 > _EMPTY:  # the rest, such as a thank-you, counts for nothing
            (replies if is_reply else others).append(comment)
    for group in (replies, others):
        group.sort(key=lambda comment: (comment.at, comment.identity))
    return replies, others


def _copies(*groups: Sequence[Post | Comment]) -> list[bool]:
    """Return for each text whether it repeats one of the last 90 days, of its own group or another."""
    texts = [*chain.from_iterable(groups)]
    order = sorted(range(len(texts)), key=lambda index: texts[index].at)
    ordered = [texts[index] for index in order]
    sketches, sentences = [text.sketch for text in ordered], [text.sentences for text in ordered]
    found = repeats(sketches, sentences, [day_of(text.at) for text in ordered], WINDOW)
    return [copy for _, copy in sorted(zip(order, found, strict=True))]


def _action(text: Post | Comment, quantity: int, slot: int | None = None) -> Action:
    day = day_of(text.at)
    return Action(day, day, int(quantity), slot)


def _none(member: MemberFacts) -> Iterable[ActivityEvent]:
    del member
    return ()


#: Kinds that only version 2 has, and the files that they need; without messages nobody is known to have answered.
KINDS_V2: tuple[Kind, ...] = tuple(
    Kind(kind, _none, needs=("connections", "connections/position", "connections/people"), dominated_by=("messages",))
    for kind in ("senior_reached", "decision_maker_reached")
)
