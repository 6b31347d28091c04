"""Imports: `/api/v1/me/imports`. An upload is the file itself as the body."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, cast
from urllib.parse import unquote

from fastapi import APIRouter, Header, Query, Request, Response
from pydantic import BaseModel, Field

from openssi.store import imports as store
from openssi.web.context import Reader, Server, Writer, get_server
from openssi.web.http.json_bodies import JsonRoute
from openssi.web.http.problems import not_found_error
from openssi.web.http.schemas import Limit, Offset, Page, id_parameter, moment, paged
from openssi.web.services.uploads import MOST_UPLOAD_BYTES, queue_sample, receive

__all__ = ["ROUTER", "Import", "ImportPage", "ImportProgress"]

ROUTER = APIRouter(prefix="/api/v1/me/imports", tags=["Imports"], route_class=JsonRoute)

Kind = Literal["archive", "workbook", "post", "navigator", "linkedin", "statistics"]
SameMember = Annotated[
    bool,
    Query(description="Whether the archive is yours, although its owner has another name or address than your others."),
]
FileName = Annotated[
    str,
    Header(
        alias="File-Name",
        max_length=1000,
        description="Name of the file, percent-encoded. LinkedIn's spreadsheets end in `.xlsx`, reports in `.csv`.",
    ),
]
_BODY: dict[str, Any] = {
    "requestBody": {
        "description": "The zip that LinkedIn sent, analytics (XLSX), or a Sales Navigator report about you (CSV).",
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
_ACCEPTED: dict[int | str, dict[str, Any]] = {
    202: {"headers": {"Location": {"description": "Path of the import.", "schema": {"type": "string"}}}}
}
ImportId = Annotated[str, id_parameter("import")]


class ImportProgress(BaseModel):
    """How much of a file has been read."""

    done: int = Field(description="Bytes read so far.")
    total: int = Field(description="Bytes in total.")


class Import(BaseModel):
    """An uploaded file and its state."""

    id: str = Field(description="ID of the import.")
    name: str = Field(description="Name of the file.")
    kind: Kind = Field(description="Kind of file.")
    state: store.State = Field(description="State of the import.")
    sample: bool = Field(description="Whether it is the built-in sample.")
    added: bool = Field(
        description="Whether its data were added. False until it is read, and if the same file was imported before."
    )
    error: str = Field(description="Why it failed, ending with the error code in brackets. Empty if it didn't fail.")
    size: int = Field(description="Size of the file in bytes.")
    received_at: datetime = Field(description="When the file was received.")
    finished_at: datetime | None = Field(description="When it was read, failed or was cancelled. Null before.")
    progress: ImportProgress | None = Field(description="Progress while it is being read. Null otherwise.")


class ImportPage(Page[Import]):
    """One page of imports."""


@ROUTER.get("")
def list_imports(
    request: Request, response: Response, actor: Reader, limit: Limit = 50, offset: Offset = 0
) -> ImportPage:
    """List your imports.

    The newest comes first.
    """
    server = get_server(request)
    with server.database.read() as connection:
        uploads = store.imports_of(connection, actor.id, limit, offset)
        total = store.count_imports(connection, actor.id)
    return paged(ImportPage, request, response, [_import(server, upload) for upload in uploads], total, limit, offset)


@ROUTER.post("", status_code=202, max_body_size=MOST_UPLOAD_BYTES, openapi_extra=_BODY, responses=_ACCEPTED)
async def upload_import(
    request: Request,
    response: Response,
    actor: Writer,
    file_name: FileName = "archive.zip",
    *,
    same_member: SameMember = False,
) -> Import:
    """Upload an archive, analytics or a report.

    The file is read in the background. Poll the path in `Location` until `state` is `done`, `failed` or `cancelled`.
    Uploading the same file again adds nothing.
    """
    server = get_server(request)
    received = await receive(server, actor, unquote(file_name), request.stream(), same_member=same_member)
    response.headers["Location"] = f"{ROUTER.prefix}/{received.id}"
    return _import(server, received)


@ROUTER.post("/sample", status_code=202, responses=_ACCEPTED)
def import_sample(request: Request, response: Response, actor: Writer) -> Import:
    """Import the built-in sample.

    Reads the archive of an invented seller, for accounts without data of their own.
    """
    server = get_server(request)
    sample = queue_sample(server, actor)
    response.headers["Location"] = f"{ROUTER.prefix}/{sample.id}"
    return _import(server, sample)


@ROUTER.get("/{import_id}")
def get_import(request: Request, actor: Reader, import_id: ImportId) -> Import:
    """Get an import.

    Includes its progress while it is being read.
    """
    server = get_server(request)
    return _import(server, _find(server, actor.id, import_id))


@ROUTER.post("/{import_id}/cancel")
def cancel_import(request: Request, actor: Writer, import_id: ImportId) -> Import:
    """Cancel an import.

    An import that has already finished stays unchanged.
    """
    server = get_server(request)
    _find(server, actor.id, import_id)
    server.worker.cancel(actor.id, import_id)
    return _import(server, _find(server, actor.id, import_id))


@ROUTER.delete("/{import_id}", status_code=204)
def delete_import(request: Request, actor: Writer, import_id: ImportId) -> None:
    """Delete an import.

    Deletes the file's data unless another import contains the same data, and rescores every day.
    """
    if not get_server(request).worker.remove(actor.id, import_id):
        raise not_found_error()


def _find(server: Server, account_id: str, import_id: str) -> store.Import:
    with server.database.read() as connection:
        upload = store.find_import(connection, account_id, import_id)
    if upload is None:
        raise not_found_error()
    return upload


def _import(server: Server, stored: store.Import) -> Import:
    done, total = server.worker.progress.get(stored.id, (0, 0))
    return Import(
        id=stored.id,
        name=stored.name,
        kind=cast("Kind", stored.kind),
        state=stored.state,
        sample=stored.sample,
        added=stored.added,
        error=stored.error,
        size=stored.size,
        received_at=moment(stored.received_at),
        finished_at=None if stored.finished_at is None else moment(stored.finished_at),
        progress=ImportProgress(done=done, total=total) if stored.state == "reading" else None,
    )
