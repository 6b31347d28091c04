"""Compare kinds of posts by engagement: ratios with intervals, adjusted for trend and follower growth.

Never a cause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import exp, log1p
from statistics import median

from openssi.activity import Activity, Post
from openssi.activity.calendar import DAY_SECONDS, day_of, iso, weekday_and_hour
from openssi.errors import DayError, InputError, UsageError
from openssi.insight.regression import Slope, slope

__all__ = ["FEWEST", "Content", "Experiment", "Period", "PostComparison", "content"]

#: Posts needed on either side of a comparison.
FEWEST = 8
_SETTLING_DAYS = 7  # in which a post collects nearly all of its engagement
_CONFIDENCE = 0.95
_MIN_WEEKS = 6  # on either side of an experiment
_SOON = 2 * DAY_SECONDS  # seconds after the post before
_NOON = 12
_ENGAGED = ("engagement_received", "engagement_on_share")
_FOLLOWED = ("follower_gained",)
_MIDWEEK = (1, 2, 3)  # Tuesday to Thursday


@dataclass(frozen=True, slots=True)
class PostComparison:
    """Posts of one kind compared with all others.

    Attributes:
        id: the name in JSON.
        posts: the kind, in words ("with a question").
        others: the others, in words.
        count: number of posts of the kind.
        other_count: number of others.
        ratio: engagement as a multiple of that of the others, adjusted for trend and follower growth; None if too few.
        low: the lower end of its interval.
        high: the upper end.
        missing: number of posts missing on the smaller side; 0 if there are enough.
    """

    id: str
    posts: str
    others: str
    count: int
    other_count: int
    ratio: float | None
    low: float | None
    high: float | None
    missing: int

    @property
    def differs(self) -> bool:
        """Whether the interval excludes 1, "the same engagement"."""
        return self.low is not None and self.high is not None and not self.low <= 1 <= self.high


@dataclass(frozen=True, slots=True)
class Period:
    """A named period, both days included."""

    first: int
    last: int
    name: str


@dataclass(frozen=True, slots=True)
class Experiment:
    """A period compared with as many days before it, as far as the workbook goes back.

    Attributes:
        period: the period.
        before: the days before it, first and last; None if the workbook has none.
        posts: posts in the period, and before.
        engagement: engagements per day in the period, and before, in hundredths.
        followers: new followers per day, likewise; None if the workbook has none.
        ratio: weekly engagement in the period as a multiple of that before, with its interval; None if there are too
            few weeks.
        missing_weeks: number of weeks missing on the shorter side for a ratio; 0 if there are enough.
    """

    period: Period
    before: tuple[int, int] | None
    posts: tuple[int, int]
    engagement: tuple[int, int]
    followers: tuple[int, int] | None
    ratio: tuple[float, float, float] | None
    missing_weeks: int


@dataclass(frozen=True)
class Content:
    """Posts compared, from the analytics workbook and Shares.csv.

    Attributes:
        first: the first day of the workbook.
        last: the last.
        published: posts and reposts published in that time.
        used: those that the workbook lists and that had a week to collect engagement.
        comparisons: each kind of post compared with the others.
        experiments: the periods compared with the time before them.
        adjusted: what was held constant: "trend", "follower growth".
    """

    first: int
    last: int
    published: int
    used: int
    comparisons: tuple[PostComparison, ...]
    experiments: tuple[Experiment, ...]
    adjusted: tuple[str, ...]


def content(activity: Activity, periods: Iterable[Period] = (), time_zone: str = "UTC") -> Content:
    """Compare kinds of posts, and periods with the time before them.

    Engagement is compared on a logarithmic scale by least squares, adjusted for a linear trend and the followers gained
    so far. The intervals of comparisons hold for all of them together (each at 1 - 5% / their number); an experiment
    is neither adjusted nor corrected.

    Raises:
        InputError: the workbook or Shares.csv is missing.
        DayError: a period is not covered by the workbook.
        UsageError: a period ends before it begins.
    """
    spans = activity.coverage["engagement_received"].spans if "engagement_received" in activity.coverage else ()
    if not spans or "post_published" not in activity.coverage:
        raise InputError(
            "content-sources",
            "Comparing posts needs LinkedIn's analytics workbook and an archive with Shares.csv.",
            hint="ssi content ARCHIVE.zip ANALYTICS.xlsx",
        )
    first, last = min(span[0] or 0 for span in spans), max(span[1] or 0 for span in spans)
    published = [post for post in activity.posts if first <= day_of(post.at) <= last]
    used = [post for post in published if post.engagement is not None and day_of(post.at) + _SETTLING_DAYS <= last]
    growth = _followers(activity, first, last)
    experiments = tuple(_experiment(activity, period, first, last) for period in periods)
    adjusted = ("trend", "follower growth") if growth else ("trend",)
    own = sorted(post.at for post in activity.posts if post.own_words)
    soon = frozenset(later for earlier, later in pairwise(own) if later - earlier <= _SOON)
    comparisons = tuple(_comparisons(used, soon, growth, first, time_zone))
    return Content(first, last, len(published), len(used), comparisons, experiments, adjusted)


def _followers(activity: Activity, first: int, last: int) -> list[int]:
    """Return the followers gained up to each day of the workbook; empty if it has none."""
    if "follower_gained" not in activity.coverage:
        return []
    gained = {row.day: row.quantity for row in activity.rows.get("follower_gained", ())}
    return list(accumulate(gained.get(day, 0) for day in range(first, last + 1)))


def _comparisons(
    posts: Sequence[Post], soon: frozenset[int], growth: Sequence[int], first: int, time_zone: str
) -> Iterator[PostComparison]:
    own = [post for post in posts if post.own_words]
    kinds = list(_kinds(own, soon, time_zone))
    confidence = 1 - (1 - _CONFIDENCE) / (len(kinds) + 1)
    for name, words, others, has in kinds:
        yield _compared(name, words, others, own, [has(post) for post in own], growth, first, confidence)
    origin = [post.own_words for post in posts]
    yield _compared("original", "of your own", "reposted", posts, origin, growth, first, confidence)


def _kinds(
    posts: Sequence[Post], soon: frozenset[int], time_zone: str
) -> Iterator[tuple[str, str, str, Callable[[Post], bool]]]:
    middle = int(median([post.words for post in posts] or [0]))
    times = {post.made: weekday_and_hour(post.at, time_zone) for post in posts}
    yield "length", f"longer than {middle} words", "as long or shorter", lambda post: post.words > middle
    yield "media", "with a picture, video or document", "without", lambda post: post.media
    yield "link", "with a link", "without", lambda post: post.link
    yield "question", "with a question", "without", lambda post: post.question
    yield "hashtags", "with three hashtags or more", "with fewer", lambda post: post.hashtags >= 3
    yield "weekday", "from Tuesday to Thursday", "on other days", lambda post: times[post.made][0] in _MIDWEEK
    yield "hour", "before noon", "later", lambda post: times[post.made][1] < _NOON
    yield "frequency", "within two days of the one before", "after a longer pause", lambda post: post.at in soon


def _compared(
    name: str,
    words: str,
    others: str,
    posts: Sequence[Post],
    has: Sequence[bool],
    growth: Sequence[int],
    first: int,
    confidence: float,
) -> PostComparison:
    count = sum(has)
    rest = len(posts) - count
    missing = max(0, FEWEST - min(count, rest))
    estimate: Slope | None = None
    if not missing:
        days = [day_of(post.at) - first for post in posts]
        controls = [list(map(float, days)), *([[log1p(growth[day]) for day in days]] if growth else [])]
        estimate = slope(list(map(float, has)), controls, [log1p(post.engagement or 0) for post in posts], confidence)
    if estimate is None:
        return PostComparison(name, words, others, count, rest, None, None, None, missing)
    ratio, low, high = map(_multiple, (estimate.value, estimate.low, estimate.high))
    return PostComparison(name, words, others, count, rest, ratio, low, high, 0)


def _multiple(logarithm: float) -> float:
    return round(exp(max(-20.0, min(20.0, logarithm))), 2)


def _experiment(activity: Activity, period: Period, first: int, last: int) -> Experiment:
    if period.last < period.first:
        raise UsageError(
            "day-order", f"The period {period.name!r} ends before it begins.", hint="Write it as 2026-03-01:2026-04-30."
        )
    if period.first < first or period.last > last:
        raise DayError(
            "day-outside",
            f"The period {period.name!r} isn't covered by the workbook, which runs from {iso(first)} to {iso(last)}.",
            hint="Choose a period within these days, or add an older workbook.",
        )
    length = period.last - period.first + 1
    before = (max(first, period.first - length), period.first - 1) if period.first > first else None
    spans = [(period.first, period.last), *([before] if before else [])]
    weeks = [_weekly(activity, *span) for span in spans]
    missing = _MIN_WEEKS - min(map(len, weeks)) if before else _MIN_WEEKS
    ratio = None
    if missing <= 0:
        estimate = slope(
            [1.0] * len(weeks[0]) + [0.0] * len(weeks[1]),
            (),
            [log1p(week) for stretch in weeks for week in stretch],
            _CONFIDENCE,
        )
        ratio = (_multiple(estimate.value), _multiple(estimate.low), _multiple(estimate.high)) if estimate else None
    return Experiment(
        period,
        before,
        _both(spans, lambda start, end: sum(start <= day_of(post.at) <= end for post in activity.posts)),
        _both(spans, lambda start, end: _a_day(activity, _ENGAGED, start, end)),
        _both(spans, lambda start, end: _a_day(activity, _FOLLOWED, start, end))
        if "follower_gained" in activity.coverage
        else None,
        ratio,
        max(0, missing),
    )


def _both(spans: Sequence[tuple[int, int]], measure: Callable[[int, int], int]) -> tuple[int, int]:
    during, *earlier = (measure(start, end) for start, end in spans)
    return during, earlier[0] if earlier else 0


def _received(activity: Activity, kinds: Iterable[str], first: int, last: int) -> int:
    return sum(row.quantity for kind in kinds for row in activity.rows.get(kind, ()) if first <= row.day <= last)


def _a_day(activity: Activity, kinds: Iterable[str], first: int, last: int) -> int:
    return 100 * _received(activity, kinds, first, last) // (last - first + 1)


def _weekly(activity: Activity, first: int, last: int) -> list[int]:
    """Return the engagement of each whole week of a period, counted back from its end."""
    return [_received(activity, _ENGAGED, end - 6, end) for end in range(last, first + 5, -7)]
