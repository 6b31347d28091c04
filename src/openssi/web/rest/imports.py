"""Imports: `/api/v1/me/imports`. An upload is the file itself as the body."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Header, Request, Response
from pydantic import BaseModel, Field

from openssi.store import imports
from openssi.store.imports import Import
from openssi.web.context import Reader, Server, Writer, get_server
from openssi.web.http.schemas import Id, Limit, Offset, Page, at, paged
from openssi.web.services.people import not_found
from openssi.web.services.uploads import LARGEST, receive, take_sample

__all__ = ["ROUTER", "ToldImport", "ToldProgress"]

ROUTER = APIRouter(prefix="/api/v1/me/imports", tags=["imports"])

FileName = Annotated[
    str,
    Header(
        alias="File-Name",
        max_length=1000,
        description="the file's name, percent-encoded; .xlsx for an analytics workbook",
    ),
]
_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class ToldProgress(BaseModel):
    """How far the reading is."""

    done: int = Field(description="bytes read")
    total: int = Field(description="bytes in all")


class ToldImport(BaseModel):
    """A file that was given, and what became of it."""

    id: str = Field(description="the number of the import")
    name: str = Field(description="the file's name")
    kind: str = Field(description="archive or workbook")
    state: str = Field(description="waiting, reading, done, failed or cancelled")
    sample: bool = Field(description="whether it is the invented sample")
    added: bool = Field(description="whether it is kept: false until it is read, and if the very same was here already")
    error: str = Field(description="why it failed, in words and with its code; empty if it did not")
    size: int = Field(description="bytes of the file")
    received_at: datetime = Field(description="when it was received")
    finished_at: datetime | None = Field(description="when it was read, failed or was cancelled; null before")
    progress: ToldProgress | None = Field(description="while it is read")


@ROUTER.get("")
def list_imports(
    request: Request, response: Response, actor: Reader, limit: Limit = 50, offset: Offset = 0
) -> Page[ToldImport]:
    """Every import, the newest first."""
    server = get_server(request)
    with server.database.read() as connection:
        found = imports.imports_of(connection, actor.id, limit, offset)
        total = imports.count_imports(connection, actor.id)
    return paged(request, response, [_told(server, one) for one in found], total, limit, offset)


@ROUTER.post("", status_code=202, max_body_size=LARGEST, openapi_extra=_BODY)
async def upload_import(
    request: Request, response: Response, actor: Writer, file_name: FileName = "archive.zip"
) -> ToldImport:
    """Give an archive or a workbook; it is read in the background, and `Location` tells where to ask for it."""
    server = get_server(request)
    found = await receive(server, actor, unquote(file_name), request.stream())
    response.headers["Location"] = f"{ROUTER.prefix}/{found.id}"
    return _told(server, found)


@ROUTER.post("/sample", status_code=202)
def try_sample(request: Request, response: Response, actor: Writer) -> ToldImport:
    """Have an invented seller's archive read, for whoever has none of their own here; it is marked as the sample."""
    server = get_server(request)
    found = take_sample(server, actor)
    response.headers["Location"] = f"{ROUTER.prefix}/{found.id}"
    return _told(server, found)


@ROUTER.get("/{import_id}")
def get_import(request: Request, actor: Reader, import_id: Id) -> ToldImport:
    """One import, with its progress while it is read."""
    return _told(get_server(request), _own(get_server(request), actor.id, import_id))


@ROUTER.post("/{import_id}/cancel")
def cancel_import(request: Request, actor: Writer, import_id: Id) -> ToldImport:
    """Let go of an import that is not done; one that is stays as it is."""
    server = get_server(request)
    _own(server, actor.id, import_id)
    server.worker.cancel(actor.id, import_id)
    return _told(server, _own(server, actor.id, import_id))


@ROUTER.delete("/{import_id}", status_code=204)
def remove_import(request: Request, actor: Writer, import_id: Id) -> None:
    """Take out an import and all that came from it alone; if the same was given again, as another import, that one keeps it."""
    if not get_server(request).worker.remove(actor.id, import_id):
        raise not_found()


def _own(server: Server, account_id: str, import_id: Id) -> Import:
    with server.database.read() as connection:
        found = imports.find_import(connection, account_id, import_id)
    if found is None:
        raise not_found()
    return found


def _told(server: Server, one: Import) -> ToldImport:
    done, total = server.worker.progress.get(one.id, (0, 0))
    return ToldImport(
        id=one.id,
        name=one.name,
        kind=one.kind,
        state=one.state,
        sample=one.sample,
        added=one.added,
        error=one.error,
        size=one.size,
        received_at=at(one.received_at),
        finished_at=None if one.finished_at is None else at(one.finished_at),
        progress=ToldProgress(done=done, total=total) if one.state == "reading" else None,
    )
