"""The user report of a team, `/api/v1/team/report`, and what leads see of a member, `/api/v1/me/team-view`."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from openssi.insight.team import DEFAULT_PERIOD, LONGEST_PERIOD, SHORTEST_PERIOD, Order
from openssi.render.json.team import OwnReport, TeamReport, as_dict, own_as_dict
from openssi.web.context import Reader, TeamReader, get_server
from openssi.web.http.json_bodies import JsonRoute
from openssi.web.http.schemas import Day, binary
from openssi.web.http.typed_dicts import Json
from openssi.web.rest.account import ProfileView, profile_view
from openssi.web.services import team_report as service
from openssi.web.services.team_report import XLSX, ReportQuery

__all__ = ["ROUTER", "TeamView"]

ROUTER = APIRouter(prefix="/api/v1", tags=["Team report"], route_class=JsonRoute)

_From = Annotated[
    Day | None, Query(alias="from", description="First day of the period. Defaults to `days` before its last day.")
]
_To = Annotated[
    Day | None, Query(alias="to", description="Last day of the period. Defaults to the last day of the data.")
]
_Days = Annotated[
    int,
    Query(ge=SHORTEST_PERIOD, le=LONGEST_PERIOD, description="Length of the period in days, if `from` is left out."),
]
_Order = Annotated[
    Order,
    Query(
        description="Order of the members. `index` needs a team that shows ranks; with fewer than 10 active people "
        "only "
        "`name` and `data` are available."
    ),
]
_Band = Annotated[str, Query(max_length=40, description="Only members in this band.")]
_Name = Annotated[str, Query(max_length=200, description="Only members whose name contains this text.")]


def _period(first: _From = None, last: _To = None, days: _Days = DEFAULT_PERIOD) -> ReportQuery:
    return ReportQuery(first.isoformat() if first else "", last.isoformat() if last else "", days)


def _query(
    first: _From = None,
    last: _To = None,
    days: _Days = DEFAULT_PERIOD,
    order: _Order = "name",
    band: _Band = "",
    name: _Name = "",
) -> ReportQuery:
    return replace(_period(first, last, days), order=order, band=band, name=name)


PeriodParameters = Annotated[ReportQuery, Depends(_period)]
ReportParameters = Annotated[ReportQuery, Depends(_query)]


class TeamView(BaseModel):
    """What the team's leads see of the member."""

    shares: bool = Field(description="Whether the leads see figures, or only the name.")
    team: str = Field(description="Name of the team.")
    leads: list[str] = Field(description="Names of the leads.")
    report: Json[OwnReport] = Field(description="The member's row of the team report.")
    sample: bool = Field(
        description="Whether the only data are the built-in sample, which the report treats as no data."
    )
    views: list[ProfileView] = Field(description="The last hundred views of the member's figures, the latest first.")


@ROUTER.get("/team/report")
def get_team_report(request: Request, actor: TeamReader, query: ReportParameters) -> Json[TeamReport]:
    """Get the report of your team.

    Every member's index, pillars and progress over a period, with totals and averages. Members see that you viewed
    their figures.
    """
    server = get_server(request)
    report = service.team_report(server, actor, query)
    service.record_views(server, actor, report, (*report.rows, *report.most_improved), "API")
    return as_dict(report)


@ROUTER.get("/team/report.csv", response_class=Response, responses=binary("text/csv"))
def get_team_report_as_csv(request: Request, actor: TeamReader, query: ReportParameters) -> Response:
    """Get the report of your team as CSV.

    One line per member.
    """
    return service.csv_file(get_server(request), actor, query)


@ROUTER.get("/team/report.xlsx", response_class=Response, responses=binary(XLSX))
def get_team_report_as_xlsx(request: Request, actor: TeamReader, query: ReportParameters) -> Response:
    """Get the report of your team as an Excel workbook.

    One row per member, and a sheet that explains the figures.
    """
    return service.xlsx_file(get_server(request), actor, query)


@ROUTER.get("/me/team-view")
def get_team_view(request: Request, actor: Reader, period: PeriodParameters) -> TeamView:
    """Get what your team's leads see of you.

    Your row of the team report, and who viewed your figures.
    """
    view = service.lead_view(get_server(request), actor, period)
    return TeamView(
        shares=actor.account.shares,
        team=view.team.name,
        leads=[item.name for item in view.leads],
        report=own_as_dict(view.report, view.row),
        sample=view.sample,
        views=[profile_view(item) for item in view.views],
    )
