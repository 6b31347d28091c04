"""Invents what the member publishes, says, likes, follows and looks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from tests.archives.chance import Chance, moment_ms
from tests.archives.facts import (
    Article,
    Comment,
    CompanyFollow,
    Event,
    HashtagFollow,
    MemberFollow,
    Post,
    Reaction,
    Repost,
    SavedItem,
    Search,
    Target,
    Upload,
    Vote,
)
from tests.archives.words import COMPANIES, GENERIC, POSTS, QUERIES, person, substantial

if TYPE_CHECKING:
    from tests.archives.world import Sizes

_REACTIONS = ("LIKE", "LIKE", "LIKE", "PRAISE", "APPRECIATION", "INTEREST", "ENTERTAINMENT", "EMPATHY", "MAYBE")

# How far (ms) the activity of an own post may lie from the post itself, and how far others lie at the least.
_OWN_OFFSETS = (0, 0, 3, 40, 900, -700, 1500, 1999, -1999)
_FOREIGN_OFFSETS = (2000, -2000, 2001, 5000)


@dataclass(frozen=True)
class Content:
    posts: tuple[Post, ...]
    reposts: tuple[Repost, ...]
    articles: tuple[Article, ...]
    comments: tuple[Comment, ...]
    reactions: tuple[Reaction, ...]
    votes: tuple[Vote, ...]
    company_follows: tuple[CompanyFollow, ...]
    member_follows: tuple[MemberFollow, ...]
    hashtag_follows: tuple[HashtagFollow, ...]
    saved_items: tuple[SavedItem, ...]
    uploads: tuple[Upload, ...]


def make(chance: Callable[[str], Chance], how: Sizes) -> Content:
    posts = _posts(chance("posts"), how)
    return Content(
        posts=tuple(posts),
        reposts=_reposts(chance("reposts"), how),
        articles=_articles(chance("articles"), how),
        comments=tuple(_comments(chance("comments"), how, posts)),
        reactions=_reactions(chance("reactions"), how),
        votes=_votes(chance("votes"), how),
        company_follows=_company_follows(chance("companies"), how),
        member_follows=_member_follows(chance("members"), how),
        hashtag_follows=_hashtags(chance("hashtags"), how),
        saved_items=_saved(chance("saved"), how),
        uploads=_uploads(chance("uploads"), how),
    )


def group_ids(how: Sizes) -> list[int]:
    return [9_000_001 + number for number in range(how.groups)]


def _posts(chance: Chance, how: Sizes) -> list[Post]:
    """Each in a minute of its own, in its first 15 seconds; the id is made up to 3 s before or after the date shown."""
    groups = group_ids(how)
    taken: set[datetime] = set()
    posts: list[Post] = []
    while len(posts) < how.posts + how.bare_shares:
        at = chance.moment(chance.exported if not posts else None)
        minute = at.replace(second=0)
        if minute in taken:
            continue
        taken.add(minute)
        at = minute.replace(second=chance.rng.randrange(16))
        group = chance.pick(groups) if groups and chance.odds(0.1) else 0
        kind = "groupPost" if group else chance.pick(("share", "share", "ugcPost"))
        target = Target(kind, chance.id_at(moment_ms(at) + chance.rng.randrange(-3000, 3001)), group)
        bare = len(posts) >= how.posts
        text = "" if bare else POSTS[len(posts) % len(POSTS)]
        posts.append(
            Post(at, target, text, "https://example.org/x" if bare else "", "" if bare else "https://example.org/m,1")
        )
    return posts


def _reposts(chance: Chance, how: Sizes) -> tuple[Repost, ...]:
    times = [chance.moment() for _ in range(how.reposts)]
    return tuple(Repost(at, chance.foreign(at)) for at in times)


def _articles(chance: Chance, how: Sizes) -> tuple[Article, ...]:
    made: list[Article] = []
    for number in range(how.articles + how.undated_articles + how.draft_articles):
        published = chance.midday()
        created = published - timedelta(hours=2)
        draft = number >= how.articles + how.undated_articles
        title = f"Thoughts & notes, part {number}"
        slug = f"thoughts-notes-part-{number}-mira"
        made.append(Article(created, None if draft else published, title, slug, dated=number < how.articles))
    return tuple(made)


def _comments(chance: Chance, how: Sizes, posts: list[Post]) -> list[Comment]:
    made = [_given(chance, how, substantial(number), 1000) for number in range(how.comments)]
    made += [_given(chance, how, "", 0) for _ in range(how.blank_comments)]
    made += [_given(chance, how, GENERIC[number % len(GENERIC)], None) for number in range(how.generic_comments)]
    for number in range(how.undated_comments):
        made.append(Comment(None, chance.foreign(chance.moment()), substantial(5000 + number), False, 1000))
    if posts:
        made += [_beside(chance, posts, number) for number in range(min(len(_FOREIGN_OFFSETS), how.comments))]
        made += [_own(chance, chance.pick(posts), number) for number in range(how.own_comments)]
    return made


def _given(chance: Chance, how: Sizes, text: str, worth: int | None) -> Comment:
    at = chance.moment()
    groups = group_ids(how)
    group = chance.pick(groups) if groups and chance.odds(0.08) else 0
    return Comment(at, chance.foreign(at, group), text, False, worth)


def _later(chance: Chance, at: datetime) -> datetime:
    """Some days after, and never after the export."""
    last = datetime.combine(chance.exported, time(23, 59, 59), UTC)
    room = int((last - at).total_seconds())
    day = (at + timedelta(seconds=chance.rng.randrange(min(room, 9 * 86_400) + 1))).date()
    return chance.moment(day)


def _beside(chance: Chance, posts: list[Post], number: int) -> Comment:
    """On somebody else's post that was made just not within 2 s of one of the member's own."""
    post = posts[number % len(posts)]
    ms = (post.target.id >> 22) + _FOREIGN_OFFSETS[number]
    return Comment(
        _later(chance, post.at), Target("activity", chance.id_at(ms)), substantial(7000 + number), False, 1000
    )


def _own(chance: Chance, post: Post, number: int) -> Comment:
    """Under an own post; the link names its activity, or now and then the post itself."""
    ms = (post.target.id >> 22) + _OWN_OFFSETS[number % len(_OWN_OFFSETS)]
    itself = post.target.kind == "groupPost" or number % 5 == 4
    target = post.target if itself else Target("activity", chance.id_at(ms))
    said = substantial(8000 + number)
    text = (said, f'You wrote "quarterly",\nand I add: {said}', "")[number % 3]
    return Comment(_later(chance, post.at), target, text, True, 1000 if text else 0)


def _reactions(chance: Chance, how: Sizes) -> tuple[Reaction, ...]:
    groups = group_ids(how)
    made: list[Reaction] = []
    for number in range(how.reactions):
        at = chance.moment(chance.exported if number == 0 else None)
        group = chance.pick(groups) if groups and chance.odds(0.03) else 0
        comment = chance.id_at(moment_ms(at) - 40_000) if chance.odds(0.12) else 0
        made.append(Reaction(at, chance.pick(_REACTIONS), chance.foreign(at, group), comment))
    return tuple(made)


def _votes(chance: Chance, how: Sizes) -> tuple[Vote, ...]:
    times = [chance.moment() for _ in range(how.votes)]
    return tuple(Vote(at, chance.foreign(at), chance.pick(("Yes, often", "No", 'Only "sometimes"'))) for at in times)


def _company_follows(chance: Chance, how: Sizes) -> tuple[CompanyFollow, ...]:
    return tuple(CompanyFollow(chance.moment(), chance.pick(COMPANIES)) for _ in range(how.company_follows))


def _member_follows(chance: Chance, how: Sizes) -> tuple[MemberFollow, ...]:
    return tuple(
        MemberFollow(chance.moment(), person(40_000 + n).name, "Unfollow" if n % 4 == 3 else "Active")
        for n in range(how.member_follows)
    )


def _hashtags(chance: Chance, how: Sizes) -> tuple[HashtagFollow, ...]:
    return tuple(HashtagFollow(chance.moment(), f"topic{number}") for number in range(how.hashtag_follows))


def _saved(chance: Chance, how: Sizes) -> tuple[SavedItem, ...]:
    times = [chance.moment() for _ in range(how.saved_items)]
    return tuple(SavedItem(at, chance.foreign(at)) for at in times)


def _uploads(chance: Chance, how: Sizes) -> tuple[Upload, ...]:
    kinds = ("feed photo", "feed document", "video")
    return tuple(
        Upload(chance.moment(), kinds[number % 3], f"https://example.org/media/{number}")
        for number in range(how.uploads)
    )


def events(chance: Chance, how: Sizes) -> tuple[Event, ...]:
    """The last one lies ahead of the export: a planned event, and no activity yet."""
    made: list[Event] = []
    for number in range(how.events):
        ahead = number == how.events - 1
        day = chance.exported + timedelta(days=12) if ahead else chance.day()
        start = datetime.combine(day, time(9 + number % 6), UTC)
        length = timedelta(days=2) if number % 3 == 1 else timedelta(hours=1)
        made.append(Event(f"Fair, no. {number}", start, start + length, approved=number % 4 != 2))
    return tuple(made)


def searches(chance: Chance, how: Sizes) -> list[Search]:
    """The first lies on the day of the export, so that every kind of archive ends on that day."""
    made: list[Search] = []
    for number in range(how.searches):
        text = QUERIES[number % len(QUERIES)]
        at = chance.moment(chance.exported if number == 0 else None)
        made.append(Search(at, text, raw="," in text and chance.odds(0.5)))
    return made
