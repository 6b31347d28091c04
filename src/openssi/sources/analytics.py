"""What a member's posts received and who followed, by day, combined from all of LinkedIn's analytics."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from openssi.activity import Activity, Coverage, DailyRow, Post
from openssi.activity.calendar import day_of, iso
from openssi.activity.report import FileReport
from openssi.sources.tally import Tally, reason_partly_read

__all__ = [
    "ENGAGED",
    "FOLLOWED",
    "MOST_LISTED",
    "SAME_POST_MS",
    "SHARED",
    "Analytics",
    "DailyNumbers",
    "ListedPost",
    "own_post",
    "spans_of",
    "with_analytics",
]

ENGAGED, SHARED, FOLLOWED = "engagement_received", "engagement_on_share", "follower_gained"
#: LinkedIn lists at most this many posts, so a list of this length may be incomplete.
MOST_LISTED = 50
#: A share and its activity, by which a workbook or a link names it, are made less than 2 s apart in real archives;
#: nothing lies between 2 s and 60 s.
SAME_POST_MS = 2_000

#: How many spans of days are named one by one.
_NAMED = 3

_Span = tuple[int | None, int | None]


class ListedPost(NamedTuple):
    """A post in the list of top posts: when it was made (milliseconds, from its ID), its day, its engagements."""

    made: int
    day: int
    engagements: int


@dataclass(slots=True)
class DailyNumbers:
    """A number by day, and the running count of the records that it was read from."""

    tally: Tally
    days: dict[int, int] = field(default_factory=dict[int, int])

    def close(self) -> FileReport:
        """Return the finished report."""
        return self.tally.close(min(self.days, default=None), max(self.days, default=None))


def spans_of(days: Iterable[int]) -> list[tuple[int | None, int | None]]:
    """Return the spans of consecutive days."""
    ordered = sorted(days)
    breaks = [at for at, (one, other) in enumerate(pairwise(ordered), 1) if other != one + 1]
    starts, ends = [0, *breaks], [*breaks, len(ordered)]
    return [(ordered[start], ordered[end - 1]) for start, end in zip(starts, ends, strict=True) if ordered]


def own_post(listed: int, made: Sequence[int]) -> int | None:
    """Return when the member's own post was made; None if the post that LinkedIn lists isn't theirs.

    Args:
        listed: when the listed post was made by its ID (milliseconds).
        made: when each of the member's posts was made, in order.
    """
    at = bisect_left(made, listed)
    near = min(made[max(0, at - 1) : at + 1], key=lambda candidate: abs(candidate - listed), default=None)
    return near if near is not None and abs(near - listed) < SAME_POST_MS else None


@dataclass(slots=True)
class Analytics:
    """All analytics of one member together.

    Attributes:
        source: what they are, as the subject of "… only 2026-01-01 to 2026-03-31".
        days: by kind, its number by day.
        posts: the listed posts, by when they were made.
        spans: by kind, the days covered.
        listed: the days covered by analytics that list posts as well.
        lists_all_posts: whether these list every post with engagement.
        in_part: by kind, why too little could be read.
    """

    source: str
    days: dict[str, dict[int, int]] = field(default_factory=lambda: {ENGAGED: {}, FOLLOWED: {}})
    posts: dict[int, ListedPost] = field(default_factory=dict[int, ListedPost])
    spans: dict[str, list[_Span]] = field(default_factory=dict[str, list[_Span]])
    listed: list[_Span] = field(default_factory=list[_Span])
    lists_all_posts: bool = True
    in_part: dict[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def of(cls, activity: Activity, source: str) -> Analytics:
        """Return what earlier analytics of the member have."""
        analytics = cls(source)
        for kind, days in analytics.days.items():
            if kind not in activity.coverage:
                continue
            analytics.source = "your analytics cover"
            analytics.spans[kind] = list(activity.coverage[kind].spans)
            for first, last in activity.coverage[kind].spans:
                days.update(dict.fromkeys(range(first or 0, (last or 0) + 1), 0))
            days.update({row.day: row.quantity for row in activity.rows.get(kind, ())})
        return analytics

    def add(self, kind: str, daily: DailyNumbers, title: str) -> FileReport:
        """Add the days that are not known yet, and return the report; days that are known are duplicates."""
        known = self.days[kind]
        if reason := reason_partly_read(title, [daily.tally]):
            self.in_part[kind] = reason
        new = {day: value for day, value in daily.days.items() if day not in known}
        known |= new
        daily.tally.mark_duplicate(len(daily.days) - len(new))
        if daily.days:
            self.spans.setdefault(kind, []).extend(spans_of(daily.days))
        return daily.tally.close(min(new, default=None), max(new, default=None))


def with_analytics(activity: Activity, analytics: Analytics) -> Activity:
    """Return the activity with what posts received and with new followers."""
    posts = _with_engagement(activity.posts, analytics.posts.values())
    coverage = {kind: Coverage(tuple(spans)) for kind, spans in analytics.spans.items()}
    reasons = {kind: _describe(analytics.source, cover) for kind, cover in coverage.items()}
    days = {**analytics.days, SHARED: dict[int, int]()}
    in_part = dict(analytics.in_part)
    if ENGAGED in coverage:
        if unknown := _why_inseparable(activity, analytics):
            reasons[SHARED] = unknown
        else:
            days[ENGAGED], days[SHARED] = _split(analytics.days[ENGAGED], posts)
            all_own = all(post.own_words for post in posts)
            coverage[SHARED] = coverage[ENGAGED] if all_own else Coverage(tuple(analytics.listed))
            reasons[SHARED] = _describe(analytics.source, coverage[SHARED])
            if ENGAGED in in_part:
                in_part[SHARED] = in_part[ENGAGED]
    return replace(
        activity,
        rows={**activity.rows, **{kind: _rows(of_kind) for kind, of_kind in days.items()}},
        coverage={**activity.coverage, **coverage},
        reasons={**activity.reasons, **reasons},
        lower_bounds={**activity.lower_bounds, **in_part},
        posts=posts,
    )


def _with_engagement(posts: Sequence[Post], listed: Iterable[ListedPost]) -> tuple[Post, ...]:
    """Return the member's posts with the engagement that LinkedIn lists of them; None for others."""
    made = sorted(post.made for post in posts)
    engagement: dict[int, int] = {}
    for entry in listed:
        own = own_post(entry.made, made)
        if own is not None:
            engagement[own] = max(engagement.get(own, 0), entry.engagements)
    return tuple(replace(post, engagement=engagement.get(post.made)) for post in posts)


def _rows(days: Mapping[int, int]) -> tuple[DailyRow, ...]:
    return tuple(DailyRow(day, day, value) for day, value in sorted(days.items()) if value)


def _describe(source: str, coverage: Coverage) -> str:
    spans = sorted((first or 0, last or 0) for first, last in coverage.spans)
    if len(spans) > _NAMED:
        return f"{source} only a part of the days from {iso(spans[0][0])} to {iso(spans[-1][1])}"
    return f"{source} only {' and '.join(f'{iso(first)} to {iso(last)}' for first, last in spans)}"


def _why_inseparable(activity: Activity, analytics: Analytics) -> str:
    """Return why engagement on reposts can't be separated from that on own posts; "" if it can."""
    if "post_published" not in activity.coverage:
        return "only Shares.csv tells which of the posts in the workbook were passed on"
    if all(post.own_words for post in activity.posts):
        return ""
    if not analytics.listed:
        return "LinkedIn's statistics count posts and reposts together"
    if not analytics.lists_all_posts:
        return f"the workbook lists {MOST_LISTED} posts at most, or not all, so not every post passed on is known"
    return ""


def _split(engagement: Mapping[int, int], posts: Iterable[Post]) -> tuple[dict[int, int], dict[int, int]]:
    """Split engagement by day into that on own posts and that on reposts.

    A workbook has the total of each post and the total of each day. What a repost received is subtracted from the day
    it was published and the days after it, as far as these have any.
    """
    received, shared = dict(engagement), dict[int, int]()
    days = sorted(engagement)
    for post in posts:
        left = 0 if post.own_words else post.engagement or 0
        for day in days[bisect_left(days, day_of(post.at)) :]:
            if not left:
                break
            part = min(left, received[day])
            received[day] -= part
            shared[day] = shared.get(day, 0) + part
            left -= part
    return received, shared
