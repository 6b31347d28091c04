"""The user report for leads, on screen, on paper and as files; and for each member what their lead sees."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from openssi.activity.calendar import iso
from openssi.insight.team import NOT_FOR, UserReport
from openssi.scoring.rounding import format_signed, format_tenths, format_whole
from openssi.web.context import Reader, TeamReader, get_server
from openssi.web.http.templates import render_page
from openssi.web.security.access import Actor
from openssi.web.services import team
from openssi.web.services.team import PRESETS, PeriodParams, ReportParams, ReportQuery

__all__ = ["ROUTER"]

ROUTER = APIRouter()


@ROUTER.get("/team")
def report(request: Request, actor: TeamReader, query: ReportParams) -> Response:
    """Show the user report."""
    return _page(request, actor, query, "team.html", "page")


@ROUTER.get("/team/print")
def printable(request: Request, actor: TeamReader, query: ReportParams) -> Response:
    """Show the report for printing: all columns, no forms."""
    return _page(request, actor, query, "team_print.html", "print")


@ROUTER.get("/team/report.csv")
def as_csv(request: Request, actor: TeamReader, query: ReportParams) -> Response:
    """Send the report as CSV."""
    return team.csv_file(get_server(request), actor, query)


@ROUTER.get("/team/report.xlsx")
def as_xlsx(request: Request, actor: TeamReader, query: ReportParams) -> Response:
    """Send the report as XLSX."""
    return team.xlsx_file(get_server(request), actor, query)


@ROUTER.get("/team/me")
def show_lead_view(request: Request, actor: Reader, query: PeriodParams) -> Response:
    """Show the member what their lead sees, and who looked."""
    view = team.lead_view(get_server(request), actor, query)
    values = _values(view.report, query)
    shares = frozenset({actor.id}) if actor.account.shares else frozenset[str]()
    return render_page(request, "lead_view.html", actor, view=view, rows=[view.row], shares=shares, **values)


def _page(request: Request, actor: Actor, query: ReportQuery, template: str, channel: team.ViewChannel) -> Response:
    server = get_server(request)
    report = team.team_report(server, actor, query)
    team.record_views(server, actor, report, (*report.rows, *report.most_improved), channel)
    shares = team.sharing_ids(server, actor)
    name = team.team_of(server, actor).name
    return render_page(
        request, template, actor, team_name=name, rows=report.rows, shares=shares, **_values(report, query)
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
        "moment": _moment,
        "points": _points,
        "whole": format_whole,
        "signed": _signed,
        "not_for": NOT_FOR,
        "bands": [band.id for band in report.model.bands],
    }


def _moment(at: int) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M} UTC"


def _points(tenths: int | None) -> str:
    return "–" if tenths is None else format_tenths(tenths)


def _signed(tenths: int | None) -> str:
    return "–" if tenths is None else format_signed(tenths)
