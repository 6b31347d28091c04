"""Add what single posts received to a member's activity, without counting twice what an analytics workbook has."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from openssi.activity import Activity, Coverage, Post, daily_rows
from openssi.activity.calendar import day_of, iso
from openssi.activity.report import FileReport, ImportReport
from openssi.sources.analytics import own_post
from openssi.sources.post_analytics.read import Engagement, PostReading
from openssi.sources.protocol import JoinedMember

__all__ = ["join"]

_ENGAGED, _SHARED = "engagement_received", "engagement_on_share"
_NOT_YOURS = "none of the posts in your archive is this one"

#: Posts of the member with what each received, by the moment of the post's ID.
_Known = Mapping[int, Engagement]


def join(readings: Sequence[PostReading], joined: JoinedMember) -> JoinedMember:
    """Add what single posts received, and each file to the report.

    A file about a post that isn't in the archive is rejected. Of two files about one post, that with more engagements
    counts.
    """
    activity, report = joined
    known = _match(readings, activity.posts)
    files = tuple(map(_close, readings))
    return JoinedMember(_with_engagement(activity, known), ImportReport((*report.files, *files), report.skipped))


def _match(readings: Sequence[PostReading], posts: Sequence[Post]) -> dict[int, Engagement]:
    """Return what each post of the member received. Rejects other files in their tallies, and marks duplicates."""
    made = sorted(post.made for post in posts)
    known: dict[int, Engagement] = {}
    for reading in sorted(readings, key=lambda item: -item.engagement.count if item.engagement else 0):
        if reading.engagement is None:
            continue
        own = own_post(reading.engagement.made, made)
        if own is None:
            reading.engagement = None
            reading.tally.imported = 0
            reading.tally.reject(1, _NOT_YOURS)
        elif own in known:
            reading.tally.mark_duplicate(1)
        else:
            known[own] = reading.engagement
    return known


def _close(reading: PostReading) -> FileReport:
    day = day_of(reading.engagement.made // 1000) if reading.engagement else None
    return reading.tally.close(day, day)


def _with_engagement(activity: Activity, known: _Known) -> Activity:
    posts = tuple(_with_count(post, known) for post in activity.posts)
    if not known:
        return activity
    rows, coverage, reasons = {**activity.rows}, {**activity.coverage}, {**activity.reasons}
    for kind, of_kind in _by_kind(activity).items():
        added = _quantities(of_kind, known, activity)
        rows[kind] = daily_rows((*rows.get(kind, ()), *((day, day, count) for day, count in added.items())))
        if _ENGAGED not in activity.coverage:
            first = _covered_since(of_kind, known)
            if first is None:
                reasons[kind] = _too_few(of_kind, known)
            else:
                coverage[kind] = Coverage(((first, max(activity.last_day, activity.known_until)),))
                reasons[kind] = f"the analytics of single posts cover only posts since {iso(first)}"
    return replace(activity, rows=rows, coverage=coverage, reasons=reasons, posts=posts)


def _with_count(post: Post, known: _Known) -> Post:
    engagement = known.get(post.made)
    return post if engagement is None else replace(post, engagement=max(post.engagement or 0, engagement.count))


def _by_kind(activity: Activity) -> dict[str, list[Post]]:
    """Return own posts and reposts, oldest first, by the kind of activity that their engagement is.

    If a workbook is there and can't separate engagement on reposts, all engagement counts as received.
    """
    if _ENGAGED in activity.coverage and _SHARED not in activity.coverage:
        return {_ENGAGED: list(activity.posts)}
    own = [post for post in activity.posts if post.own_words]
    return {_ENGAGED: own, _SHARED: [post for post in activity.posts if not post.own_words]}


def _quantities(posts: Sequence[Post], known: _Known, activity: Activity) -> Counter[int]:
    """Return by day what to add.

    On days that a workbook covers, it has counted each engagement once: only the additional weight of comments and
    reposts is added; on days that LinkedIn's statistics cover, nothing. A post from before may have received part of
    its engagement on those days, so nothing is added either.
    """
    added: Counter[int] = Counter()
    workbook = activity.coverage.get(_ENGAGED)
    for post in posts:
        engagement = known.get(post.made)
        if engagement is None:
            continue
        day = day_of(post.at)
        if workbook is None or day > _last_day(workbook):
            added[day] += engagement.weighted
        elif workbook.has(day) and not activity.weighted.has(day):
            added[day] += engagement.weighted - engagement.count
    return added


def _last_day(coverage: Coverage) -> int:
    return max(last or 0 for _, last in coverage.spans)


def _covered_since(posts: Sequence[Post], known: _Known) -> int | None:
    """Return the day since which every post has a file; None if the newest has none."""
    days = [day_of(post.at) for post in posts]
    without = [day_of(post.at) for post in posts if post.made not in known]
    at = bisect_left(days, max(without, default=-1) + 1)
    return days[at] if at < len(days) else None


def _too_few(posts: Sequence[Post], known: _Known) -> str:
    if not posts:
        return "the archive has no such posts"
    files = sum(post.made in known for post in posts)
    return f"only {files} of these {len(posts)} posts have an analytics file, and the newest has none"
