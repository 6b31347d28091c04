"""Add analytics workbooks to a member's activity: engagement and followers by day, and the listed posts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from openssi.activity import Activity, Coverage, DailyRow, Post
from openssi.activity.calendar import day_of, iso
from openssi.activity.report import FileReport, ImportReport
from openssi.errors import WorkbookError
from openssi.sources.linkedin_workbook.sheets import MOST_LISTED, Daily, Listed, Workbook
from openssi.sources.protocol import Joined
from openssi.sources.tally import reason_partly_read

__all__ = ["join", "own_post"]

_ENGAGED, _SHARED, _FOLLOWED = "engagement_received", "engagement_on_share", "follower_gained"
#: A share and the activity by which a workbook names it are made less than 2 s apart, by real archives; nothing lies up
#: to 60 s.
_SAME_POST_MS = 5_000
#: If a workbook lists this many posts and none is the member's, it is another member's.
_ENOUGH_TO_TELL = 3


def join(joined: Joined, workbooks: Sequence[Workbook]) -> Joined:
    """Add workbooks to a member's activity, and each of their sheets to the report.

    If two workbooks cover the same day, the one that ends later wins: LinkedIn corrects the last days. Duplicates are
    counted in the workbooks' tallies.

    Raises:
        WorkbookError: one of them is another member's.
    """
    activity, report = joined
    for workbook in workbooks:
        _check_member(workbook, activity.posts)
    combined = _Combined()
    reports = {
        id(book): combined.add(book)
        for book in sorted(workbooks, key=lambda book: (book.last_day, book.name), reverse=True)
    }
    files = (*report.files, *(file for book in workbooks for file in reports[id(book)]))
    skipped = (*report.skipped, *(file for book in workbooks for file in book.skipped))
    return Joined(_with_workbooks(activity, combined), ImportReport(files, skipped))


def _check_member(workbook: Workbook, posts: Sequence[Post]) -> None:
    """Check that the posts a workbook lists are among those of the archive, in the period that it covers."""
    if not posts:
        return
    made = sorted(post.made for post in posts)
    within = [post for post in workbook.posts if made[0] <= post.made <= made[-1]]
    if len(within) >= _ENOUGH_TO_TELL and not any(own_post(post.made, made) is not None for post in within):
        raise WorkbookError(
            "workbook-other-member",
            f"{workbook.name} is someone else's: none of the {len(within)} posts that it lists is in your archive.",
            unchanged="Nothing was scored.",
            hint="Use the workbook exported from the same LinkedIn account as the archive.",
        )


def own_post(listed: int, made: Sequence[int]) -> int | None:
    """Return when the member's own post was made; None if the post that LinkedIn lists isn't theirs.

    Args:
        listed: when the listed post was made by its ID (milliseconds).
        made: when each of the member's posts was made, in order.
    """
    at = bisect_left(made, listed)
    near = min(made[max(0, at - 1) : at + 1], key=lambda candidate: abs(candidate - listed), default=None)
    return near if near is not None and abs(near - listed) < _SAME_POST_MS else None


@dataclass(slots=True)
class _Combined:
    """All workbooks of one member together."""

    engagement: dict[int, int] = field(default_factory=dict[int, int])
    followers: dict[int, int] = field(default_factory=dict[int, int])
    posts: dict[int, Listed] = field(default_factory=dict[int, Listed])
    spans: dict[str, list[tuple[int | None, int | None]]] = field(
        default_factory=dict[str, list[tuple[int | None, int | None]]]
    )
    lists_all_posts: bool = True
    in_part: dict[str, str] = field(
        default_factory=dict[str, str]
    )  # by kind, why too little of its sheet could be read

    def add(self, workbook: Workbook) -> list[FileReport]:
        """Add a workbook, after those that end later, and return the reports of its sheets."""
        reports: list[FileReport] = []
        for kind, daily, known in (
            (_ENGAGED, workbook.engagement, self.engagement),
            (_FOLLOWED, workbook.followers, self.followers),
        ):
            if daily is not None:
                if reason := reason_partly_read(f"the sheet {daily.tally.file}", [daily.tally]):
                    self.in_part[kind] = reason
                reports.append(_take(daily, known))
                if daily.days:
                    self.spans.setdefault(kind, []).append((min(daily.days), max(daily.days)))
        if workbook.engagement and workbook.engagement.days:
            self.lists_all_posts &= workbook.lists_all_posts
        if workbook.posts_tally is not None:
            new = [post for post in workbook.posts if post.made not in self.posts]
            self.posts |= {post.made: post for post in new}
            workbook.posts_tally.mark_duplicate(len(workbook.posts) - len(new))
            days = [post.day for post in new]
            reports.append(workbook.posts_tally.close(min(days, default=None), max(days, default=None)))
        return reports


def _take(daily: Daily, known: dict[int, int]) -> FileReport:
    new = {day: value for day, value in daily.days.items() if day not in known}
    known |= new
    daily.tally.mark_duplicate(len(daily.days) - len(new))
    return daily.tally.close(min(new, default=None), max(new, default=None))


def _with_workbooks(activity: Activity, combined: _Combined) -> Activity:
    made = sorted(post.made for post in activity.posts)
    engagement: dict[int, int] = {}  # by the member's own post
    for listed in combined.posts.values():
        own = own_post(listed.made, made)
        if own is not None:
            engagement[own] = max(engagement.get(own, 0), listed.engagements)
    posts = tuple(replace(post, engagement=engagement.get(post.made)) for post in activity.posts)
    coverage = {kind: Coverage(tuple(spans)) for kind, spans in combined.spans.items()}
    reasons = {kind: _describe(cover) for kind, cover in coverage.items()}
    received, shared = combined.engagement, dict[int, int]()
    if _ENGAGED in coverage:
        unknown = _why_inseparable(activity, combined)
        if unknown:
            reasons[_SHARED] = unknown
        else:
            received, shared = _split(combined.engagement, posts)
            coverage[_SHARED], reasons[_SHARED] = coverage[_ENGAGED], reasons[_ENGAGED]
            if _ENGAGED in combined.in_part:
                combined.in_part[_SHARED] = combined.in_part[_ENGAGED]
    rows = {_ENGAGED: _rows(received), _SHARED: _rows(shared), _FOLLOWED: _rows(combined.followers)}
    return replace(
        activity,
        rows={**activity.rows, **rows},
        coverage={**activity.coverage, **coverage},
        reasons={**activity.reasons, **reasons},
        lower_bounds={**activity.lower_bounds, **combined.in_part},
        posts=posts,
    )


def _rows(days: Mapping[int, int]) -> tuple[DailyRow, ...]:
    return tuple(DailyRow(day, day, value) for day, value in sorted(days.items()) if value)


def _describe(coverage: Coverage) -> str:
    spans = " and ".join(f"{iso(first or 0)} to {iso(last or 0)}" for first, last in sorted(coverage.spans, key=str))
    return f"the analytics workbook covers only {spans}"


def _why_inseparable(activity: Activity, combined: _Combined) -> str:
    """Return why engagement on reposts can't be separated from that on own posts; "" if it can."""
    if "post_published" not in activity.coverage:
        return "only Shares.csv tells which of the posts in the workbook were passed on"
    if not combined.lists_all_posts and not all(post.own_words for post in activity.posts):
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
