"""Whether a team's sales go with its index: the result, the upload of the CRM's export, and who is who in it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, UploadFile
from fastapi.responses import RedirectResponse, Response
from pydantic import StringConstraints

from openssi.activity.calendar import day_of, long_day
from openssi.errors import OpenSSIError, RequestDenied
from openssi.render.words.outcomes import OUTCOME_NAMES
from openssi.web.context import TeamLead, TeamReader, get_server
from openssi.web.http.problems import log_problem
from openssi.web.http.templates import render_page
from openssi.web.security.access import Actor
from openssi.web.security.names import one_line
from openssi.web.services import outcomes as service
from openssi.web.services.outcomes import MOST_EXPORT_BYTES

__all__ = ["ROUTER"]

ROUTER = APIRouter(prefix="/team/outcomes")

_Outcome = Annotated[str, Query(max_length=40, description="the outcome that matters most")]
#: What one form can hold: a request has a thousand fields at most, two for each seller.
_MOST_ROWS, _LONGEST_COUNTED = 450, 900_000
_Counted = Annotated[str, Form(max_length=_LONGEST_COUNTED)]
_Won = Annotated[str, Form(max_length=2_000)]
#: By row of the table, the seller, and the ID of the account; empty for nobody.
_Column = Annotated[list[Annotated[str, StringConstraints(max_length=300)]], Form(max_length=5_000)]


@ROUTER.get("")
def show_answer(request: Request, actor: TeamReader, outcome: _Outcome = "", independent: _Outcome = "") -> Response:
    """Show whether the team's sales go with the index of those who share."""
    return _page(request, actor, outcome, independent)


@ROUTER.post("", max_body_size=MOST_EXPORT_BYTES + 100_000)
def show_sellers(request: Request, actor: TeamLead, export: UploadFile, won: _Won = "") -> Response:
    """Show which sellers the export has, with the members who seem to be meant. Nothing is stored yet."""
    name = one_line(export.filename or "deals.csv")
    try:
        content = export.file.read(MOST_EXPORT_BYTES + 1)
        if len(content) > MOST_EXPORT_BYTES:
            raise _too_large()
        stages = [stage.strip() for stage in won.split(",") if stage.strip()]
        server = get_server(request)
        upload = service.read_sellers(server, actor, name, service.read_export(server, name, content), stages)
        counted = service.counts_to_json(upload.sellers)
        if len(upload.rows) > _MOST_ROWS or len(counted) > _LONGEST_COUNTED:
            raise _too_many(len(upload.rows))
    except OpenSSIError as fault:
        return _page(request, actor, fault=fault)
    return _page(request, actor, upload=upload, counted=counted)


@ROUTER.post("/members")
def confirm(request: Request, actor: TeamLead, counted: _Counted, seller: _Column, member: _Column) -> Response:
    """Store the sales of everyone who was assigned."""
    chosen = {name: account for name, account in zip(seller, member, strict=False) if account}
    try:
        service.store_sales(get_server(request), actor, service.counts_from_json(counted), chosen)
    except OpenSSIError as fault:
        return _page(request, actor, fault=fault)
    return RedirectResponse("/team/outcomes", HTTPStatus.SEE_OTHER)


@ROUTER.post("/remove")
def remove(request: Request, actor: TeamLead) -> Response:
    """Delete the team's sales."""
    service.remove_sales(get_server(request), actor)
    return RedirectResponse("/team/outcomes", HTTPStatus.SEE_OTHER)


def _too_large() -> RequestDenied:
    return RequestDenied(
        "import-large",
        f"The export is larger than {MOST_EXPORT_BYTES // 1_000_000} MB.",
        unchanged="Nothing was stored.",
        hint="Export fewer columns, or fewer years.",
    )


def _too_many(sellers: int) -> RequestDenied:
    return RequestDenied(
        "import-large",
        f"The export has {sellers:,} sellers, and too many months of them for one form.",
        unchanged="Nothing was stored.",
        hint=f"Export your own team, at most {_MOST_ROWS} sellers, and fewer years; or use the API.",
    )


def _page(
    request: Request,
    actor: Actor,
    outcome: str = "",
    independent: str = "",
    *,
    fault: OpenSSIError | None = None,
    **values: Any,
) -> Response:
    result = view = None
    try:
        result = service.team_outcomes(get_server(request), actor, outcome, independent)
    except OpenSSIError as error:
        fault = fault or error
    if result is not None and result.study is not None:
        from openssi.render.html.outcomes import outcomes_view

        view = outcomes_view(result.study)
    uploaded = result.uploaded_at if result else None
    status = log_problem(request, fault) if fault else HTTPStatus.OK
    return render_page(
        request, "team_outcomes.html", actor, status=status, fault=fault, found=result, view=view, names=OUTCOME_NAMES,
        chosen=outcome, independent=independent,
        uploaded=long_day(day_of(uploaded)) if uploaded else "", **values,
    )  # fmt: skip
