"""Write a file atomically: into a temporary file in the same folder, which then replaces it or becomes it."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copymode
from tempfile import NamedTemporaryFile
from typing import IO

__all__ = ["atomic_file", "create_atomically", "delete_leftovers", "write_atomically"]

_SUFFIX = ".part"
_ABANDONED = 3_600  # seconds since anything was written to it


@contextmanager
def atomic_file(path: Path, *, prefix: str = ".ssi-") -> Generator[IO[bytes]]:
    """Yield a temporary file that replaces `path` when the block ends, and is deleted if the block fails.

    The temporary file's name begins with `prefix`, and only the owner can read it. It is on the disk before it replaces
    the old one, so even a power cut leaves the old content or the new one.

    Raises:
        OSError: the file cannot be written; `path` is unchanged.
    """
    temporary: Path | None = None
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=prefix, suffix=_SUFFIX, delete=False) as file:
            temporary = Path(file.name)
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        temporary = None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def delete_leftovers(path: Path, prefix: str) -> None:
    """Delete temporary files of writers that were killed, next to a file that was just written by the same prefix."""
    with suppress(OSError):
        latest = path.stat().st_mtime - _ABANDONED
        for leftover in path.parent.glob(f"{prefix}*{_SUFFIX}"):
            if leftover.stat().st_mtime < latest:
                leftover.unlink()


def create_atomically(path: Path, content: bytes, *, prefix: str = ".ssi-") -> bool:
    """Create a file that only its owner can read; however the process ends, it has all of `content` or does not exist.

    Return whether it was created: a file that exists already stays as it is.

    Raises:
        OSError: the file cannot be created.
    """
    if path.exists():
        return False
    temporary: Path | None = None
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=prefix, suffix=_SUFFIX, delete=False) as file:
            temporary = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return _link(temporary, path)
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _link(temporary: Path, path: Path) -> bool:
    """Give a file a second name unless another file has it."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links, such as FAT
        if path.exists():
            return False
        temporary.rename(path)
    return True


def write_atomically(path: Path, text: str) -> None:
    """Write text in UTF-8; however the process ends, `path` has the old content or the new one.

    Only the owner can read a new file, since it is about a person; a file that is replaced keeps its permissions.

    Raises:
        OSError: the file cannot be written; `path` is unchanged.
    """
    with atomic_file(path) as file:
        file.write(text.encode("utf-8"))
        with suppress(FileNotFoundError):
            copymode(path, file.name)
