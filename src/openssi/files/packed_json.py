"""Encode what is stored between runs: a versioned header line, then compressed JSON. Decoding never runs code."""

from __future__ import annotations

import json
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from openssi.errors import SnapshotError

__all__ = ["pack", "reporting_damage", "unpack"]

_FAST = 1  # zlib's level: on these columns the best level saves a twentieth and takes five times as long


def pack(what: str, version: int, content: object) -> bytes:
    """Encode JSON content under a header that names what it is and its version."""
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return f"openssi {what} {version}\n".encode("ascii") + zlib.compress(text.encode("ascii"), _FAST)


def unpack(what: str, version: int, data: bytes) -> Any:
    """Decode what `pack` encoded. The caller checks the shape of the content within `reporting_damage`.

    Raises:
        SnapshotError: the bytes are damaged, are something else, or have another version.
    """
    header, _, packed = data.partition(b"\n")
    words = header.split(b" ")
    if len(words) != 3 or words[:2] != [b"openssi", what.encode("ascii")] or not words[2].isdigit():
        raise _damaged(what)
    if int(words[2][:9]) != version:
        raise SnapshotError(
            "kept-version",
            f"The stored {what} has version {int(words[2][:9])}; this program reads version {version}.",
            unchanged="Nothing was changed.",
            hint="Use the version of openssi that wrote it, or a newer one.",
        )
    with reporting_damage(what):
        inflate = zlib.decompressobj()
        text = inflate.decompress(packed)
        if not inflate.eof or inflate.unused_data:
            raise ValueError(what)
        return json.loads(text)


@contextmanager
def reporting_damage(what: str) -> Generator[None]:
    """Report content of the wrong shape as damage.

    Raises:
        SnapshotError: the block failed on what it decoded.
    """
    try:
        yield
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        OverflowError,
        RecursionError,
        zlib.error,
    ) as error:
        raise _damaged(what) from error


def _damaged(what: str) -> SnapshotError:
    return SnapshotError(
        "kept-damaged",
        f"The stored {what} cannot be read: it is truncated or altered.",
        unchanged="Nothing was changed.",
        hint="Restore a backup, or import the archive again.",
    )
