"""A team's Sales Navigator report: upload, a table that says who is who, confirmation."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import Response
from pydantic import StringConstraints

from openssi.errors import OpenSSIError, RequestDenied
from openssi.sources.csv_text import decode
from openssi.web.context import TeamLead, get_server
from openssi.web.http.forms import FormText
from openssi.web.http.problems import log_problem
from openssi.web.http.templates import render_page
from openssi.web.security.access import Actor
from openssi.web.services.navigator import MOST_REPORT_BYTES, assign, read_people

__all__ = ["ROUTER"]

ROUTER = APIRouter(prefix="/team/navigator")

_Text = Annotated[str, Form(max_length=MOST_REPORT_BYTES)]
#: By row of the table, the ID of the account; empty for nobody.
_Members = Annotated[list[Annotated[str, StringConstraints(max_length=300)]], Form(max_length=5_000)]


@ROUTER.get("")
def show_form(request: Request, actor: TeamLead) -> Response:
    """Show the form to upload a report."""
    return _page(request, actor)


@ROUTER.post("")
def show_people(request: Request, actor: TeamLead, report: UploadFile) -> Response:
    """Show who is in the report, with the members who seem to be meant. Nothing is stored yet."""
    name = report.filename or "usage.csv"
    data = report.file.read(MOST_REPORT_BYTES + 1)
    text = decode(data)
    try:
        if len(data) > MOST_REPORT_BYTES:
            raise _too_large()
        rows, members = read_people(get_server(request), actor, name, text)
    except OpenSSIError as fault:
        return _page(request, actor, fault=fault)
    return _page(request, actor, rows=rows, members=members, name=name, text=text)


@ROUTER.post("/members")
def confirm(
    request: Request, actor: TeamLead, name: FormText, text: _Text, person: _Members, member: _Members
) -> Response:
    """Give everyone who was assigned their own rows."""
    chosen = {key: account for key, account in zip(person, member, strict=False) if account}
    try:
        sent = assign(get_server(request), actor, name, text, chosen)
    except OpenSSIError as fault:
        return _page(request, actor, fault=fault)
    return _page(request, actor, sent=sent)


def _too_large() -> RequestDenied:
    return RequestDenied(
        "import-large",
        f"The report is larger than {MOST_REPORT_BYTES // 1000} kB.",
        unchanged="Nothing was stored.",
        hint="Export it for one group of the team at a time.",
    )


def _page(request: Request, actor: Actor, *, fault: OpenSSIError | None = None, **values: Any) -> Response:
    status = log_problem(request, fault) if fault else HTTPStatus.OK
    return render_page(request, "navigator.html", actor, status=status, fault=fault, **values)
