"""Receive uploads: a file is on disk before its request is acknowledged."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from starlette.concurrency import run_in_threadpool

from openssi.demo import write_archive
from openssi.errors import RequestDenied
from openssi.snapshots.mentions import token_matcher
from openssi.snapshots.synced import SyncedSnapshot
from openssi.sources.portability.rows import ARCHIVE
from openssi.sources.registry import SOURCES, recognize
from openssi.store import imports
from openssi.store.accounts import Account, new_id
from openssi.store.imports import Import
from openssi.web.context import Server
from openssi.web.jobs.staging import disk_error
from openssi.web.security.access import Actor
from openssi.web.security.names import one_line

__all__ = [
    "MOST_UPLOAD_BYTES",
    "NAMELESS",
    "check_length",
    "probe_disk",
    "queue_generated_file",
    "queue_local_file",
    "queue_sample",
    "receive",
]

#: The maximum upload in bytes; a server can set a lower limit.
MOST_UPLOAD_BYTES = 2_000_000_000

#: The name of an upload without a name, by its kind.
NAMELESS = {source.kind: source.default_name for source in SOURCES} | {SyncedSnapshot.kind: ARCHIVE}
_FORM = 100_000  # bytes of a multipart form besides the file
_MOST_OPEN = 20  # waiting uploads per member


async def receive(
    server: Server, actor: Actor, name: str, chunks: AsyncIterator[bytes], *, same_member: bool = False
) -> Import:
    """Store a streamed file and queue it for reading; with `same_member`, it is theirs whatever name is in it.

    Raises:
        RequestDenied: the file is too large, or too many uploads are waiting.
        StoreError: the file can't be written, or another server is using the database.
    """
    await run_in_threadpool(_check_open, server, actor)
    number = new_id()
    path = server.worker.staged(number)
    try:
        size = await _write(server, path, chunks)
        return await run_in_threadpool(partial(_add_import, server, actor, number, name, size, confirmed=same_member))
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def check_length(server: Server, declared: str) -> None:
    """Check the declared length of a request before its body is received.

    Raises:
        RequestDenied: it is too large.
    """
    largest = server.settings.largest
    if declared.isascii() and declared.isdigit() and int(declared[:20]) > largest + _FORM:
        raise _too_large(largest)


def _too_large(largest: int) -> RequestDenied:
    return RequestDenied(
        "import-large",
        f"The file is larger than {largest // 1_000_000:,} MB, the limit of this server.",
        unchanged="Nothing was stored.",
        hint="LinkedIn's archives are smaller. Check that you chose the right file.",
    )


def _check_open(server: Server, actor: Actor) -> None:
    server.database.ensure_held()  # another server of the same database would not find the file
    with server.database.read() as connection:
        if len(imports.open_imports_of(connection, actor.id)) >= _MOST_OPEN:
            raise RequestDenied(
                "import-queue",
                f"{_MOST_OPEN} of your uploads are still waiting to be read.",
                unchanged="Nothing was stored.",
                hint="Wait until they're read, or cancel some.",
            )


async def _write(server: Server, path: Path, chunks: AsyncIterator[bytes]) -> int:
    size, largest = 0, server.settings.largest
    try:
        server.worker.staging.require()
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            async for chunk in chunks:
                size += len(chunk)
                if size > largest:
                    raise _too_large(largest)
                await run_in_threadpool(out.write, chunk)
            out.flush()
            await run_in_threadpool(os.fsync, out.fileno())
        await run_in_threadpool(_sync_folder, path.parent)
    except OSError as error:
        raise disk_error(error) from error
    return size


def probe_disk(server: Server) -> None:
    """Check that the staging folder is writable, by writing and deleting a small file.

    Raises:
        StoreError: it isn't.
    """
    path = server.worker.staged(new_id())
    try:
        server.worker.staging.require()
        path.write_bytes(b"\0" * 4096)
    except OSError as error:
        raise disk_error(error) from error
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Sync the folder, so that the file's name survives a power cut too, if the system supports that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _add_import(
    server: Server, actor: Actor, number: str, name: str, size: int, *, confirmed: bool = False, sample: bool = False
) -> Import:
    shown = one_line(name.replace("\\", "/").rsplit("/", 1)[-1])
    source = recognize(server.worker.staged(number), shown)
    shown, kind = shown or source.default_name, source.kind
    with server.database.write() as connection:
        if token_matcher(server.key, imports.suppressed_of(connection, actor.id))(shown):
            shown = source.default_name
        found = imports.add_import(
            connection, number, actor.id, shown, kind, size, server.now(), sample=sample, confirmed=confirmed
        )
    server.worker.wake()
    return found


def queue_local_file(server: Server, actor: Actor, file: Path) -> Import:
    """Queue a copy of a file of this machine for reading.

    Raises:
        OSError: the file can't be read.
        RequestDenied: it is too large, or too many uploads are waiting.
        StoreError: the copy can't be written, or another server is using the database.
    """
    _check_open(server, actor)
    if file.stat().st_size > server.settings.largest:
        raise _too_large(server.settings.largest)
    number = new_id()
    path = server.worker.staged(number)
    try:
        server.worker.staging.require()
        copyfile(file, path)
        path.chmod(0o600)
        return _add_import(server, actor, number, file.name, path.stat().st_size)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def queue_generated_file(server: Server, account: Account, name: str, content: bytes) -> Import:
    """Queue a file that the server wrote for a member.

    Raises:
        RequestDenied: too many uploads of the member are waiting.
        StoreError: it can't be written, or another server is using the database.
    """
    actor = Actor(account, None, frozenset())
    _check_open(server, actor)
    number = new_id()
    path = server.worker.staged(number)
    try:
        server.worker.staging.require()
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
        return _add_import(server, actor, number, name, len(content))
    except OSError as error:
        raise disk_error(error) from error
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def queue_sample(server: Server, actor: Actor) -> Import:
    """Queue an invented seller's archive for reading, as the sample.

    Raises:
        RequestDenied: the member has an archive of their own, or too many uploads are waiting.
        StoreError: the file can't be written, or another server is using the database.
    """
    _check_open(server, actor)
    with server.database.read() as connection:
        own = imports.has_own_archive(connection, actor.id)
    if own:
        raise RequestDenied(
            "import-sample",
            "The sample can't be combined with an archive of your own.",
            unchanged="Your own data are unchanged.",
            hint="Remove your own archives first.",
        )
    number = new_id()
    path = server.worker.staged(number)
    try:
        server.worker.staging.require()
        with TemporaryDirectory(dir=path.parent) as folder:
            made = write_archive(Path(folder), seed=1)
            made.replace(path)
        return _add_import(server, actor, number, made.name, path.stat().st_size, sample=True)
    except OSError as error:
        raise disk_error(error) from error
    except BaseException:
        path.unlink(missing_ok=True)
        raise
