"""One call hands an archive to a team server, as a browser would, and tells what became of it."""

from __future__ import annotations

import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from openssi.errors import ArchiveError, InputFault, UsageFault
from openssi.sources.archive import Progress

if TYPE_CHECKING:
    import httpx2

__all__ = ["Pushed", "push"]

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_PIECE = 1 << 18
_PATIENCE = 60.0  # seconds for one answer
_TRIES = 4
_AGAIN = frozenset({429, 502, 503, 504})
_OPEN = frozenset({"waiting", "reading"})
_FIRST_NAP, _LONGEST_NAP = 0.2, 3.0  # seconds between two questions


@dataclass(frozen=True, slots=True)
class Pushed:
    """What became of an archive that was handed over.

    Attributes:
        id: its number on the server.
        name: its name there.
        state: waiting, reading, done, failed or cancelled.
        added: whether it told anything new.
        error: why it failed, in words; empty if it did not.
    """

    id: str
    name: str
    state: str
    added: bool
    error: str


def push(path: str | PathLike[str], server: str, token: str, *, wait: bool = True, progress: Progress | None = None) -> Pushed:
    """Upload an archive (a zip or an unpacked folder) or an analytics workbook to a team server.

    Args:
        path: the file or folder.
        server: the server's address, as https://ssi.example.org; without TLS only on this machine.
        token: a token with the scope me:write, and me:read to wait.
        wait: whether to wait until it was read.
        progress: called with the bytes sent so far and in all.

    Raises:
        ArchiveError: there is no such file, or it may not be read.
        InputFault: the server cannot be reached, or refuses; its own words are told.
        UsageFault: the address or the token cannot be one, or the packages are not installed.
    """
    try:
        import httpx2
    except ModuleNotFoundError as error:
        raise UsageFault(
            "server-missing", "The packages that upload are not installed.", hint="Install them: pip install 'openssi[push]'."
        ) from error
    address, secret = _checked(server), token.strip()
    if not secret.isascii() or not secret.startswith("ssi_"):
        raise UsageFault("push-token", "That is no token of a team server.", hint="Make one on the server's page Account.")
    headers = {"Authorization": f"Bearer {secret}", "Accept": "application/json"}
    # No redirect is followed: the token is for this server alone.
    with (
        _as_file(Path(path)) as file,
        httpx2.Client(base_url=address, headers=headers, timeout=_PATIENCE, trust_env=False) as client,
    ):
        found = _sent(client, file, progress)
        nap = _FIRST_NAP
        while wait and found.state in _OPEN:
            Event().wait(nap)
            nap = min(_LONGEST_NAP, nap * 1.5)
            found = _told(_asked(client, partial(client.get, f"/api/v1/me/imports/{found.id}")))
    return found


def _checked(server: str) -> str:
    parts = urlsplit(server)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise UsageFault("push-address", "That is no address of a server.", hint="Write it as https://ssi.example.org.")
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise UsageFault(
            "push-address",
            "Without TLS everybody on the way could read your token and your archive.",
            kept="Nothing was sent.",
            hint="Use https://; http:// is for a server on this machine.",
        )
    return server.rstrip("/")


@contextmanager
def _as_file(path: Path) -> Generator[Path]:
    """The file itself; an unpacked folder as a zip that only its owner can read, and that is gone afterwards."""
    try:
        if not path.is_dir():
            with path.open("rb"):
                yield path
            return
        with TemporaryDirectory(prefix="ssi-push-") as folder:
            packed = Path(folder) / f"{path.absolute().name}.zip"
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                for file in sorted(path.rglob("*")):
                    if file.is_file() and not file.is_symlink():
                        archive.write(file, file.relative_to(path).as_posix())
            yield packed
    except FileNotFoundError as error:
        raise ArchiveError("archive-not-found", f"There is no file or folder {str(path)!r}.") from error
    except OSError as error:
        raise ArchiveError("archive-no-access", f"{path.name} cannot be read: {error.strerror or error}.") from error


def _sent(client: httpx2.Client, file: Path, progress: Progress | None) -> Pushed:
    size = file.stat().st_size
    headers = {"File-Name": quote(file.name), "Content-Length": str(size), "Content-Type": "application/octet-stream"}
    return _told(_asked(client, lambda: client.post("/api/v1/me/imports", content=_pieces(file, size, progress), headers=headers)))


def _pieces(file: Path, size: int, progress: Progress | None) -> Iterator[bytes]:
    done = 0
    with file.open("rb") as content:
        while piece := content.read(_PIECE):
            yield piece
            done += len(piece)
            if progress:
                progress(done, size)


class _Busy(Exception):
    """The server asks to try again later."""


def _asked(client: httpx2.Client, ask: Any) -> dict[str, Any]:
    """The answer, after some tries if the server cannot be reached or is busy."""
    import httpx2
    import stamina

    answer: httpx2.Response | None = None
    try:
        for attempt in stamina.retry_context(on=(httpx2.TransportError, _Busy), attempts=_TRIES, wait_max=timedelta(seconds=20)):
            with attempt:
                answer = ask()
                if answer is not None and answer.status_code in _AGAIN:
                    raise _Busy
    except httpx2.TransportError as error:
        raise InputFault(
            "push-server", f"{client.base_url.host} cannot be reached.", kept="Nothing is known to have arrived.", hint="Try again."
        ) from error
    except _Busy:
        pass
    return _read(answer)


def _read(answer: httpx2.Response | None) -> dict[str, Any]:
    """The object of an answer; what the server refuses, in its own words."""
    if answer is None:
        raise InputFault("push-server", "The server gave no answer.")
    try:
        told: Any = answer.json()
    except ValueError:
        told = None
    if answer.is_success and isinstance(told, dict):
        return told  # pyright: ignore[reportUnknownVariableType] (an object of JSON)
    words = " ".join(str(told.get(key, "")) for key in ("detail", "kept", "hint")) if isinstance(told, dict) else ""  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
    raise InputFault("push-server", f"The server refused ({answer.status_code}): {words.strip() or 'it is no team server'}")


def _told(found: dict[str, Any]) -> Pushed:
    try:
        return Pushed(*(found[name] for name in ("id", "name", "state", "added", "error")))
    except KeyError as error:
        raise InputFault("push-server", "The server answered in a way that this version does not know.") from error
