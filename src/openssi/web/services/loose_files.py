"""Pack single files of an archive that arrive together, as from a dropped folder, into one zip."""

from __future__ import annotations

import zipfile
from collections.abc import AsyncIterator, Sequence
from pathlib import PurePosixPath
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from openssi.errors import RequestDenied
from openssi.sources.linkedin_archive.catalogue import UNKNOWN, role_of
from openssi.sources.registry import ENDINGS
from openssi.store.imports import Import
from openssi.web.context import Server
from openssi.web.security.access import Actor
from openssi.web.services.uploads import receive

__all__ = ["MOST_FILES", "receive_files"]

#: How many files may arrive together: LinkedIn's largest archives have about 60, and one for each article.
MOST_FILES = 1_000
_INSIDE = ".csv"  # the ending of an archive's own files
_CHUNK = 1 << 20


async def receive_files(
    server: Server, actor: Actor, files: Sequence[UploadFile], *, same_member: bool = False
) -> list[Import]:
    """Store files that arrived together and queue them for reading.

    The files of an archive are one import, and each other source is one. Other files next to an archive are ignored.

    Raises:
        RequestDenied: a file is too large, or too many uploads are waiting.
        StoreError: a file can't be written, or another server is using the database.
    """
    single = [file for file in files if role_of(file.filename or "").role]
    uploads: list[Import] = []
    if len(single) > 1:
        with await run_in_threadpool(_packed, single) as packed:
            uploads.append(
                await receive(server, actor, f"{_folder(single)}.zip", _chunks_of(packed), same_member=same_member)
            )
        files = [file for file in files if file not in single and _is_own_source(file.filename or "")]
    if not files and not uploads:
        raise RequestDenied("request-format", "You haven't chosen a file.", hint="Choose the zip that LinkedIn sent.")
    for file in files:
        uploads += [await receive(server, actor, file.filename or "", _chunks(file), same_member=same_member)]
    return uploads


def _is_own_source(name: str) -> bool:
    """Return whether a file next to those of an archive is a source of its own: it is called as no file inside is."""
    ending = PurePosixPath(name).suffix.lower()
    return (ending in ENDINGS and ending != _INSIDE) or ("/" not in name and role_of(name).skipped == UNKNOWN)


def _folder(files: Sequence[UploadFile]) -> str:
    """Return the name of the folder that all files are from."""
    heads = {(file.filename or "").partition("/")[0] for file in files if "/" in (file.filename or "")}
    return heads.pop() if len(heads) == 1 else "LinkedIn files"


def _packed(files: Sequence[UploadFile]) -> IO[bytes]:
    packed = TemporaryFile()  # noqa: SIM115 (the caller closes it)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, file in {file.filename or "": file for file in files}.items():
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as target:
                copyfileobj(file.file, target, _CHUNK)
    packed.seek(0)
    return packed


async def _chunks(file: UploadFile) -> AsyncIterator[bytes]:
    while chunk := await file.read(_CHUNK):
        yield chunk


async def _chunks_of(file: IO[bytes]) -> AsyncIterator[bytes]:
    while chunk := await run_in_threadpool(file.read, _CHUNK):
        yield chunk
