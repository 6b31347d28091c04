"""The user report of a team as whoever asks may see it, and the note of who looked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Query
from fastapi.responses import Response

from openssi.activity.calendar import iso
from openssi.errors import UsageError
from openssi.insight.team import (
    DEFAULT_PERIOD,
    LONGEST_PERIOD,
    SHORTEST_PERIOD,
    MemberDay,
    Order,
    Row,
    TeamMember,
    UserReport,
    user_report,
)
from openssi.member.member import given_day
from openssi.model import MICRO
from openssi.render.sheets.team import as_csv, as_xlsx
from openssi.store import accounts, imports, scores
from openssi.store.accounts import Account, Team
from openssi.store.database import Transaction
from openssi.store.scores import DayScore, Progress, ViewEvent
from openssi.web.context import Server
from openssi.web.security.access import Actor
from openssi.web.services.people import not_found

__all__ = [
    "PRESETS",
    "XLSX",
    "LeadView",
    "PeriodParams",
    "ReportParams",
    "ReportQuery",
    "ViewChannel",
    "csv_file",
    "lead_view",
    "record_views",
    "sharing",
    "team_of",
    "team_report",
    "xlsx_file",
]

#: Periods by name, in days up to today.
PRESETS = {"30 days": DEFAULT_PERIOD, "a quarter": 91, "a year": 365, "two years": LONGEST_PERIOD}
#: How somebody looked.
ViewChannel = Literal["page", "print", "CSV", "XLSX", "API"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LOOK = 3_600  # seconds in which looking at the same period again is the same look


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """What a report is asked for: a period (its end is today unless told), an order, a band, a part of a name."""

    first: str = ""
    last: str = ""
    days: int = DEFAULT_PERIOD
    order: Order = "name"
    band: str = ""
    name: str = ""

    def period(self, today: int) -> tuple[int, int]:
        """First and last day.

        Raises:
            UsageError: one of the two is no day, or before 1970.
        """
        last = given_day(self.last) if self.last else today
        first = given_day(self.first) if self.first else last - self.days + 1
        if min(first, last) < 0:
            raise UsageError("day-outside", "The period begins before there was a LinkedIn.", hint="Say a later day.")
        return first, last


_First = Annotated[
    str, Query(max_length=20, description="the first day, YYYY-MM-DD; by default so many days before the last")
]
_Last = Annotated[str, Query(max_length=20, description="the last day, YYYY-MM-DD; by default today")]
_Days = Annotated[
    int, Query(ge=SHORTEST_PERIOD, le=LONGEST_PERIOD, description="days of the period, where no first day is given")
]
_ORDERS = "how the members are arranged; `index` in teams with ranks alone; of fewer than 10 active, by name or `data`"
_By = Annotated[Order, Query(description=_ORDERS)]
_Band = Annotated[str, Query(max_length=40, description="only members of this band")]
_Name = Annotated[str, Query(max_length=200, description="only members with this part of a name")]


def _asked(
    first: _First = "",
    last: _Last = "",
    days: _Days = DEFAULT_PERIOD,
    order: _By = "name",
    band: _Band = "",
    name: _Name = "",
) -> ReportQuery:
    return ReportQuery(first, last, days, order, band, name)


def _period(first: _First = "", last: _Last = "", days: _Days = DEFAULT_PERIOD) -> ReportQuery:
    return ReportQuery(first, last, days)


#: A report's question, as the parameter of a route: all of it, or the period alone.
ReportParams = Annotated[ReportQuery, Depends(_asked)]
PeriodParams = Annotated[ReportQuery, Depends(_period)]


@dataclass(frozen=True, slots=True)
class LeadView:
    """What a member sees of being seen: the very row of the report, who can see it, and who did.

    Attributes:
        report: the report with the member's row alone.
        row: that row.
        team: the team.
        leads: who can see it; without the member.
        looks: who looked, the latest first.
        sample: whether only the invented sample is kept of the member, which a report leaves out.
    """

    report: UserReport
    row: Row
    team: Team
    leads: tuple[Account, ...]
    looks: tuple[ViewEvent, ...]
    sample: bool


def team_report(server: Server, actor: Actor, asked: ReportQuery) -> UserReport:
    """The report of the team of whoever asks.

    Raises:
        UsageError: the period, the order or the band cannot be.
    """
    return _report(server, actor, asked).arranged(asked.order, band=asked.band, name=asked.name)


def lead_view(server: Server, actor: Actor, asked: ReportQuery) -> LeadView:
    """What a lead sees of whoever asks, by the same function; with ranks, a place takes everybody to tell.

    Raises:
        RequestDenied: whoever asks was removed from the team meanwhile.
        UsageError: the period cannot be.
    """
    with server.database.read() as connection:
        team = _team(connection, actor)
        people = accounts.accounts_of(connection, team.id)
        looks = tuple(scores.looks_of(connection, actor.id))
        sample = imports.find_sample(connection, actor.id) is not None
    report = _report(server, actor, asked, only=None if team.ranking else actor.id)
    row = next((one for one in report.everyone if one.id == actor.id), None)
    if row is None:
        raise not_found()
    leads = tuple(one for one in people if one.role != "member" and one.id != actor.id)
    return LeadView(report, row, team, leads, looks, sample)


def team_of(server: Server, actor: Actor) -> Team:
    """The team of whoever asks."""
    with server.database.read() as connection:
        return _team(connection, actor)


def sharing(server: Server, actor: Actor) -> frozenset[str]:
    """The numbers of those in the team who share."""
    with server.database.read() as connection:
        return frozenset(one.id for one in accounts.accounts_of(connection, actor.account.team_id) if one.shares)


def record_views(server: Server, actor: Actor, report: UserReport, rows: Iterable[Row], way: ViewChannel) -> None:
    """Note whose figures of a report were shown to whoever asks, apart from their own."""
    seen = {row.id for row in rows if row.id != actor.id and row.data_until is not None}
    if seen:
        with server.database.write() as connection:
            scores.add_look(connection, seen, actor.id, way, (report.first, report.last), server.now(), _LOOK)


def csv_file(server: Server, actor: Actor, asked: ReportQuery) -> Response:
    """The report as CSV, to keep; the look is noted."""
    found = team_report(server, actor, asked)
    record_views(server, actor, found, found.rows, "CSV")
    return _file(as_csv(found).encode(), "text/csv; charset=utf-8", found.last, "csv")


def xlsx_file(server: Server, actor: Actor, asked: ReportQuery) -> Response:
    """The report as XLSX, to keep; the look is noted."""
    found = team_report(server, actor, asked)
    record_views(server, actor, found, found.rows, "XLSX")
    return _file(as_xlsx(found), XLSX, found.last, "xlsx")


def _file(content: bytes, kind: str, last: int, ending: str) -> Response:
    disposition = f'attachment; filename="user-report-{iso(last)}.{ending}"'
    return Response(content, media_type=kind, headers={"Content-Disposition": disposition})


def _report(server: Server, actor: Actor, asked: ReportQuery, only: str | None = None) -> UserReport:
    first, last = asked.period(server.today())
    with server.database.read() as connection:
        team = _team(connection, actor)
        # The change counts from the evening before the period.
        model = server.worker.model
        found = scores.progress_of(connection, team.id, first - 1, last, model.fingerprint, only=only)
    return user_report([_member(one) for one in found], model, first, last, ranking=team.ranking)


def _team(connection: Transaction, actor: Actor) -> Team:
    team = accounts.find_team(connection, actor.account.team_id)
    if team is None:  # it went with the last who was in it, while they asked
        raise not_found()
    return team


def _member(one: Progress) -> TeamMember:
    return TeamMember(
        one.account_id, one.name, _day(one.before), _day(one.after), one.days_active, one.data_until, one.outdated
    )


def _day(day: DayScore | None) -> MemberDay | None:
    if day is None:
        return None
    unmeasured = 0 if day.index_micro is None or day.upper_micro is None else day.upper_micro - day.index_micro
    return MemberDay(day.day, day.index_micro, day.upper_micro, day.pillars, 100 - unmeasured // MICRO)
