"""The folder in which uploads wait to be read. If its drive is away, they wait until it is back."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from openssi.errors import StoreError

__all__ = ["StagingFolder", "disk_error"]


class StagingFolder:
    """The folder, created when the server starts and never later: it would then be on the wrong drive.

    Raises:
        StoreError: it can't be created.
    """

    def __init__(self, path: Path) -> None:
        try:
            path.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._path = path
            self._mount = _mount_of(path)
        except OSError as error:
            raise disk_error(error) from error

    def require(self) -> None:
        """Check that the folder is there, on the drive that it was on when the server started.

        Raises:
            StoreError: it isn't.
        """
        try:
            if self._path.is_dir() and _mount_of(self._path) == self._mount:
                return
        except OSError as error:
            raise disk_error(error) from error
        raise StoreError(
            "store-unreachable",
            "The server's folder for uploads isn't available.",
            unchanged="Nothing was stored. Earlier uploads that are waiting will be read once it's back.",
            hint="Ask your admin to check that its drive is connected.",
        )


def disk_error(error: OSError) -> StoreError:
    """Return the error for a file that can't be stored."""
    full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    return StoreError(
        "store-full" if full else "store-unreachable",
        f"The file can't be stored: {error.strerror or error}.",
        unchanged="Nothing was stored.",
        hint="Ask your admin to free some space on the server."
        if full
        else "Ask your admin to check the server's disk.",
    )


def _mount_of(path: Path) -> Path:
    """Return where the drive with a path is mounted."""
    path = path.resolve()
    return next((parent for parent in (path, *path.parents) if os.path.ismount(parent)), path)
