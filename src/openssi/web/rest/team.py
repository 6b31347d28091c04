"""The user report of a team, and what a lead sees of a member: `/api/v1/team/report`, `/api/v1/me/team-view`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from openssi.render.json import team as written
from openssi.web.context import Reader, TeamReader, get_server
from openssi.web.http.schemas import day_of
from openssi.web.services import team
from openssi.web.services.team import XLSX, PeriodParams, ReportParams

__all__ = ["ROUTER", "Looked", "TeamView"]

ROUTER = APIRouter(prefix="/api/v1", tags=["team"])


class Looked(BaseModel):
    """Somebody looked at one's figures."""

    viewer: str | None = Field(description="who looked, by name; null: their account is gone")
    what: str = Field(description="page, print, CSV, XLSX or API")
    first: str | None = Field(
        description="the first day of the period that was asked for; null where it was not noted yet"
    )
    last: str | None = Field(description="its last day")
    at: int = Field(description="seconds since 1970-01-01 UTC")


class TeamView(BaseModel):
    """What a lead sees of whoever asks."""

    shares: bool = Field(description="whether the lead sees figures; without, only the name")
    team: str = Field(description="the team's name")
    leads: list[str] = Field(description="who can see it, by name")
    report: dict[str, Any] = Field(description="the report of the team, with the one row and no totals of others")
    sample: bool = Field(description="whether only the invented sample is kept, which counts as no data in the report")
    looks: list[Looked] = Field(description="who looked, the latest first; the last hundred")


@ROUTER.get("/team/report")
def get_team_report(
    request: Request,
    actor: TeamReader,
    asked: ReportParams,
) -> dict[str, Any]:
    """Everybody of one's own team over a period: the object that the reference calls the user report."""
    server = get_server(request)
    found = team.team_report(server, actor, asked)
    team.record_views(server, actor, found, (*found.rows, *found.most_improved), "API")
    return written.as_dict(found)


@ROUTER.get("/team/report.csv", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
def get_team_report_as_csv(
    request: Request,
    actor: TeamReader,
    asked: ReportParams,
) -> Response:
    """The same as CSV, a line a member."""
    return team.csv_file(get_server(request), actor, asked)


@ROUTER.get("/team/report.xlsx", response_class=Response, responses={200: {"content": {XLSX: {}}}})
def get_team_report_as_xlsx(
    request: Request,
    actor: TeamReader,
    asked: ReportParams,
) -> Response:
    """The same as XLSX, with a sheet that says what it means."""
    return team.xlsx_file(get_server(request), actor, asked)


@ROUTER.get("/me/team-view")
def get_team_view(request: Request, actor: Reader, asked: PeriodParams) -> TeamView:
    """Exactly what a lead sees of whoever asks, and who looked."""
    seen = team.lead_view(get_server(request), actor, asked)
    told = written.as_dict(replace(seen.report, rows=(seen.row,)))
    kept = ("first", "last", "model", "not_for", "ranking", "members")
    return TeamView(
        shares=actor.account.shares,
        team=seen.team.name,
        leads=[one.name for one in seen.leads],
        report={key: told[key] for key in kept},
        sample=seen.sample,
        looks=[
            Looked(viewer=one.viewer, what=one.what, first=day_of(one.first_day), last=day_of(one.last_day), at=one.at)
            for one in seen.views
        ],
    )
