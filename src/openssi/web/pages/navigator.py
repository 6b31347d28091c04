"""A team's Sales Navigator report: upload, a table that says who is who, confirmation."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import Response

from openssi.errors import OpenSSIError
from openssi.web.context import TeamLead, get_server
from openssi.web.http.forms import FormText
from openssi.web.http.problems import log_problem
from openssi.web.http.templates import render_page
from openssi.web.security.access import Actor
from openssi.web.services.navigator import LARGEST, assign, read_people

__all__ = ["ROUTER"]

ROUTER = APIRouter(prefix="/team/navigator")

_Text = Annotated[str, Form(max_length=LARGEST)]
#: By row of the table, the ID of the account; empty for nobody.
_Members = Annotated[list[str], Form(max_length=5_000)]


@ROUTER.get("")
def show_form(request: Request, actor: TeamLead) -> Response:
    """Show the form to upload a report."""
    return _page(request, actor)


@ROUTER.post("")
def show_people(request: Request, actor: TeamLead, report: UploadFile) -> Response:
    """Show who is in the report, with the members who seem to be meant. Nothing is stored yet."""
    name = report.filename or "usage.csv"
    text = report.file.read(LARGEST + 1)[:LARGEST].decode("utf-8-sig", "replace")
    try:
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


def _page(request: Request, actor: Actor, *, fault: OpenSSIError | None = None, **values: Any) -> Response:
    status = log_problem(request, fault) if fault else HTTPStatus.OK
    return render_page(request, "navigator.html", actor, status=status, fault=fault, **values)
