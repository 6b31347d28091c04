"""The member's connections to LinkedIn's APIs: connect, see when they were read, disconnect."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from openssi.client.linkedin.folder import ProductId
from openssi.errors import CODES, OpenSSIError
from openssi.web.context import SessionUser, get_server
from openssi.web.http.problems import log_problem
from openssi.web.http.templates import render_page
from openssi.web.security.access import Actor
from openssi.web.services import linkedin_connection as service

__all__ = ["ROUTER"]

ROUTER = APIRouter(prefix="/linkedin")

_PATHS: dict[ProductId, str] = {"portability": "/linkedin", "statistics": "/linkedin/statistics"}
_Token = Annotated[str, Form(max_length=4_000)]


@ROUTER.get("")
def show_connection(request: Request, actor: SessionUser) -> Response:
    """Show whether the account is connected, and how to connect it."""
    return _page(request, actor, "portability")


@ROUTER.post("")
def connect(request: Request, actor: SessionUser, token: _Token) -> Response:
    """Check a token and store it encrypted."""
    return _connect(request, actor, "portability", token)


@ROUTER.post("/disconnect")
def disconnect(request: Request, actor: SessionUser) -> Response:
    """Delete the token."""
    service.disconnect(get_server(request), actor, "portability")
    return RedirectResponse("/linkedin", HTTPStatus.SEE_OTHER)


@ROUTER.get("/statistics")
def show_statistics(request: Request, actor: SessionUser) -> Response:
    """Show whether the statistics of the member's posts are connected, and how to connect them."""
    return _page(request, actor, "statistics")


@ROUTER.post("/statistics")
def connect_statistics(request: Request, actor: SessionUser, token: _Token) -> Response:
    """Check a token for statistics and store it encrypted."""
    return _connect(request, actor, "statistics", token)


@ROUTER.post("/statistics/disconnect")
def disconnect_statistics(request: Request, actor: SessionUser) -> Response:
    """Delete the token for statistics, and the statistics."""
    service.disconnect(get_server(request), actor, "statistics")
    return RedirectResponse("/linkedin/statistics", HTTPStatus.SEE_OTHER)


def _connect(request: Request, actor: Actor, product: ProductId, token: str) -> Response:
    try:
        service.connect(get_server(request), actor, product, token)
    except OpenSSIError as fault:
        return _page(request, actor, product, fault)
    return RedirectResponse(_PATHS[product], HTTPStatus.SEE_OTHER)


def _page(request: Request, actor: Actor, product: ProductId, fault: OpenSSIError | None = None) -> Response:
    status = log_problem(request, fault) if fault else HTTPStatus.OK
    connection = service.find(get_server(request), actor, product)
    meaning = CODES.get(connection.fault, "") if connection else ""
    template = "linkedin_statistics.html" if product == "statistics" else "linkedin.html"
    return render_page(request, template, actor, status=status, fault=fault, found=connection, meaning=meaning)
