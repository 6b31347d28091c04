"""One call hands an archive to a team server and waits until it is read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from openssi.client.team_server import Connection, checked_address, connect
from openssi.errors import ArchiveError, InputError, OpenSSIError, UsageError
from openssi.sources.container import Container, open_container
from openssi.sources.linkedin_archive.catalogue import role_of
from openssi.sources.protocol import Progress

__all__ = ["Pushed", "push"]

_IMPORTS = "/api/v1/me/imports"
_PIECE = 1 << 18
_TOKEN = re.compile(r"ssi_[\w-]{20,200}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Pushed:
    """A file that a team server has.

    Attributes:
        id: the import's number.
        name: the file's name as the server shows it.
        state: "waiting" or "reading" if it was not waited for, else "done".
        added: whether it is kept; False as long as it is not read, and if the server had the very same already.
        sources: of each file that the server has read of the member, what became of its records, as in `ssi score --json`.
    """

    id: str
    name: str
    state: str
    added: bool
    sources: tuple[Mapping[str, Any], ...] = ()


def push(
    archive: str | PathLike[str], server: str, *, token: str, wait: bool = True, progress: Progress | None = None
) -> Pushed:
    """Hand an archive or an analytics workbook to a team server.

    Of an unpacked folder only the files that count are sent. Sending the same again adds nothing, so that a broken connection
    is tried again.

    Args:
        archive: the zip that LinkedIn sent, its unpacked folder, or an analytics workbook (.xlsx).
        server: its address, `https://team.example.org`; `http://` only on this machine.
        token: a token of the account, with the scopes me:write and (to wait) me:read.
        wait: whether to wait until the server has read it.
        progress: called with the bytes sent so far and in all.

    Raises:
        ArchiveError: there is no archive at that path.
        InputError: the server cannot be reached, refuses, or cannot read the file.
        UsageError: the address or the token cannot be one, or packages are missing (the extra `push`).
    """
    address = checked_address(server)
    if not _TOKEN.fullmatch(token):
        raise UsageError(
            "push-token", "That is no token.", hint="It begins with ssi_; make one on the server under Account."
        )
    with _packed(Path(archive)) as (file, name), connect(address, token) as connection:
        told = connection.ask("POST", _IMPORTS, lambda: _pieces(file, progress), headers=_headers(file, name))
        pushed = _pushed(told)
        return _waited(connection, pushed) if wait else pushed


@contextmanager
def _packed(path: Path) -> Generator[tuple[Path, str]]:
    """A file to send and its name: the one given, or a folder as a zip that is gone afterwards."""
    name = path.absolute().name
    with open_container(path) as container:  # check it before it leaves this machine
        if not path.is_dir():
            yield path, name
            return
        with TemporaryDirectory(prefix="ssi-") as folder:  # its owner's alone
            yield _zipped(container, Path(folder) / "archive.zip"), f"{name}.zip"


def _zipped(container: Container, target: Path) -> Path:
    entries = [entry for entry in container.entries if not entry.refused and role_of(entry.name).role]
    if not entries:
        raise ArchiveError(
            "archive-foreign",
            f"The folder {container.name} holds none of the files of a LinkedIn data archive.",
            unchanged="Nothing was sent.",
        )
    try:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
            for entry in entries:
                with (
                    entry.open() as source,
                    out.open(zipfile.ZipInfo(entry.name), "w", force_zip64=True) as target_file,
                ):
                    copyfileobj(source, target_file, _PIECE)
    except OSError as error:
        raise InputError(
            "archive-no-access",
            f"The folder cannot be packed: {error.strerror or error}.",
            unchanged="Nothing was sent.",
        ) from error
    return target


def _headers(file: Path, name: str) -> dict[str, str]:
    size = str(file.stat().st_size)
    return {"File-Name": quote(name, safe=""), "Content-Type": "application/octet-stream", "Content-Length": size}


def _pieces(file: Path, progress: Progress | None) -> Iterator[bytes]:
    total, done = file.stat().st_size, 0
    with file.open("rb") as source:
        while piece := source.read(_PIECE):
            yield piece
            done += len(piece)
            if progress:
                progress(done, total)


def _waited(connection: Connection, pushed: Pushed) -> Pushed:
    try:
        told = connection.watch(f"{_IMPORTS}/{pushed.id}", lambda one: one["state"] not in {"waiting", "reading"})
        if told["state"] != "done":
            why = told["error"] or "it was cancelled."
            raise InputError(
                "push-failed", f"The server did not read {pushed.name}: {why}", unchanged="Nothing of it was kept."
            )
        return replace(_pushed(told), sources=tuple(connection.ask("GET", "/api/v1/me/sources")))
    except OpenSSIError as error:
        if error.code == "push-failed":
            raise
        raise InputError(
            error.code,
            error.message,
            unchanged=f"The server has {pushed.name} and reads it.",
            hint="Look at its page of imports.",
        ) from error


def _pushed(told: Any) -> Pushed:
    return Pushed(str(told["id"]), str(told["name"]), str(told["state"]), bool(told["added"]))
