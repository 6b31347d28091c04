"""Uploads: send a file, watch it being read, see what was read, cancel or remove it."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import UploadFile

from openssi.activity.calendar import long_day, long_moment
from openssi.render.html.sources import signals_by_file
from openssi.store import imports
from openssi.store.imports import Import
from openssi.web.context import Reader, Server, Writer, get_server
from openssi.web.http.forms import FormText
from openssi.web.http.problems import not_found_error
from openssi.web.http.templates import render_page
from openssi.web.security.access import Actor
from openssi.web.services.loose_files import MOST_FILES, receive_files
from openssi.web.services.page_parts import page_parts, sources_part
from openssi.web.services.stored_member import assessment_of, find_member, load_member
from openssi.web.services.uploads import MOST_UPLOAD_BYTES, check_length, queue_sample

__all__ = ["ROUTER"]

ROUTER = APIRouter()


@ROUTER.get("/imports")
def show_imports(request: Request, actor: Reader) -> Response:
    """Show every upload with its result, and what was read from all of them."""
    server = get_server(request)
    uploads = _imports(server, actor)
    values: dict[str, Any] = {
        "imports": uploads,
        "progress": server.worker.progress,
        "at": long_moment,
        "files": "",
        "balance": None,
        "measurable": None,
        "until": "",
        "missing": (),
        "in_no_export": (),
    }
    member = find_member(server, actor)
    if member is not None:
        day = load_member(member).scored_day(None)
        assessment = assessment_of(member, day)
        view, meaning = page_parts(member, day).view, signals_by_file(assessment)
        values |= {
            "files": sources_part(member, day),
            "balance": view.totals,
            "missing": [item for item in view.missing if item.available],
            "in_no_export": [item for item in view.missing if not item.available],
            "meaning": meaning,
            "measurable": assessment.score.measurable,
            "until": long_day(load_member(member).activity.last_day),
        }
    return render_page(request, "imports.html", actor, **values)


@ROUTER.get("/imports/state")
def show_progress(request: Request, actor: Reader) -> Response:
    """Show the progress of open imports, for a page that polls; it reloads once all are done."""
    server = get_server(request)
    uploads = _imports(server, actor)
    response = render_page(
        request, "_imports.html", actor, imports=uploads, progress=server.worker.progress, at=long_moment
    )
    if not any(upload.open for upload in uploads):
        response.headers["HX-Refresh"] = "true"
    return response


@ROUTER.post("/imports", max_body_size=MOST_UPLOAD_BYTES)
async def upload(request: Request, actor: Writer) -> Response:
    """Receive files from a form: a zip, a workbook, or the files of an unpacked archive."""
    check_length(get_server(request), request.headers.get("content-length", ""))
    async with request.form(max_files=MOST_FILES, max_fields=5) as form:
        files = [file for file in form.getlist("archive") if isinstance(file, UploadFile) and file.filename]
        await receive_files(get_server(request), actor, files, same_member=bool(form.get("same_member")))
    return _back()


@ROUTER.post("/sample")
def add_sample(request: Request, actor: Writer) -> Response:
    """Import the archive of an invented seller."""
    queue_sample(get_server(request), actor)
    return _back()


@ROUTER.post("/imports/{import_id}/cancel")
def cancel(request: Request, import_id: str, actor: Writer) -> Response:
    """Cancel an import that isn't done."""
    _check_own(request, actor, import_id)
    get_server(request).worker.cancel(actor.id, import_id)
    return _back()


@ROUTER.get("/imports/{import_id}/remove")
def confirm_removal(request: Request, import_id: str, actor: Writer) -> Response:
    """Say what removing an upload deletes, and ask for confirmation."""
    with get_server(request).database.read() as connection:
        upload = imports.find_import(connection, actor.id, import_id)
        stored = [import_.id for import_, _ in imports.snapshots_of(connection, actor.id)]
        duplicate = imports.find_duplicate(connection, actor.id, import_id)
    if upload is None:
        raise not_found_error()
    return render_page(
        request,
        "remove_import.html",
        actor,
        one=upload,
        stored=import_id in stored,
        same=duplicate,
        alone=len(stored) == 1,
        at=long_moment,
    )


@ROUTER.post("/imports/{import_id}/remove")
def remove(request: Request, import_id: str, actor: Writer, sure: FormText = "") -> Response:
    """Remove an import and everything that came only from it, once confirmed."""
    _check_own(request, actor, import_id)
    if not sure:
        return RedirectResponse(f"/imports/{import_id}/remove", HTTPStatus.SEE_OTHER)
    get_server(request).worker.remove(actor.id, import_id)
    return _back()


def _imports(server: Server, actor: Actor) -> Sequence[Import]:
    with server.database.read() as connection:
        return imports.imports_of(connection, actor.id)


def _back() -> Response:
    return RedirectResponse("/imports", HTTPStatus.SEE_OTHER)


def _check_own(request: Request, actor: Actor, import_id: str) -> None:
    with get_server(request).database.read() as connection:
        if imports.find_import(connection, actor.id, import_id) is None:
            raise not_found_error()
