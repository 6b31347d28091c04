"""Add Sales Navigator's reports to a member's activity: whatever both the archive and a report count, counts once.

A report's days active, searches and profile views include LinkedIn.com, so the larger of report and archive counts,
never the sum.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple

from openssi.activity import Activity, Coverage, DailyRow
from openssi.activity.calendar import iso
from openssi.activity.report import ImportReport
from openssi.sources.protocol import JoinedMember
from openssi.sources.sales_navigator.period import Period
from openssi.sources.sales_navigator.read import NavigatorReading, SeatActivity, Totals

__all__ = ["join"]

#: The kind of activity that each metric is a total of.
_METRICS = {
    "days_active": "active_day",
    "searches": "people_search",
    "profile_views": "profile_viewed",
    "leads_saved": "lead_saved",
    "accounts_saved": "account_followed",
}
#: Of these kinds the archive has the same activity; of accounts, it has companies followed on LinkedIn.com, which are
#: others.
_SAME_AS_ARCHIVE = frozenset(("active_day", "people_search"))
_ACTIVE, _ACCOUNTS = "active_day", "account_followed"
#: Of these, a member can leave out LinkedIn.com, and the report doesn't show it.
_OPT_OUT = ("days_active", "searches", "profile_views")
_MAY_BE_PART = "Sales Navigator's report leaves out LinkedIn.com for members who opted out"
#: Adds what reports have of a kind to the rows of the archive.
_Added = Callable[[Sequence[DailyRow]], tuple[DailyRow, ...]]
_ALL_SEARCHES = "Sales Navigator's reports count all searches together"


def join(readings: Sequence[NavigatorReading], joined: JoinedMember) -> JoinedMember:
    """Add reports to a member's activity, and each file to the report.

    Duplicates are counted in the readings' tallies.
    """
    activity, report = joined
    totals, events = _distinct(readings)
    coverage, reasons = {**activity.coverage}, {**activity.reasons}
    added: dict[str, _Added] = {}
    for metric, kind in _METRICS.items():
        known = [_Total(entry.period, value) for entry in totals if (value := getattr(entry, metric)) is not None]
        added[kind] = partial(_with_reports, kind, totals=known, events=events)
        spans = (*((total.period.first, total.period.last) for total in known), *_span(events))
        if spans and kind != _ACCOUNTS:  # without the companies followed, saved accounts are only a part
            before = coverage.get(kind)
            coverage[kind] = Coverage((*(before.spans if before else ()), *spans))
            if before is None:
                reasons[kind] = _describe(spans)
    reasons["advanced_search"] = _ALL_SEARCHES
    lower_bounds = {**activity.lower_bounds, **_lower_bounds(activity.coverage, totals)}
    files = tuple(reading.tally.close(*reading.span) for reading in readings)
    merged = replace(_with_rows(activity, added), coverage=coverage, reasons=reasons, lower_bounds=lower_bounds)
    return JoinedMember(merged, ImportReport((*report.files, *files), report.skipped))


def _with_rows(activity: Activity, added: Mapping[str, _Added]) -> Activity:
    """Return the activity with the reports added, as each version of the readers counts it."""
    counted = {
        version: replace(
            counts,
            rows={
                **counts.rows,
                **{kind: add(counts.rows[kind]) for kind, add in added.items() if kind in counts.rows},
            },
        )
        for version, counts in activity.counted.items()
    }
    rows = {kind: add(activity.rows.get(kind, ())) for kind, add in added.items()}
    return replace(activity, rows={**activity.rows, **rows}, counted=counted)


def _lower_bounds(of_archive: Mapping[str, Coverage], totals: Sequence[Totals]) -> dict[str, str]:
    """Return the kinds of which a usage report may have only a part: members can opt out of counting LinkedIn.com."""
    kinds = [_METRICS[name] for name in _OPT_OUT if any(getattr(total, name) is not None for total in totals)]
    return {kind: _MAY_BE_PART for kind in kinds if kind not in of_archive}


def _with_reports(
    kind: str, of_archive: Sequence[DailyRow], totals: Sequence[_Total], events: Sequence[SeatActivity]
) -> tuple[DailyRow, ...]:
    """Return the rows of a kind with everything that reports have of it. The shortest period is filled first."""
    series = _Series(kind, _by_day(of_archive) if kind in _SAME_AS_ARCHIVE else {})
    series.add_events(events)
    for total in sorted(totals, key=lambda item: (len(item.period.days), item.period.first, -item.quantity)):
        series.fill(total)
    if kind == _ACCOUNTS:
        series.add(_by_day(of_archive))
    return tuple(DailyRow(day, day, count) for day, count in sorted(series.days.items()) if count)


def _distinct(readings: Sequence[NavigatorReading]) -> tuple[list[Totals], list[SeatActivity]]:
    """Return the totals and events of all readings, each once; repeats are marked as duplicates."""
    totals: dict[Totals, None] = {}
    events: dict[int, SeatActivity] = {}
    for reading in readings:
        before = len(totals) + len(events)
        totals |= dict.fromkeys(reading.totals)
        events |= {event.identity: event for event in reading.events}
        reading.tally.mark_duplicate(len(reading.totals) + len(reading.events) - (len(totals) + len(events) - before))
    return list(totals), list(events.values())


def _by_day(rows: Sequence[DailyRow]) -> dict[int, int]:
    days: dict[int, int] = {}
    for row in rows:
        days[row.day] = days.get(row.day, 0) + row.quantity
    return days


def _span(events: Sequence[SeatActivity]) -> list[tuple[int, int]]:
    days = [event.day for event in events]
    return [(min(days), max(days))] if days else []


def _describe(spans: Sequence[tuple[int, int]]) -> str:
    days = " and ".join(f"{iso(first)} to {iso(last)}" for first, last in sorted(spans))
    return f"Sales Navigator's reports cover only {days}"


class _Total(NamedTuple):
    """How often something was done in a period."""

    period: Period
    quantity: int


@dataclass(slots=True)
class _Series:
    """One kind of activity by day, while reports are added to it."""

    kind: str
    days: dict[int, int]
    _settled: set[int] = field(default_factory=set[int])  # days of shorter reports, whose totals are met

    def __post_init__(self) -> None:
        self.days = dict(self.days)

    def add(self, days: Mapping[int, int]) -> None:
        """Add activity that no report counts."""
        for day, count in days.items():
            self.days[day] = self.days.get(day, 0) + count

    def add_events(self, events: Sequence[SeatActivity]) -> None:
        """Raise each day to the number of its events; a day with any event is a day active."""
        counts: dict[int, int] = {}
        for event in events:
            if self.kind == _ACTIVE:
                counts[event.day] = 1
            elif event.kind == self.kind:
                counts[event.day] = counts.get(event.day, 0) + 1
        for day, count in counts.items():
            self.days[day] = max(count, self.days.get(day, 0))

    def fill(self, total: _Total) -> None:
        """Raise a period to its total, evenly on the days that no shorter report covers."""
        period = total.period
        missing = total.quantity - sum(self.days.get(day, 0) for day in period.days)
        free = [day for day in period.days if day not in self._settled]
        if self.kind == _ACTIVE:
            free = [day for day in free if not self.days.get(day)]
            missing = min(missing, len(free))
        for at in range(missing if free else 0):
            day = free[(2 * at + 1) * len(free) // (2 * missing)]
            self.days[day] = self.days.get(day, 0) + 1
        self._settled.update(period.days)
