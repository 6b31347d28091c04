"""Add LinkedIn's statistics to a member's activity, as an analytics workbook is added, with weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from openssi.activity import Activity, Coverage
from openssi.activity.report import ImportReport
from openssi.sources.analytics import ENGAGED, FOLLOWED, Analytics, spans_of, with_analytics
from openssi.sources.member_statistics.statistics import FOLLOWERS, MemberStatistics
from openssi.sources.protocol import JoinedMember
from openssi.sources.tally import reason_partly_read

__all__ = ["join"]


def join(readings: Sequence[MemberStatistics], joined: JoinedMember) -> JoinedMember:
    """Add statistics to a member's activity, and each metric to the report; of several readings, the newest counts."""
    newest = max(readings, key=lambda reading: reading.read_at)
    files = tuple(daily.close() for daily in newest.metrics.values())
    report = ImportReport((*joined.report.files, *files), joined.report.skipped)
    return JoinedMember(_with_statistics(joined.activity, newest), report)


def _with_statistics(activity: Activity, statistics: MemberStatistics) -> Activity:
    analytics = Analytics("LinkedIn's statistics cover")
    followers = statistics.metrics.get(FOLLOWERS)
    for kind, days in ((ENGAGED, statistics.engagement()), (FOLLOWED, followers.days if followers else {})):
        if days:
            analytics.days[kind] = days
            analytics.spans[kind] = spans_of(days)
    tallies = [daily.tally for name, daily in statistics.metrics.items() if name != FOLLOWERS]
    if reason := reason_partly_read("LinkedIn's statistics", tallies):
        analytics.in_part[ENGAGED] = reason
    weighted = Coverage(tuple(analytics.spans.get(ENGAGED, ())))
    return replace(with_analytics(activity, analytics), weighted=weighted)
