"""The user's connection to LinkedIn: the token and everything read, in a folder that only the owner can open."""

from __future__ import annotations

import json
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from openssi.client.linkedin.api import ADDRESS
from openssi.errors import InputError, UsageError
from openssi.files.atomic_file import atomic_file, write_atomically
from openssi.files.lock import release_and_delete, try_lock
from openssi.files.user_folders import data_folder
from openssi.snapshots.synced import KEY_FILE, SyncedSnapshot

__all__ = ["Connection", "default_folder"]

_TOKEN, _DATA, _LOCK = "token", "linkedin.ssi", "lock"
_KEY_BYTES = 32
_OWNER_ONLY = 0o700


def default_folder() -> Path:
    """Return the folder of the connection unless another is given.

    Raises:
        UsageError: the user has no home folder.
    """
    return data_folder() / "linkedin"


@dataclass(frozen=True, slots=True)
class Connection:
    """A folder with a token, a key, and what was read."""

    folder: Path

    @property
    def data_file(self) -> Path:
        """The file with everything read, which `ssi score` takes like an archive."""
        return self.folder / _DATA

    def save_token(self, token: str, address: str = ADDRESS) -> None:
        """Store a token, readable only by its owner.

        Raises:
            InputError: it can't be written.
        """
        with self._writing():
            self.folder.mkdir(parents=True, exist_ok=True)
            self.folder.chmod(_OWNER_ONLY)
            write_atomically(self.folder / _TOKEN, json.dumps({"token": token, "address": address}))
            if not (self.folder / KEY_FILE).exists():
                write_atomically(self.folder / KEY_FILE, secrets.token_hex(_KEY_BYTES))

    def load_token(self) -> tuple[str, str]:
        """Return the token and the address of the API.

        Raises:
            UsageError: there is none.
        """
        try:
            content = json.loads((self.folder / _TOKEN).read_text(encoding="utf-8"))
            return content["token"], content["address"]
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
            return SyncedSnapshot.from_bytes(self.data_file.read_bytes())
        except FileNotFoundError:
            return SyncedSnapshot()

    def save(self, data: SyncedSnapshot) -> None:
        """Store what was read: data and progress in one file, so that they always fit.

        Raises:
            InputError: it can't be written.
        """
        with self._writing(), atomic_file(self.data_file) as file:
            file.write(data.to_bytes())

    def forget(self) -> bool:
        """Delete the token and everything read. Return whether there was anything."""
        existed = self.folder.exists()
        with self._writing():
            rmtree(self.folder, ignore_errors=False) if existed else None
        return existed

    @contextmanager
    def lock(self) -> Generator[None]:
        """Be the only run that reads into this folder.

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
