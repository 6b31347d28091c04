"""The user's connection to LinkedIn: the token and everything read, in a folder that only the owner can open."""

from __future__ import annotations

import json
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Literal, NamedTuple

from openssi.client.linkedin.transport import ADDRESS
from openssi.errors import InputError, UsageError
from openssi.files.atomic_file import atomic_file, write_atomically
from openssi.files.lock import release_and_delete, try_lock
from openssi.files.user_folders import data_folder
from openssi.snapshots.synced import KEY_FILE, SyncedSnapshot
from openssi.sources.member_statistics.statistics import MemberStatistics

__all__ = ["PRODUCTS", "ConnectionFolder", "ProductId", "StoredToken", "default_folder"]

#: What a connection reads: the account's data, or the statistics of its posts.
ProductId = Literal["portability", "statistics"]
#: By product, the name of its folder and of the command that connects to it.
PRODUCTS: dict[ProductId, str] = {"portability": "linkedin", "statistics": "linkedin-statistics"}

_TOKEN, _LOCK = "token", "lock"
_DATA: dict[ProductId, str] = {"portability": "linkedin.ssi", "statistics": "statistics.ssi"}
_KEY_BYTES = 32
_OWNER_ONLY = 0o700


class StoredToken(NamedTuple):
    """A token, the address of the API, and what the token is for."""

    token: str
    address: str
    product: ProductId


def default_folder(product: ProductId) -> Path:
    """Return the folder of a connection unless another is given.

    Raises:
        UsageError: the user has no home folder.
    """
    return data_folder() / PRODUCTS[product]


@dataclass(frozen=True, slots=True)
class ConnectionFolder:
    """A folder with a token, a key, and what was read."""

    folder: Path

    def data_file(self, product: ProductId) -> Path:
        """Return the file with everything read, which `ssi score` takes."""
        return self.folder / _DATA[product]

    def save_token(self, token: str, address: str = ADDRESS, product: ProductId = "portability") -> None:
        """Store a token, readable only by its owner.

        Raises:
            InputError: it can't be written.
            UsageError: the folder has a connection of another kind.
        """
        if self.is_connected and self.load_token().product != product:
            raise UsageError(
                "linkedin-token",
                f"{self.folder} already has another connection to LinkedIn.",
                unchanged="The token was not stored.",
                hint="Choose another folder with --data.",
            )
        with self._writing():
            self.folder.mkdir(parents=True, exist_ok=True)
            self.folder.chmod(_OWNER_ONLY)
            write_atomically(self.folder / _TOKEN, json.dumps(StoredToken(token, address, product)._asdict()))
            if not (self.folder / KEY_FILE).exists():
                write_atomically(self.folder / KEY_FILE, secrets.token_hex(_KEY_BYTES))

    @property
    def is_connected(self) -> bool:
        """Whether there is a token."""
        return (self.folder / _TOKEN).is_file()

    def load_token(self) -> StoredToken:
        """Return the token.

        Raises:
            UsageError: there is none.
        """
        try:
            content = json.loads((self.folder / _TOKEN).read_text(encoding="utf-8"))
            return StoredToken(content["token"], content["address"], content.get("product", "portability"))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UsageError(
                "linkedin-token",
                "You aren't connected to LinkedIn.",
                hint="Run ssi connect linkedin --token-file FILE first.",
            ) from error

    def key(self) -> bytes:
        """Return the key of the pseudonyms in the data.

        Raises:
            InputError: it can't be read.
        """
        try:
            return bytes.fromhex((self.folder / KEY_FILE).read_text(encoding="ascii"))
        except (OSError, ValueError) as error:
            raise InputError(
                "kept-damaged",
                f"{self.folder / KEY_FILE} is missing or damaged, so what was read from LinkedIn can't be matched.",
                hint="Run ssi connect linkedin --forget, then connect again.",
            ) from error

    def load(self) -> SyncedSnapshot:
        """Return what was read so far.

        Raises:
            SnapshotError: it is damaged or of another version.
        """
        try:
            return SyncedSnapshot.from_bytes(self.data_file("portability").read_bytes())
        except FileNotFoundError:
            return SyncedSnapshot()

    def save(self, data: SyncedSnapshot) -> None:
        """Store what was read: data and progress in one file, so that they always fit.

        Raises:
            InputError: it can't be written.
        """
        self._write("portability", data.to_bytes())

    def save_statistics(self, statistics: MemberStatistics) -> None:
        """Store statistics in place of earlier ones.

        Raises:
            InputError: they can't be written.
        """
        self._write("statistics", statistics.to_bytes())

    def forget(self) -> bool:
        """Delete the token and everything read. Return whether there was anything."""
        existed = self.folder.exists()
        with self._writing():
            rmtree(self.folder, ignore_errors=False) if existed else None
        return existed

    @contextmanager
    def lock(self) -> Generator[None]:
        """Lock the folder, so that no other run reads into it.

        Raises:
            InputError: there is another.
        """
        with self._writing():
            lock = try_lock(self.folder / _LOCK)
        if lock is None:
            raise InputError(
                "linkedin-busy", "Another run is reading from LinkedIn already.", hint="Wait until it has finished."
            )
        try:
            yield
        finally:
            release_and_delete(lock)

    def _write(self, product: ProductId, content: bytes) -> None:
        with self._writing(), atomic_file(self.data_file(product)) as file:
            file.write(content)

    @contextmanager
    def _writing(self) -> Generator[None]:
        try:
            yield
        except OSError as error:
            raise InputError(
                "out-unwritable",
                f"{self.folder} can't be written: {error.strerror or error}.",
                unchanged="Nothing was changed.",
            ) from error
