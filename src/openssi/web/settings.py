"""What a server is told when it starts."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openssi.errors import StoreError
from openssi.files.user_folders import data_folder

__all__ = ["Settings", "default_address", "default_folder", "read_key"]

_LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})


def _clock() -> int:
    return int(time.time())


def default_folder() -> Path:
    """Where a server keeps its files unless told otherwise."""
    return data_folder() / "server"


def default_address(folder: Path) -> str:
    """The address of the embedded database in a folder."""
    return f"sqlite:///{folder.absolute() / 'ssi.db'}"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a server is told when it starts.

    Attributes:
        folder: where the key, uploads that wait and, by default, the database lie.
        address: the address of the database.
        hosts: the names under which requests may come, without ports.
        secure: whether a proxy in front speaks TLS: cookies then travel over TLS alone.
        benchmarks: a folder that `ssi population score` wrote; None for none.
        largest: bytes of an upload at most.
        clock: seconds since 1970-01-01 UTC; tests put their own here.
    """

    folder: Path
    address: str
    hosts: frozenset[str] = _LOCAL_HOSTS
    secure: bool = False
    benchmarks: Path | None = None
    largest: int = 500_000_000
    clock: Callable[[], int] = _clock

    @property
    def staging(self) -> Path:
        """Where uploads wait to be read."""
        return self.folder / "uploads"


def read_key(folder: Path) -> bytes:
    """The secret of this server under which people are hashed; made on the first start, readable by its owner alone.

    Raises:
        StoreError: it can neither be read nor made, or is no key.
    """
    file = folder / "key"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = secrets.token_hex(32).encode()
        try:
            descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            text = file.read_bytes()
        else:
            text = made
            with os.fdopen(descriptor, "wb") as out:
                out.write(text)
                out.flush()
                os.fsync(out.fileno())
    except OSError as error:
        raise StoreError("store-unreachable", f"{file} cannot be read or made: {error.strerror or error}.") from error
    try:
        key = bytes.fromhex(text.decode())
    except ValueError:
        key = b""
    if len(key) != 32:
        raise StoreError(
            "store-damaged",
            f"{file} is not the key that a server makes.",
            hint="Put it back from a backup: archives are matched by it.",
        )
    return key
