"""My data: what is held and why, all of it to take away, erasing oneself or a contact."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from openssi.store.tables import all_held
from openssi.web.context import SessionUser, cookie_name, get_server
from openssi.web.http.forms import FormText
from openssi.web.http.templates import page
from openssi.web.services.erasing import erase_account, erase_contact
from openssi.web.services.export import export_file

__all__ = ["ROUTER"]

ROUTER = APIRouter()


@ROUTER.get("/data")
def data(request: Request, actor: SessionUser) -> Response:
    """What is held, per field."""
    return page(request, "data.html", actor, held=all_held())


@ROUTER.get("/data/export")
def export(request: Request, actor: SessionUser) -> Response:
    """All that is held of whoever asks."""
    return export_file(get_server(request), actor)


@ROUTER.get("/data/erase")
def erase_page(request: Request, actor: SessionUser) -> Response:
    """Ask before an account is erased."""
    return page(request, "erase.html", actor)


@ROUTER.post("/data/erase")
def erase(request: Request, actor: SessionUser, login: FormText, password: FormText = "") -> Response:
    """Erase whoever asks."""
    server = get_server(request)
    server.limit_rate("erase", actor.id, sign_in=True)
    cleared = erase_account(server, actor, login, password)
    answer = page(request, "erased.html", cleared=cleared, found=None)
    answer.delete_cookie(
        cookie_name(server.settings), path="/", secure=server.settings.secure, httponly=True, samesite="lax"
    )
    return answer


@ROUTER.post("/data/forget")
def forget(request: Request, actor: SessionUser, person: FormText) -> Response:
    """Forget a contact."""
    found = erase_contact(get_server(request), actor, person)
    return page(request, "erased.html", actor, found=found, cleared=found.cleared)
