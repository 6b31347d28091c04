"""Writes a file whole or not at all: beside its place first, then moved into it."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile

__all__ = ["write_whole"]


def write_whole(path: Path, text: str) -> None:
    """Write text in UTF-8; whatever ends the process, the path holds the old content or the new one.

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
        beside.replace(path)
        beside = None
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)
