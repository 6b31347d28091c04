"""Uploads: give an archive, see how far it is and what was read, cancel it, take it out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import UploadFile

from openssi.errors import RequestDenied
from openssi.render.html.sources import meaning_of
from openssi.store import imports
from openssi.store.imports import Import
from openssi.web.context import Reader, Server, Writer, server_of
from openssi.web.http.forms import Typed
from openssi.web.http.templates import page
from openssi.web.security.access import Actor
from openssi.web.services.members import assessment_of, find_member, opened
from openssi.web.services.mypage import files_of, parts_of
from openssi.web.services.teams import nothing_there
from openssi.web.services.uploads import LARGEST, check_length, receive, take_sample

__all__ = ["ROUTER"]

ROUTER = APIRouter()

_PIECE = 1 << 20


@ROUTER.get("/imports")
def listed(request: Request, actor: Reader) -> Response:
    """Every import with what became of it, and what was read of all."""
    server = server_of(request)
    found = _imports(server, actor)
    values: dict[str, Any] = {
        "imports": found,
        "progress": server.worker.progress,
        "at": _moment,
        "files": "",
        "balance": None,
    }
    seen = find_member(server, actor)
    if seen is not None:
        day = opened(seen).scored_day(None)
        view, meaning = parts_of(seen, day).view, meaning_of(assessment_of(seen, day))
        values |= {
            "files": files_of(seen, day),
            "balance": view.totals,
            "missing": view.missing,
            "meaning": meaning,
        }
    return page(request, "imports.html", actor, **values)


@ROUTER.get("/imports/state")
def state(request: Request, actor: Reader) -> Response:
    """How far the open imports are, for the page that asks again and again; told to load anew once none is open."""
    server = server_of(request)
    found = _imports(server, actor)
    answer = page(request, "_imports.html", actor, imports=found, progress=server.worker.progress, at=_moment)
    if not any(one.open for one in found):
        answer.headers["HX-Refresh"] = "true"
    return answer


@ROUTER.post("/imports", max_body_size=LARGEST)
async def upload(request: Request, actor: Writer) -> Response:
    """Receive a file of a form."""
    check_length(server_of(request), request.headers.get("content-length", ""))
    async with request.form(max_files=1, max_fields=5) as form:
        given = form.get("archive")
        if not isinstance(given, UploadFile) or not given.filename:
            raise RequestDenied("request-format", "No file was chosen.", hint="Choose the zip that LinkedIn sent.")
        await receive(server_of(request), actor, given.filename, _pieces(given))
    return _back()


async def _pieces(given: UploadFile) -> AsyncIterator[bytes]:
    while piece := await given.read(_PIECE):
        yield piece


@ROUTER.post("/sample")
def sample(request: Request, actor: Writer) -> Response:
    """Try with an invented seller."""
    take_sample(server_of(request), actor)
    return _back()


@ROUTER.post("/imports/{import_id}/cancel")
def cancel(request: Request, import_id: str, actor: Writer) -> Response:
    """Let go of an import that is not done."""
    _check_own(request, actor, import_id)
    server_of(request).worker.cancel(actor.id, import_id)
    return _back()


@ROUTER.get("/imports/{import_id}/remove")
def ask(request: Request, import_id: str, actor: Writer) -> Response:
    """Say what taking out means, and ask."""
    with server_of(request).database.read() as connection:
        found = imports.find_import(connection, actor.id, import_id)
        kept = [one.id for one, _ in imports.contents_of(connection, actor.id)]
        same = imports.same_as(connection, actor.id, import_id)
    if found is None:
        raise nothing_there()
    return page(
        request,
        "remove_import.html",
        actor,
        one=found,
        kept=import_id in kept,
        same=same,
        alone=len(kept) == 1,
        at=_moment,
    )


@ROUTER.post("/imports/{import_id}/remove")
def remove(request: Request, import_id: str, actor: Writer, sure: Typed = "") -> Response:
    """Take out an import and all that came from it alone, once it was confirmed."""
    _check_own(request, actor, import_id)
    if not sure:
        return RedirectResponse(f"/imports/{import_id}/remove", HTTPStatus.SEE_OTHER)
    server_of(request).worker.remove(actor.id, import_id)
    return _back()


def _imports(server: Server, actor: Actor) -> Sequence[Import]:
    with server.database.read() as connection:
        return imports.imports_of(connection, actor.id)


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")


def _back() -> Response:
    return RedirectResponse("/imports", HTTPStatus.SEE_OTHER)


def _check_own(request: Request, actor: Actor, import_id: str) -> None:
    with server_of(request).database.read() as connection:
        if imports.find_import(connection, actor.id, import_id) is None:
            raise nothing_there()
