"""The member's connection to LinkedIn's API: connect, see when it was read, disconnect."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from openssi.errors import CODES, OpenSSIError
from openssi.web.context import SessionUser, get_server
from openssi.web.http.problems import log_problem
from openssi.web.http.templates import render_page
from openssi.web.security.access import Actor
from openssi.web.services import linkedin_connection as service

__all__ = ["ROUTER"]

ROUTER = APIRouter(prefix="/linkedin")

_Token = Annotated[str, Form(max_length=4_000)]


@ROUTER.get("")
def show_connection(request: Request, actor: SessionUser) -> Response:
    """Show whether the account is connected, and how to connect it."""
    return _page(request, actor)


@ROUTER.post("")
def connect(request: Request, actor: SessionUser, token: _Token) -> Response:
    """Check a token and store it encrypted."""
    try:
        service.connect(get_server(request), actor, token)
    except OpenSSIError as fault:
        return _page(request, actor, fault)
    return RedirectResponse("/linkedin", HTTPStatus.SEE_OTHER)


@ROUTER.post("/disconnect")
def disconnect(request: Request, actor: SessionUser) -> Response:
    """Delete the token."""
    service.disconnect(get_server(request), actor)
    return RedirectResponse("/linkedin", HTTPStatus.SEE_OTHER)


def _page(request: Request, actor: Actor, fault: OpenSSIError | None = None) -> Response:
    status = log_problem(request, fault) if fault else HTTPStatus.OK
    connection = service.find(get_server(request), actor)
    meaning = CODES.get(connection.fault, "") if connection else ""
    return render_page(request, "linkedin.html", actor, status=status, fault=fault, found=connection, meaning=meaning)
