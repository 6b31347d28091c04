"""My data: what is stored and why, the export, and erasing an account or a contact."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from openssi.store.tables import documented_tables
from openssi.web.context import SessionUser, delete_cookie, get_server
from openssi.web.http.forms import FormText
from openssi.web.http.templates import render_page
from openssi.web.services import erasing
from openssi.web.services.export import export_file
from openssi.web.services.retention import erasure_dates

__all__ = ["ROUTER"]

ROUTER = APIRouter()


@ROUTER.get("/data")
def data(request: Request, actor: SessionUser) -> Response:
    """Show what is stored, field by field."""
    rules = erasure_dates(get_server(request), actor)
    return render_page(request, "data.html", actor, tables=documented_tables(), rules=rules)


@ROUTER.get("/data/export")
def export(request: Request, actor: SessionUser) -> Response:
    """Send everything that is stored about the member."""
    return export_file(get_server(request), actor)


@ROUTER.get("/data/erase")
def erase_page(request: Request, actor: SessionUser) -> Response:
    """Ask for confirmation before an account is erased."""
    return render_page(request, "erase.html", actor)


@ROUTER.post("/data/erase")
def erase(request: Request, actor: SessionUser, login: FormText, password: FormText = "") -> Response:
    """Erase the account."""
    server = get_server(request)
    server.limit_rate("erase", actor.id, sign_in=True)
    erased = erasing.erase_own_account(server, actor, login, password)
    response = render_page(request, "erased.html", erased=erased, contact=None)
    delete_cookie(response, server.settings)
    return response


@ROUTER.post("/data/forget")
def erase_contact(request: Request, actor: SessionUser, person: FormText) -> Response:
    """Erase a contact from everything stored for the member."""
    receipt = erasing.erase_contact(get_server(request), actor, person)
    return render_page(request, "erased.html", actor, contact=receipt, erased=receipt)
