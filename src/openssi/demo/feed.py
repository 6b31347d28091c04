"""What the seller published, reposted, commented and liked, with IDs that contain their time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from openssi.demo import names, stock_comments, stock_world
from openssi.demo.people import plain
from openssi.demo.records import Article, Comment, Dated, Feed, FeedKind, Reaction, Repost, Share, Urn
from openssi.demo.rhythm import Rhythm
from openssi.demo.texts import Composer

__all__ = ["APART", "EPOCH", "GROUPS", "KINDS", "KIND_WEIGHTS", "REACTIONS", "Author", "milliseconds"]

EFFORT_POSTS, OTHER_POSTS = 27, 43
BARE, INSTANT = 22, 38
COMMENTS_ELSEWHERE, COMMENTS_AT_HOME, COMMENTS_BLANK = 238, 88, 5
REACTIONS = 1200
GROUPS = (13094417, 8731225, 4420786)
KINDS = ("LIKE", "PRAISE", "APPRECIATION", "EMPATHY", "INTEREST", "ENTERTAINMENT", "MAYBE")
KIND_WEIGHTS = (66, 11, 6, 7, 6, 3, 1)
APART = 60_000  # ms; in real archives no other member's post is closer to an own one
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def milliseconds(at: datetime) -> int:
    """Return milliseconds since 1970, exactly: `timestamp()` returns a float."""
    return (at - EPOCH) // timedelta(milliseconds=1)


class Author:
    """Write the feed of one story."""

    def __init__(self, rhythm: Rhythm, composer: Composer) -> None:
        self._rhythm = rhythm
        self._rng = rhythm.rng
        self._composer = composer
        self._own: list[int] = []

    def write(self) -> Feed:
        """Return everything, newest first."""
        shares = self._shares()
        self._own = sorted(milliseconds(share.at) for share in shares)
        articles, shares = self._articles(shares)
        comments = self._comments(shares)
        return Feed(
            shares=tuple(shares),
            reposts=tuple(
                Repost(at, self._stranger(at)) for at in reversed(self._rhythm.moments(INSTANT, shape=self._livelier))
            ),
            comments=tuple(comments),
            reactions=tuple(self._reactions(comments)),
            articles=articles,
            votes=self._marks(14, stock_world.VOTES),
            saved=self._marks(52, ("",)),
            media=tuple(_upload(share) for share in shares if share.media),
        )

    def number(self, at: datetime) -> int:
        """Return an ID like LinkedIn's: the time followed by 22 random bits."""
        return (milliseconds(at) << 22) | self._rng.getrandbits(22)

    def _livelier(self, day: date) -> float:
        """Return the seller's pace: after the two months the seller goes on, having seen that it works."""
        if self._rhythm.in_effort(day):
            return 1.8
        return 1.25 if day > self._rhythm.back(210) else 0.75

    def _shares(self) -> list[Share]:
        rhythm = self._rhythm
        effort = rhythm.moments(EFFORT_POSTS, rhythm.back(270), rhythm.back(210))
        quiet = rhythm.moments(OTHER_POSTS, shape=lambda day: 0.0 if rhythm.in_effort(day) else self._livelier(day))
        written = [self._post(at) for at in effort + quiet]
        bare = [Share(Urn("share", self.number(at)), at, "") for at in rhythm.moments(BARE)]
        written[0] = replace(written[0], urn=replace(written[0].urn, kind="groupPost", group=GROUPS[0]))
        return sorted(written + bare, key=lambda share: share.at, reverse=True)

    def _post(self, at: datetime) -> Share:
        """Return a text, on a third of the days with a photo, which makes it another kind of post."""
        number = self.number(at)
        kind: FeedKind = "ugcPost" if self._rng.random() < 0.3 else "share"
        media = (
            f"https://media.licdn.com/dms/image/v2/demo/feedshare-image-{number % 100000:05d}"
            if kind == "ugcPost"
            else ""
        )
        link = "https://blog.portolane.example/waiting-times" if not media and self._rng.random() < 0.08 else ""
        return Share(Urn(kind, number), at, self._composer.post(), link, media)

    def _articles(self, shares: list[Share]) -> tuple[tuple[Article, ...], list[Share]]:
        """Return five long texts; a post announces each published one a few minutes later."""
        announced = [share for share in shares if share.urn.kind == "share" and share.text and not share.link]
        step = len(announced) // 4
        articles: list[Article] = []
        for index, (title, paragraphs) in enumerate(stock_world.ARTICLES):
            post = announced[min(index * step + 2, len(announced) - 1)]
            slug = f"{_slug(title)}-elin-marquardt-{self._rng.getrandbits(20):05x}"
            published = None if index == 4 else post.at - timedelta(minutes=9)
            created = (published or self._rhythm.moment(self._rhythm.back(20))) - timedelta(days=3, minutes=41)
            articles.append(Article(title, slug, paragraphs, created, published, dated=index < 3))
            if published:
                linked = replace(post, link=f"https://www.linkedin.com/pulse/{slug}")
                shares = [linked if share is post else share for share in shares]
        return tuple(articles), shares

    def _stranger(self, at: datetime) -> Urn:
        """Return another member's post from minutes to days before, never close to an own post."""
        rng = self._rng
        if rng.random() < 0.035:
            return Urn("groupPost", self.number(self._apart(at - timedelta(hours=5))), rng.choice(GROUPS))
        age = timedelta(minutes=rng.choice((4, 25, 70, 180, 400, 900, 2000, 4000)), seconds=rng.randrange(3600))
        kind: FeedKind = "ugcPost" if rng.random() < 0.22 else "activity"
        return Urn(kind, self.number(self._apart(at - age)))

    def _apart(self, at: datetime) -> datetime:
        while True:
            moment = milliseconds(at)
            index = bisect_left(self._own, moment)
            near = self._own[max(index - 1, 0) : index + 1]
            if all(abs(own - moment) > APART for own in near):
                return at
            at -= timedelta(seconds=97)

    def _comments(self, shares: list[Share]) -> list[Comment]:
        elsewhere = [self._elsewhere(at) for at in self._rhythm.moments(COMMENTS_ELSEWHERE, shape=self._livelier)]
        for index in self._rng.sample(range(len(elsewhere)), COMMENTS_BLANK):
            elsewhere[index] = replace(elsewhere[index], text="")
        comments = elsewhere + self._at_home(shares)
        comments.sort(key=lambda comment: comment.at or self._rhythm.end, reverse=True)
        # LinkedIn omits the time of a few comments; one is enough to show it.
        middle = len(comments) // 2
        comments[middle] = replace(comments[middle], at=None)
        return comments

    def _elsewhere(self, at: datetime) -> Comment:
        """Return comments under other posts: the fraction of empty phrases falls over the two years."""
        elapsed = (at.date() - self._rhythm.first_day).days / 730
        text = self._composer.generic() if self._rng.random() < 0.68 - 0.48 * elapsed else self._composer.specific()
        return Comment(at, self._stranger(at), text)

    def _at_home(self, shares: list[Share]) -> list[Comment]:
        """Return answers under own posts; the link names the activity, whose ID is slightly later."""
        rng = self._rng
        posts = [share for share in shares if share.text and share.at < self._rhythm.end - timedelta(days=1)]
        threads = {share.urn.number: self._thread(share) for share in posts}
        replies: list[Comment] = []
        while len(replies) < COMMENTS_AT_HOME:
            post = rng.choice(posts)
            at = post.at + timedelta(
                minutes=rng.choice((12, 40, 95, 240, 700, 1500, 2600)), seconds=rng.randrange(3000)
            )
            if at > self._rhythm.end or not 5 <= at.hour < 21:
                continue
            language = rng.choices(("en", "de", "fr", "es"), (80, 12, 4, 4))[0]
            guest = rng.choice(names.FEMALE[language] + names.MALE[language])
            text = self._composer.say(stock_comments.REPLIES, language, guest)
            replies.append(Comment(at, threads[post.urn.number], text))
        return replies

    def _thread(self, share: Share) -> Urn:
        """Return the URN of an own post's thread: its activity, or for some posts the post itself."""
        if share.urn.kind == "groupPost" or (share.urn.kind == "ugcPost" and self._rng.random() < 0.4):
            return share.urn
        return Urn("activity", self.number(share.at + timedelta(milliseconds=self._rng.randrange(3, 1500))))

    def _reactions(self, comments: Sequence[Comment]) -> list[Reaction]:
        """Return reactions: one with every second comment, the others alone, one of them on the last day."""
        rng = self._rng
        dated = [(item.at, item.urn) for item in comments if item.at and rng.random() < 0.5]
        reactions = [self._reaction(at - timedelta(seconds=rng.randint(4, 40)), urn) for at, urn in dated]
        reactions.append(Reaction(self._last_moment(), "LIKE", self._stranger(self._last_moment())))
        alone = self._rhythm.moments(REACTIONS - len(reactions), shape=self._livelier)
        reactions.extend(self._reaction(at, self._stranger(at)) for at in alone)
        return sorted(reactions, key=lambda item: item.at, reverse=True)

    def _last_moment(self) -> datetime:
        return datetime.combine(self._rhythm.last_day, time(9, 12, 33, 417000), tzinfo=UTC)

    def _reaction(self, at: datetime, urn: Urn) -> Reaction:
        kind = self._rng.choices(KINDS, KIND_WEIGHTS)[0]
        on_comment = urn.kind in ("activity", "ugcPost") and self._rng.random() < 0.125
        comment = self.number(at - timedelta(minutes=self._rng.randint(1, 3))) if on_comment else None
        return Reaction(at, kind, urn, comment)

    def _marks(self, count: int, options: tuple[str, ...]) -> tuple[Dated, ...]:
        """Return votes and saved posts: the post's ID and the choice."""
        moments = self._rhythm.moments(count)
        posts = [self.number(self._apart(at - timedelta(hours=7))) for at in moments]
        rows = [Dated(at, (str(post), self._rng.choice(options))) for at, post in zip(moments, posts, strict=True)]
        return tuple(reversed(rows))


def _slug(title: str) -> str:
    return "-".join("".join(mark if mark.isalnum() else " " for mark in plain(title)).split())


def _upload(share: Share) -> Dated:
    """Return the photo of a post, uploaded a minute before it."""
    headline = share.text.split("\n", 1)[0]
    return Dated(share.at - timedelta(minutes=1), ("feed photo", headline, share.media))
