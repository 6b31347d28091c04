"""Uploads: give an archive, see how far it is, cancel it, take it out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import UploadFile

from openssi.errors import Refused
from openssi.store import imports
from openssi.web.access import Actor
from openssi.web.page import page
from openssi.web.server import Reader, Writer, server_of
from openssi.web.teams import nothing_there
from openssi.web.uploads import receive, take_sample

__all__ = ["ROUTER"]

ROUTER = APIRouter()

_PIECE = 1 << 20
#: The largest upload that is read at all; each server sets its own limit under it.
_LARGEST = 2_000_000_000


@ROUTER.get("/imports")
def listed(request: Request, actor: Reader) -> Response:
    """Every import with what became of it."""
    server = server_of(request)
    with server.database.read() as connection:
        found = imports.imports_of(connection, actor.id)
    return page(request, "imports.html", actor, imports=found, progress=server.worker.progress)


@ROUTER.post("/imports", max_body_size=_LARGEST)
async def upload(request: Request, actor: Writer) -> Response:
    """Receive a file of a form."""
    async with request.form(max_files=1, max_fields=5) as form:
        given = form.get("archive")
        if not isinstance(given, UploadFile) or not given.filename:
            raise Refused("request-format", "No file was chosen.", hint="Choose the zip that LinkedIn sent.")
        await receive(server_of(request), actor, given.filename, _pieces(given))
    return RedirectResponse("/imports", HTTPStatus.SEE_OTHER)


async def _pieces(given: UploadFile) -> AsyncIterator[bytes]:
    while piece := await given.read(_PIECE):
        yield piece


@ROUTER.post("/sample")
def sample(request: Request, actor: Writer) -> Response:
    """Try with an invented seller."""
    take_sample(server_of(request), actor)
    return RedirectResponse("/imports", HTTPStatus.SEE_OTHER)


@ROUTER.post("/imports/{import_id}/cancel")
def cancel(request: Request, import_id: str, actor: Writer) -> Response:
    """Let go of an import that is not done."""
    _check_own(request, actor, import_id)
    server_of(request).worker.cancel(actor.id, import_id)
    return RedirectResponse("/imports", HTTPStatus.SEE_OTHER)


@ROUTER.post("/imports/{import_id}/remove")
def remove(request: Request, import_id: str, actor: Writer) -> Response:
    """Take out an import and all that came from it."""
    _check_own(request, actor, import_id)
    server_of(request).worker.remove(actor.id, import_id)
    return RedirectResponse("/imports", HTTPStatus.SEE_OTHER)


def _check_own(request: Request, actor: Actor, import_id: str) -> None:
    with server_of(request).database.read() as connection:
        if imports.find_import(connection, actor.id, import_id) is None:
            raise nothing_there()
