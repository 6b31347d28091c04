"""The user report for a lead, on a page, on paper and as files; and for each member what their lead sees of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from openssi.activity.calendar import iso
from openssi.insight.team import NOT_FOR, UserReport
from openssi.scoring.rounding import format_signed, format_tenths
from openssi.web.context import Reader, TeamReader, get_server
from openssi.web.http.templates import page
from openssi.web.security.access import Actor
from openssi.web.services import team
from openssi.web.services.team import PRESETS, PeriodParams, ReportParams, ReportQuery

__all__ = ["ROUTER"]

ROUTER = APIRouter()


@ROUTER.get("/team")
def report(
    request: Request,
    actor: TeamReader,
    asked: ReportParams,
) -> Response:
    """The user report."""
    return _shown(request, actor, asked, "team.html", "page")


@ROUTER.get("/team/print")
def printable(
    request: Request,
    actor: TeamReader,
    asked: ReportParams,
) -> Response:
    """The same for paper: no forms, all columns."""
    return _shown(request, actor, asked, "team_print.html", "print")


@ROUTER.get("/team/report.csv")
def as_csv(
    request: Request,
    actor: TeamReader,
    asked: ReportParams,
) -> Response:
    """The same as CSV."""
    return team.csv_file(get_server(request), actor, asked)


@ROUTER.get("/team/report.xlsx")
def as_xlsx(
    request: Request,
    actor: TeamReader,
    asked: ReportParams,
) -> Response:
    """The same as XLSX."""
    return team.xlsx_file(get_server(request), actor, asked)


@ROUTER.get("/team/me")
def me(request: Request, actor: Reader, asked: PeriodParams) -> Response:
    """What a lead sees of whoever asks, and who looked."""
    seen = team.lead_view(get_server(request), actor, asked)
    values = _values(seen.report, asked)
    shares = frozenset({actor.id}) if actor.account.shares else frozenset[str]()
    return page(request, "seen.html", actor, seen=seen, rows=[seen.row], shares=shares, **values)


def _shown(request: Request, actor: Actor, asked: ReportQuery, template: str, way: team.ViewChannel) -> Response:
    server = get_server(request)
    found = team.team_report(server, actor, asked)
    team.record_views(server, actor, found, (*found.rows, *found.most_improved), way)
    shares = team.sharing(server, actor)
    name = team.team_of(server, actor).name
    return page(request, template, actor, team_name=name, rows=found.rows, shares=shares, **_values(found, asked))


def _values(report: UserReport, asked: ReportQuery) -> dict[str, Any]:
    """What the templates of a report print."""
    chosen = {
        "first": iso(report.first),
        "last": iso(report.last),
        "order": asked.order,
        "band": asked.band,
        "name": asked.name,
    }
    return {
        "report": report,
        "asked": asked,
        "presets": PRESETS,
        "query": urlencode({key: value for key, value in chosen.items() if value}),
        "days": report.last - report.first + 1,
        "iso": iso,
        "moment": _moment,
        "points": _points,
        "signed": _signed,
        "not_for": NOT_FOR,
        "bands": [band.id for band in report.model.bands],
    }


def _moment(at: int) -> str:
    """A moment as a person reads it."""
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M} UTC"


def _points(tenths: int | None) -> str:
    return "–" if tenths is None else format_tenths(tenths)


def _signed(tenths: int | None) -> str:
    return "–" if tenths is None else format_signed(tenths)
