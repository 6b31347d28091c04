"""The user report for leads, on screen, on paper and as files; and for each member what their lead sees."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from openssi.activity.calendar import iso, long_moment, short_day
from openssi.insight.team import DEFAULT_PERIOD, LONGEST_PERIOD, NOT_FOR, SHORTEST_PERIOD, Order, UserReport
from openssi.member.sample_team import sample_team
from openssi.render.html.team import team_view
from openssi.render.words.digest import days_in_words
from openssi.render.words.team import reminder
from openssi.scoring.rounding import format_signed, format_tenths, format_whole
from openssi.web.context import Reader, TeamReader, base_url, get_server
from openssi.web.http.templates import render_page
from openssi.web.services import team_report as service
from openssi.web.services.team_report import PRESETS, ReportQuery

__all__ = ["ROUTER"]

ROUTER = APIRouter()

_ORDERS: tuple[tuple[Order, str], ...] = (
    ("name", "name"),
    ("progress", "most improved first"),
    ("active", "most active half first"),
    ("coverage", "most points measured first"),
    ("data", "newest data first"),
)
_BY_INDEX: tuple[tuple[Order, str], ...] = (("index", "upper half first"),)


_Day = Annotated[str, Query(max_length=20)]
_Days = Annotated[int, Query(ge=SHORTEST_PERIOD, le=LONGEST_PERIOD)]
_Band = Annotated[str, Query(max_length=40)]
_Name = Annotated[str, Query(max_length=200)]


def _report_query(
    first: _Day = "",
    last: _Day = "",
    days: _Days = DEFAULT_PERIOD,
    order: Order = "name",
    band: _Band = "",
    name: _Name = "",
) -> ReportQuery:
    return ReportQuery(first, last, days, order, band, name)


def _period_query(first: _Day = "", last: _Day = "", days: _Days = DEFAULT_PERIOD) -> ReportQuery:
    return ReportQuery(first, last, days)


#: Parameters of a page: the whole query of a report, or only its period.
ReportParams = Annotated[ReportQuery, Depends(_report_query)]
PeriodParams = Annotated[ReportQuery, Depends(_period_query)]


@ROUTER.get("/team/sample")
def show_sample(request: Request, actor: Reader) -> Response:
    """Show the report of an invented team."""
    team = sample_team()
    return render_page(
        request, "team_sample.html", actor, team_name=team.name, view=team_view(team.report, team.shares)
    )


@ROUTER.get("/team/report.csv")
def as_csv(request: Request, actor: TeamReader, query: ReportParams) -> Response:
    """Send the report as CSV."""
    return service.csv_file(get_server(request), actor, query)


@ROUTER.get("/team/report.xlsx")
def as_xlsx(request: Request, actor: TeamReader, query: ReportParams) -> Response:
    """Send the report as XLSX."""
    return service.xlsx_file(get_server(request), actor, query)


@ROUTER.get("/team/me")
def show_lead_view(request: Request, actor: Reader, query: PeriodParams) -> Response:
    """Show the member what their lead sees, and who looked."""
    view = service.lead_view(get_server(request), actor, query)
    shares = frozenset({actor.id}) if actor.account.shares else frozenset[str]()
    row = team_view(view.report, shares, [view.row])
    return render_page(
        request,
        "lead_view.html",
        actor,
        view=view,
        row=row,
        presets=PRESETS,
        days=view.report.last - view.report.first + 1,
        moment=long_moment,
        period=days_in_words,
    )


@ROUTER.get("/team/print")
def printable(request: Request, actor: TeamReader, query: ReportParams) -> Response:
    """Show the report for printing: all columns, no forms."""
    server = get_server(request)
    report = service.team_report(server, actor, query)
    service.record_views(server, actor, report, (*report.rows, *report.most_improved), "print")
    shares, name = service.sharing_ids(server, actor), service.team_of(server, actor).name
    return render_page(
        request, "team_print.html", actor, team_name=name, rows=report.rows, shares=shares, **_values(report, query)
    )


@ROUTER.get("/team")
def show_report(request: Request, actor: TeamReader, query: ReportParams) -> Response:
    """Show the report."""
    server = get_server(request)
    report = service.team_report(server, actor, query)
    service.record_views(server, actor, report, (*report.rows, *report.most_improved), "page")
    shares = service.sharing_ids(server, actor)
    view = team_view(report, shares, trend=service.average_trend(server, report))
    late = any(row.id in shares and (row.data_until or 0) < report.last for row in report.everyone)
    return render_page(
        request,
        "team.html",
        actor,
        team_name=service.team_of(server, actor).name,
        view=view,
        orders=_ORDERS + (_BY_INDEX if report.ranking else ()),
        filtered=bool(query.band or query.name or query.order != "name"),
        reminder=reminder(report.last, f"{base_url(request)}/imports") if late else "",
        **_values(report, query),
    )


def _values(report: UserReport, query: ReportQuery) -> dict[str, Any]:
    """Return what the report templates need."""
    options = {
        "first": iso(report.first),
        "last": iso(report.last),
        "order": query.order,
        "band": query.band,
        "name": query.name,
    }
    return {
        "report": report,
        "query": query,
        "presets": PRESETS,
        "address": urlencode({key: value for key, value in options.items() if value}),
        "days": report.last - report.first + 1,
        "iso": iso,
        "day": short_day,
        "period": days_in_words(report.first, report.last),
        "moment": long_moment,
        "points": _points,
        "whole": format_whole,
        "signed": _signed,
        "not_for": NOT_FOR,
        "bands": [band.id for band in report.model.bands],
    }


def _points(tenths: int | None) -> str:
    return "–" if tenths is None else format_tenths(tenths)


def _signed(tenths: int | None) -> str:
    return "–" if tenths is None else format_signed(tenths)
