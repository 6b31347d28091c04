"""Upload an archive to a team server and wait until the server has read it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from openssi.client.team_server import ServerClient, connect, normalize_address
from openssi.errors import ArchiveError, InputError, OpenSSIError, UsageError
from openssi.progress import Progress
from openssi.sources.container import Container, open_container
from openssi.sources.linkedin_archive.catalogue import role_of
from openssi.sources.registry import recognize

__all__ = ["Pushed", "push"]

_IMPORTS = "/api/v1/me/imports"
_SOURCES = "/api/v1/me/sources"
_CHUNK = 1 << 18  # bytes
_TOKEN = re.compile(r"ssi_[\w-]{20,200}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Pushed:
    """A file that a team server received.

    Attributes:
        id: the ID of the import.
        name: the file's name as the server shows it.
        state: "done"; "waiting" or "reading" if `push` did not wait.
        added: whether it added anything; False until it is read, and if the server already had the same file.
        sources: every file that the server has read for the member, as in `ssi score --json`.
        new: how many of its records no earlier upload had. Of a record in two uploads, `sources` has the older one as
            a duplicate.
    """

    id: str
    name: str
    state: str
    added: bool
    sources: tuple[Mapping[str, Any], ...] = ()
    new: int = 0

    @property
    def own_sources(self) -> tuple[Mapping[str, Any], ...]:
        """The sources that are in this file, under their names in it."""
        prefix = f"{self.name}/"
        own = [one for one in self.sources if one["file"] == self.name or str(one["file"]).startswith(prefix)]
        if not own:  # the server prefixes names only if it has read several uploads
            return self.sources
        return tuple([{**one, "file": str(one["file"]).removeprefix(prefix)} for one in own])


def push(
    archive: str | PathLike[str],
    server: str,
    *,
    token: str,
    wait: bool = True,
    progress: Progress | None = None,
    navigator_user: str = "",
) -> Pushed:
    """Upload an archive, an analytics file or a report to a team server.

    Of an unpacked folder only the files that count are sent, of a team's Sales Navigator report only your own rows.
    Uploading a file twice adds nothing, so a broken connection is retried.

    Args:
        archive: the zip from LinkedIn, its unpacked folder, one of its files, an analytics file (.xlsx) or a Sales
            Navigator report (.csv).
        server: its address, such as `https://team.example.org`; `http://` is for this machine only.
        token: a token of your account, with the scopes me:write and, to wait, me:read.
        wait: whether to wait until the server has read it.
        progress: called with the bytes sent so far and the total.
        navigator_user: who you are in a Sales Navigator report about several people: a name, e-mail address or seat.

    Raises:
        ArchiveError: there is no archive at that path.
        InputError: the server cannot be reached, refuses, or cannot read the file.
        UsageError: the address or the token is malformed, or the extra `push` is not installed.
    """
    address = normalize_address(server)
    if not _TOKEN.fullmatch(token):
        raise UsageError(
            "push-token",
            "This isn't a token of a team server.",
            hint="Tokens start with ssi_. Create one on the server, under Account.",
        )
    with _packed(Path(archive), navigator_user) as (file, name), connect(address, token) as connection:
        before = _imported_before(connection) if wait else 0
        answer = connection.ask("POST", _IMPORTS, lambda: _chunks(file, progress), headers=_headers(file, name))
        pushed = _to_pushed(answer)
        return _wait(connection, pushed, before) if wait else pushed


def _imported_before(connection: ServerClient) -> int:
    """Return how many records the server has imported of earlier uploads; 0 if there are none or it doesn't say."""
    with suppress(OpenSSIError):
        return _imported(connection.ask("GET", _SOURCES))
    return 0


def _imported(sources: Sequence[Mapping[str, Any]]) -> int:
    return sum(source["imported"] for source in sources)


@contextmanager
def _packed(path: Path, navigator_user: str) -> Generator[tuple[Path, str]]:
    """Yield the file to send and its name; folders are zipped, and other people's rows are left out."""
    name = path.absolute().name
    rows = recognize(path).own_rows(path, navigator_user)
    if rows is not None:
        with TemporaryDirectory(prefix="ssi-") as folder:  # readable by its owner only
            own = Path(folder) / "own"
            own.write_bytes(rows)
            yield own, name
        return
    with open_container(path) as container:  # check it before it leaves this machine
        if not path.is_dir():
            yield path, name
            return
        with TemporaryDirectory(prefix="ssi-") as folder:  # readable by its owner only
            yield _zipped(container, Path(folder) / "archive.zip"), f"{name}.zip"


def _zipped(container: Container, target: Path) -> Path:
    entries = [entry for entry in container.entries if not entry.refused and role_of(entry.name).role]
    if not entries:
        inner = min((entry.name for entry in container.entries if entry.name.lower().endswith(".zip")), default="")
        raise ArchiveError(
            "archive-foreign",
            f"The folder {container.name} has none of the files of a LinkedIn data archive.",
            unchanged="Nothing was sent.",
            hint=f"Upload the zip inside: {inner}." if inner else "",
        )
    try:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
            for entry in entries:
                with (
                    entry.open() as source,
                    out.open(zipfile.ZipInfo(entry.name), "w", force_zip64=True) as target_file,
                ):
                    copyfileobj(source, target_file, _CHUNK)
    except OSError as error:
        raise InputError(
            "archive-no-access",
            f"Can't pack the folder: {error.strerror or error}.",
            unchanged="Nothing was sent.",
        ) from error
    return target


def _headers(file: Path, name: str) -> dict[str, str]:
    size = str(file.stat().st_size)
    return {"File-Name": quote(name, safe=""), "Content-Type": "application/octet-stream", "Content-Length": size}


def _chunks(file: Path, progress: Progress | None) -> Iterator[bytes]:
    total, sent = file.stat().st_size, 0
    with file.open("rb") as source:
        while chunk := source.read(_CHUNK):
            yield chunk
            sent += len(chunk)
            if progress:
                progress(sent, total)


def _wait(connection: ServerClient, pushed: Pushed, before: int) -> Pushed:
    try:
        answer = connection.poll(f"{_IMPORTS}/{pushed.id}", lambda job: job["state"] not in {"waiting", "reading"})
        if answer["state"] != "done":
            why = answer["error"] or "the import was cancelled."
            raise InputError(
                "push-failed", f"The server couldn't read {pushed.name}: {why}", unchanged="Nothing was stored."
            )
        sources = tuple(connection.ask("GET", _SOURCES))
        return replace(_to_pushed(answer), sources=sources, new=max(0, _imported(sources) - before))
    except OpenSSIError as error:
        if error.code == "push-failed":
            raise
        raise InputError(
            error.code,
            error.message,
            unchanged=f"The server received {pushed.name}; whether it could read it isn't known yet.",
            hint="Check the page Uploads of the server.",
        ) from error


def _to_pushed(answer: Any) -> Pushed:
    return Pushed(str(answer["id"]), str(answer["name"]), str(answer["state"]), bool(answer["added"]))
