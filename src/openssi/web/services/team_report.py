"""The user report of a team as a member may see it, and the log of who viewed whose figures."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from fastapi.responses import Response

from openssi.activity.calendar import iso
from openssi.activity.days import parse_day
from openssi.errors import UsageError
from openssi.insight.team import (
    DEFAULT_PERIOD,
    SHORTEST_PERIOD,
    MemberDay,
    Order,
    Row,
    TeamMember,
    UserReport,
    user_report,
)
from openssi.model import MICRO
from openssi.render.sheets.team import as_csv, as_xlsx
from openssi.scoring.group_sizes import LEAST_FOR_AVERAGE
from openssi.store import accounts, imports, scores
from openssi.store.accounts import Account, Team
from openssi.store.database import Transaction
from openssi.store.scores import DayScore, MemberProgress, ViewEvent
from openssi.web.context import Server
from openssi.web.http.problems import not_found_error
from openssi.web.security.access import Actor

__all__ = [
    "PRESETS",
    "SAME_VIEW",
    "XLSX",
    "LeadView",
    "ReportQuery",
    "ViewChannel",
    "average_trend",
    "csv_file",
    "data_end",
    "lead_view",
    "record_views",
    "sharing_ids",
    "team_of",
    "team_report",
    "xlsx_file",
]

#: Named periods, in days.
PRESETS = {"Week": SHORTEST_PERIOD, "Month": DEFAULT_PERIOD, "Quarter": 91, "Year": 365}
#: Seconds in which viewing the same figures again counts as the same view.
SAME_VIEW = 3_600
#: How a report was viewed.
ViewChannel = Literal["page", "print", "CSV", "XLSX", "API", "digest"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TREND_DAYS = 12  # days of a sparkline


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """The period of a report, its order, and its filters: a band and a part of a name.

    Without a last day, the period ends where the data do.
    """

    first: str = ""
    last: str = ""
    days: int = DEFAULT_PERIOD
    order: Order = "name"
    band: str = ""
    name: str = ""

    def period(self, end: int) -> tuple[int, int]:
        """Return the first and the last day.

        Args:
            end: the last day if none is given.

        Raises:
            UsageError: one of them is malformed or before 1970.
        """
        last = parse_day(self.last) if self.last else end
        first = parse_day(self.first) if self.first else last - self.days + 1
        if min(first, last) < 0:
            raise UsageError("day-outside", "The period starts before LinkedIn existed.", hint="Choose a later day.")
        return first, last


@dataclass(frozen=True, slots=True)
class LeadView:
    """A member's row exactly as their leads see it, who can see it, and who viewed it.

    Attributes:
        report: the report with this row; with ranks on, with every row.
        row: the member's row.
        team: the team.
        leads: who can see it, other than the member.
        views: who viewed it, latest first.
        sample: whether the member only has the invented sample, which reports leave out.
    """

    report: UserReport
    row: Row
    team: Team
    leads: tuple[Account, ...]
    views: tuple[ViewEvent, ...]
    sample: bool


def team_report(server: Server, actor: Actor, query: ReportQuery) -> UserReport:
    """Return the report of the actor's team.

    Raises:
        UsageError: the period, the order or the band is invalid.
    """
    return _report(server, actor, query).arranged(query.order, band=query.band, name=query.name)


def lead_view(server: Server, actor: Actor, query: ReportQuery) -> LeadView:
    """Return what leads see of the actor, computed by the same function as the report.

    Raises:
        RequestDenied: the actor has just been removed from the team.
        UsageError: the period is invalid.
    """
    with server.database.read() as connection:
        team = _team(connection, actor)
        people = accounts.accounts_of(connection, team.id)
        views = tuple(scores.view_log(connection, actor.id))
        sample = imports.find_sample(connection, actor.id) is not None
    # A rank needs everyone's rows.
    report = _report(server, actor, query, only=None if team.ranking else actor.id)
    row = next((item for item in report.everyone if item.id == actor.id), None)
    if row is None:
        raise not_found_error()
    leads = tuple(item for item in people if item.role != "member" and item.id != actor.id)
    return LeadView(report, row, team, leads, views, sample)


def team_of(server: Server, actor: Actor) -> Team:
    """Return the actor's team."""
    with server.database.read() as connection:
        return _team(connection, actor)


def data_end(server: Server, team_id: str) -> int:
    """Return the last day that the data of at least half of those who share cover; today without any data."""
    with server.database.read() as connection:
        days = scores.last_days(connection, team_id)
    return min(days[len(days) // 2], server.today()) if days else server.today()


def average_trend(server: Server, report: UserReport) -> tuple[int, ...]:
    """Return the average index on twelve days of the period, of those measured the same way throughout.

    Empty if they are fewer than ten, since it would say too much about each.
    """
    people = {row.id for row in report.everyone if row.active and row.comparable}
    if len(people) < LEAST_FOR_AVERAGE:
        return ()
    span = report.last - report.first + 1
    days = sorted({report.first - 1 + span * at // _TREND_DAYS for at in range(_TREND_DAYS + 1)})
    with server.database.read() as connection:
        averages = scores.average_index(connection, people, days)
    return tuple(total // count for _, count, total in averages if count == len(people))


def sharing_ids(server: Server, actor: Actor) -> frozenset[str]:
    """Return the IDs of the team members who share."""
    with server.database.read() as connection:
        return accounts.sharing_ids(connection, actor.account.team_id)


def record_views(
    server: Server,
    actor: Actor,
    report: UserReport,
    rows: Iterable[Row],
    channel: ViewChannel,
    within: int = SAME_VIEW,
) -> None:
    """Log whose figures a report showed to the actor, except their own.

    The same view counts once within that many seconds.
    """
    viewed = {row.id for row in rows if row.id != actor.id and row.data_until is not None}
    if viewed:
        period, now = (report.first, report.last), server.now()
        server.worker.write_soon(
            lambda connection: scores.record_views(connection, viewed, actor.id, channel, period, now, within)
        )


def csv_file(server: Server, actor: Actor, query: ReportQuery) -> Response:
    """Return the report as a CSV file, and log the view."""
    report = team_report(server, actor, query)
    record_views(server, actor, report, report.rows, "CSV")
    return _file(as_csv(report).encode(), "text/csv; charset=utf-8", report.last, "csv")


def xlsx_file(server: Server, actor: Actor, query: ReportQuery) -> Response:
    """Return the report as an XLSX file, and log the view."""
    report = team_report(server, actor, query)
    record_views(server, actor, report, report.rows, "XLSX")
    return _file(as_xlsx(report), XLSX, report.last, "xlsx")


def _file(content: bytes, kind: str, last: int, ending: str) -> Response:
    disposition = f'attachment; filename="user-report-{iso(last)}.{ending}"'
    return Response(content, media_type=kind, headers={"Content-Disposition": disposition})


def _report(server: Server, actor: Actor, query: ReportQuery, only: str | None = None) -> UserReport:
    first, last = query.period(data_end(server, actor.account.team_id))
    with server.database.read() as connection:
        team = _team(connection, actor)
        model = server.worker.model
        # The change is measured from the evening before the period.
        progress = scores.progress_of(connection, team.id, first - 1, last, model.fingerprint, only=only)
    return user_report([_member(member) for member in progress], model, first, last, ranking=team.ranking)


def _team(connection: Transaction, actor: Actor) -> Team:
    team = accounts.find_team(connection, actor.account.team_id)
    if team is None:  # it was removed with its last member during the request
        raise not_found_error()
    return team


def _member(one: MemberProgress) -> TeamMember:
    return TeamMember(
        one.account_id,
        one.name,
        _day(one.before),
        _day(one.after),
        one.days_active,
        one.data_until,
        one.outdated,
        json.loads(one.steps),
    )


_WHOLE = 100 * MICRO


def _day(day: DayScore | None) -> MemberDay | None:
    if day is None:
        return None
    unmeasured = 0 if day.index_micro is None or day.upper_micro is None else day.upper_micro - day.index_micro
    measurable = (_WHOLE - unmeasured) // MICRO
    return MemberDay(
        day.day,
        day.index_micro,
        day.upper_micro,
        day.pillars,
        measurable,
        interval=day.interval,
        covered=day.covered,
        covered_pillars=day.covered_pillars,
    )
