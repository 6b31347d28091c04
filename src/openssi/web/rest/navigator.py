"""A team's Sales Navigator report: `/api/v1/team/navigator-report`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from openssi.web.context import TeamLead, get_server
from openssi.web.http.json_bodies import JsonRoute
from openssi.web.http.schemas import RequestBody
from openssi.web.services.navigator import MOST_REPORT_BYTES, assign, read_people

__all__ = ["ROUTER", "NavigatorAssignment", "NavigatorPeople", "NavigatorPerson", "NavigatorReport", "NavigatorResult"]

ROUTER = APIRouter(prefix="/api/v1/team/navigator-report", tags=["Team"], route_class=JsonRoute)

_Name = Annotated[
    str, Field(max_length=200, description="Name of the file; it may state the days that the report covers.")
]
_Text = Annotated[str, Field(max_length=MOST_REPORT_BYTES, description="Content of the CSV file.")]


class NavigatorReport(RequestBody):
    """A usage report or an activity export of a team."""

    name: _Name
    text: _Text


class NavigatorPerson(BaseModel):
    """A person in a report."""

    person: str = Field(description="E-mail address, seat or name, whichever tells the person from others.")
    name: str = Field(description="Name in the report. May be empty.")
    suggested_id: str | None = Field(
        description="ID of the account with the same name or sign-in name. Null if nobody who shares has it."
    )


class NavigatorPeople(BaseModel):
    """The people in a report."""

    people: list[NavigatorPerson] = Field(description="People, in the order of the report.")


class NavigatorAssignment(NavigatorReport):
    """A report, and which member gets whose rows."""

    members: dict[Annotated[str, Field(max_length=300)], Annotated[str, Field(max_length=64)]] = Field(
        max_length=5_000, description="ID of the account by `person`. People who are left out are ignored."
    )


class NavigatorResult(BaseModel):
    """What was done with a report."""

    imports: int = Field(description="How many members got an import with their rows.")


@ROUTER.post("/people")
def list_report_people(request: Request, actor: TeamLead, report: NavigatorReport) -> NavigatorPeople:
    """List the people in a Sales Navigator report.

    Nothing is stored. Confirm or correct the suggested accounts, then send the report with them.
    """
    rows, _ = read_people(get_server(request), actor, report.name, report.text)
    return NavigatorPeople(
        people=[
            NavigatorPerson(
                person=row.person.key, name=row.person.name, suggested_id=row.suggested.id if row.suggested else None
            )
            for row in rows
        ]
    )


@ROUTER.post("", status_code=202)
def assign_report(request: Request, actor: TeamLead, report: NavigatorAssignment) -> NavigatorResult:
    """Give members their rows of a Sales Navigator report.

    Each member gets an import with their own rows, which they can remove. Members who don't share can't be given any.
    Other rows are not stored.
    """
    return NavigatorResult(imports=assign(get_server(request), actor, report.name, report.text, report.members))
