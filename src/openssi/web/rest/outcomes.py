"""Whether a team's sales go with its index: `/api/v1/team/outcomes`, and its sales: `/api/v1/team/sales`."""

from __future__ import annotations

from base64 import b64decode
from datetime import datetime
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from openssi.errors import RequestDenied
from openssi.render.json.outcomes import Comparison, SalesFile, comparison, file_as_dict
from openssi.sources.crm import read_csv_text
from openssi.sources.crm.column_labels import OUTCOMES
from openssi.sources.crm.table import SPREADSHEETS
from openssi.web.context import TeamLead, TeamReader, get_server
from openssi.web.http.json_bodies import JsonRoute
from openssi.web.http.schemas import RequestBody, moment
from openssi.web.http.typed_dicts import Json
from openssi.web.security.access import Actor
from openssi.web.security.names import one_line
from openssi.web.services import outcomes as service
from openssi.web.services.outcomes import MOST_EXPORT_BYTES

__all__ = ["ROUTER", "Sales", "SalesExport", "SalesResult", "SalesSeller", "SalesSellers", "TeamOutcomes"]

ROUTER = APIRouter(prefix="/api/v1/team", tags=["Team"], route_class=JsonRoute)

_MAX_BODY = 2 * MOST_EXPORT_BYTES  # escaped as JSON
_Text = Annotated[str, Field(max_length=MOST_EXPORT_BYTES, description="Content of a CSV file, as text.")]
_Base64 = Annotated[
    str, Field(max_length=4 * (MOST_EXPORT_BYTES // 3 + 1), description="Content of a CSV or XLSX file, in base64.")
]
_Outcome = Annotated[str, Query(max_length=40, description=f"Outcome that matters most: {', '.join(OUTCOMES)}.")]
_Independent = Annotated[str, Query(max_length=40, description="Outcome that can't depend on the index, as a check.")]


class TeamOutcomes(BaseModel):
    """Whether the team's sales go with the index of those who share."""

    stored: int = Field(description="How many members have sales.")
    compared: int = Field(description="How many of them share and have an archive, and so are compared.")
    uploaded_at: datetime | None = Field(description="When the sales were uploaded. Null if none were.")
    outcomes: list[str] = Field(description="Outcomes that were uploaded.")
    comparison: Json[Comparison] | None = Field(description="The answer. Null if nothing was uploaded.")


class SalesExport(RequestBody):
    """A CRM's export: deals with owner and creation date, or a table with seller, month and counts.

    Its content is either `text` or `base64`.
    """

    name: str = Field(max_length=200, description="Name of the file, whose ending says whether it is XLSX.")
    text: _Text = ""
    base64: _Base64 = ""
    won: list[Annotated[str, Field(max_length=200)]] = Field(
        default_factory=list, max_length=50, description="Stages of deals that were won, if their names don't say so."
    )


class SalesSeller(BaseModel):
    """A seller in an export."""

    seller: str = Field(description="Name as the CRM writes it.")
    suggested_id: str | None = Field(
        description="ID of the account with the same name or sign-in name. Null if there is none, or more than one."
    )


class SalesSellers(BaseModel):
    """The sellers in an export."""

    sellers: list[SalesSeller] = Field(description="Sellers, in the order of the export.")
    file: Json[SalesFile] = Field(description="What became of every row.")
    open_stages: list[str] = Field(description="Stages whose deals count as open.")
    notes: list[str] = Field(description="What the export lacks, as sentences.")


class Sales(SalesExport):
    """An export, and which member is which seller."""

    members: dict[Annotated[str, Field(max_length=300)], Annotated[str, Field(max_length=64)]] = Field(
        max_length=5_000, description="ID of the account by `seller`. Sellers who are left out are ignored."
    )


class SalesResult(BaseModel):
    """What was stored of an export."""

    members: int = Field(description="How many members have sales now.")


@ROUTER.get("/outcomes")
def get_outcomes(
    request: Request, actor: TeamReader, outcome: _Outcome = "", independent: _Independent = ""
) -> TeamOutcomes:
    """Get whether the team's sales go with the index.

    Only members who share are compared, and nothing is shown for one of them.
    """
    result = service.team_outcomes(get_server(request), actor, outcome, independent)
    return TeamOutcomes(
        stored=result.stored,
        compared=result.sharing,
        uploaded_at=None if result.uploaded_at is None else moment(result.uploaded_at),
        outcomes=list(result.kinds),
        comparison=None if result.study is None else comparison(result.study, result.model),
    )


@ROUTER.post("/sales/sellers", max_body_size=_MAX_BODY)
def list_sellers(request: Request, actor: TeamLead, export: SalesExport) -> SalesSellers:
    """List the sellers in a CRM's export.

    Nothing is stored. Confirm or correct the suggested accounts, then put the export with them.
    """
    upload = _read(request, actor, export)
    return SalesSellers(
        sellers=[
            SalesSeller(seller=row.name, suggested_id=row.suggested.id if row.suggested else None)
            for row in upload.rows
        ],
        file=file_as_dict(upload.file),
        open_stages=list(upload.open_stages),
        notes=list(upload.notes),
    )


@ROUTER.put("/sales", max_body_size=_MAX_BODY)
def put_sales(request: Request, actor: TeamLead, sales: Sales) -> SalesResult:
    """Store the team's sales.

    What is stored are counts by member and month, in place of earlier ones; no deal, customer or name is.
    """
    counted = service.counts_from_json(service.counts_to_json(_read(request, actor, sales).sellers))
    return SalesResult(members=service.store_sales(get_server(request), actor, counted, sales.members))


@ROUTER.delete("/sales", status_code=204)
def delete_sales(request: Request, actor: TeamLead) -> Response:
    """Delete the team's sales.

    Nothing is compared afterwards until sales are uploaded again.
    """
    service.remove_sales(get_server(request), actor)
    return Response(status_code=204)


def _read(request: Request, actor: Actor, export: SalesExport) -> service.SalesUpload:
    server, name = get_server(request), one_line(export.name)
    content = _content(export)
    sheets = read_csv_text(name, content) if isinstance(content, str) else service.read_export(server, name, content)
    return service.read_sellers(server, actor, name, sheets, export.won)


def _content(export: SalesExport) -> str | bytes:
    """Return the content of a file. Raises RequestDenied without one, with two, or if it isn't valid base64."""
    if bool(export.text) == bool(export.base64):
        raise _not_one("Send either `text` or `base64`.")
    if export.text and Path(export.name).suffix.lower() in SPREADSHEETS:
        raise _not_one("Send a spreadsheet's content as `base64`.")
    try:
        return export.text or b64decode(export.base64, validate=True)
    except ValueError as error:
        raise _not_one("`base64` isn't valid base64.") from error


def _not_one(hint: str) -> RequestDenied:
    return RequestDenied(
        "request-format", "The export has no content that can be read.", unchanged="Nothing was stored.", hint=hint
    )
