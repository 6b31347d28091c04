"""Where a server keeps its files, what it allows and how it scores; and its secret key."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from openssi.errors import StoreError
from openssi.files.atomic_file import create_atomically
from openssi.files.user_folders import data_folder
from openssi.model import DEFAULT, Model
from openssi.sandbox import Limits
from openssi.store import server_record
from openssi.store.database import Database
from openssi.web.settings.deliveries import DeliverySettings
from openssi.web.settings.sso import SsoSettings

__all__ = ["Settings", "default_address", "default_folder", "open_key", "read_key"]

_LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})


def _clock() -> int:
    return int(time.time())


def default_folder() -> Path:
    """Return the folder for a server's files unless another is set."""
    return data_folder() / "server"


def default_address(folder: Path) -> str:
    """Return the address of the embedded database in a folder."""
    return f"sqlite:///{folder.absolute() / 'ssi.db'}"


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a server, fixed when it starts.

    Attributes:
        folder: contains the key, waiting uploads and, by default, the database.
        address: the address of the database.
        hosts: host names that requests may use, without ports.
        path: the path below which the server is reached, such as "/ssi"; "" for the root.
        secure: whether a proxy in front speaks TLS; cookies are then sent over TLS only.
        single_sign_on: how members sign in with an identity provider; None for passwords only.
        second_factor: whether everyone who signs in with a password needs an authenticator app too.
        deliveries: over which channels members may have alerts sent; None for none.
        benchmarks: a file of `ssi benchmark export` or a folder of `ssi population score`; None for none.
        model: the published model that scores. After a change, members are rescored from what is stored.
        largest: the largest upload in bytes.
        sandbox: the memory and CPU time that reading an upload, or scoring a member, may take.
        linkedin: the address of LinkedIn's API; tests replace it.
        clock: returns seconds since 1970-01-01 UTC; tests replace it.
    """

    folder: Path
    address: str
    hosts: frozenset[str] = _LOCAL_HOSTS
    path: str = ""
    secure: bool = False
    single_sign_on: SsoSettings | None = None
    second_factor: bool = False
    deliveries: DeliverySettings | None = None
    benchmarks: Path | None = None
    model: Model = DEFAULT
    largest: int = 500_000_000
    sandbox: Limits = field(default_factory=Limits)
    linkedin: str = "https://api.linkedin.com"
    clock: Callable[[], int] = _clock

    @property
    def staging(self) -> Path:
        """The folder in which uploads wait to be read."""
        return self.folder / "uploads"


def open_key(folder: Path, database: Database) -> bytes:
    """Return the secret key under which a database's people are hashed; create it for a database without pseudonyms.

    Under another key nobody would be recognized: their records would count twice, and erased contacts come back.

    Raises:
        StoreError: the key can be neither read nor created, is malformed, missing, or that of another database.
    """
    with database.write() as connection:
        key = read_key(folder, create=not server_record.needs_key(connection))
        if not server_record.matches_key(connection, key):
            raise _key_error(f"{folder / 'key'} isn't the key of this database.")
    return key


def _key_error(fault: str) -> StoreError:
    return StoreError(
        "store-damaged",
        f"{fault} Without its key, the server can't recognize people in its database.",
        unchanged="Nothing was changed.",
        hint="Put back the file key from a copy of the folder, or restore a backup with ssi restore.",
    )


def read_key(folder: Path, *, create: bool = False) -> bytes:
    """Return the secret key in a folder; if there is none, create it, readable only by its owner.

    Raises:
        StoreError: the key is missing, can be neither read nor created, or is malformed.
    """
    file = folder / "key"
    try:
        if create:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            create_atomically(file, secrets.token_hex(32).encode(), prefix=".ssi-key-")
        text = file.read_bytes()
    except FileNotFoundError as error:
        raise _key_error(f"{file} is missing.") from error
    except OSError as error:
        raise StoreError("store-unreachable", f"{file} can't be read or created: {error.strerror or error}.") from error
    try:
        key = bytes.fromhex(text.decode())
    except ValueError:
        key = b""
    if len(key) != 32:
        raise _key_error(f"{file} is not a valid server key.")
    return key
