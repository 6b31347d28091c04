"""Add analytics workbooks to a member's activity: engagement and followers by day, and the listed posts."""

from __future__ import annotations

from collections.abc import Sequence

from openssi.activity import Post
from openssi.activity.report import FileReport, ImportReport
from openssi.errors import WorkbookError
from openssi.sources.analytics import ENGAGED, FOLLOWED, Analytics, own_post, with_analytics
from openssi.sources.linkedin_workbook.sheets import Workbook
from openssi.sources.protocol import JoinedMember

__all__ = ["join"]

#: If a workbook lists this many posts and none is the member's, it is another member's.
_ENOUGH_TO_TELL = 3


def join(joined: JoinedMember, workbooks: Sequence[Workbook]) -> JoinedMember:
    """Add workbooks to a member's activity, and each of their sheets to the report.

    If two workbooks cover the same day, the one that ends later wins: LinkedIn corrects the last days. A day that
    LinkedIn's statistics cover is theirs, since they have the weights. Duplicates are counted in the workbooks'
    tallies.

    Raises:
        WorkbookError: one of them is another member's.
    """
    activity, report = joined
    for workbook in workbooks:
        _check_member(workbook, activity.posts)
    analytics = Analytics.of(activity, "the analytics workbook covers")
    reports = {
        id(book): _add(analytics, book)
        for book in sorted(workbooks, key=lambda book: (book.last_day, book.name), reverse=True)
    }
    files = (*report.files, *(file for book in workbooks for file in reports[id(book)]))
    skipped = (*report.skipped, *(file for book in workbooks for file in book.skipped))
    return JoinedMember(with_analytics(activity, analytics), ImportReport(files, skipped))


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
            file=workbook.name,
            unchanged="Nothing was scored.",
            hint="Use the workbook exported from the same LinkedIn account as the archive.",
        )


def _add(analytics: Analytics, workbook: Workbook) -> list[FileReport]:
    """Add a workbook, after those that end later, and return the reports of its sheets."""
    reports = [
        analytics.add(kind, daily, f"the sheet {daily.tally.file}")
        for kind, daily in ((ENGAGED, workbook.engagement), (FOLLOWED, workbook.followers))
        if daily is not None
    ]
    if workbook.engagement and (days := workbook.engagement.days):
        analytics.lists_all_posts &= workbook.lists_all_posts
        analytics.listed.append((min(days), max(days)))
    if workbook.posts_tally is not None:
        new = [post for post in workbook.posts if post.made not in analytics.posts]
        analytics.posts |= {post.made: post for post in new}
        workbook.posts_tally.mark_duplicate(len(workbook.posts) - len(new))
        days_listed = [post.day for post in new]
        reports.append(workbook.posts_tally.close(min(days_listed, default=None), max(days_listed, default=None)))
    return reports
