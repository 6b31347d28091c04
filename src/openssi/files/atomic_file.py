"""Writes a file whole or not at all: beside its place first, then moved into it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from shutil import copymode
from tempfile import NamedTemporaryFile

__all__ = ["write_atomically"]


def write_atomically(path: Path, text: str) -> None:
    """Write text in UTF-8; whatever ends the process, the path holds the old content or the new one.

    A new file is its owner's alone, since it tells of a person; one that is replaced keeps its permissions.

    Raises:
        OSError: it cannot be written; what was there is untouched.
    """
    beside: Path | None = None
    try:
        with NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=path.parent, prefix=".ssi-", suffix=".part", delete=False
        ) as file:
            beside = Path(file.name)
            file.write(text)
        with suppress(FileNotFoundError):
            copymode(path, beside)
        beside.replace(path)
        beside = None
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)
