"""Small, versioned bytes for what is kept between runs: a heading in clear, then packed JSON; nothing in them is ever executed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from openssi.errors import SnapshotError

__all__ = ["pack", "reading", "unpack"]

_QUICK = 1  # zlib's level: on these columns the best one saves a twentieth and takes five times as long


def pack(what: str, version: int, content: object) -> bytes:
    """Bytes that say what they hold, in which version, and then hold it: whatever JSON can say."""
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return f"openssi {what} {version}\n".encode("ascii") + zlib.compress(text.encode("ascii"), _QUICK)


def unpack(what: str, version: int, data: bytes) -> Any:
    """What `pack` was given; the caller knows its shape, and `reading` tells of another.

    Raises:
        SnapshotError: the bytes are damaged, hold something else, or are of a later version.
    """
    heading, _, packed = data.partition(b"\n")
    words = heading.split(b" ")
    if len(words) != 3 or words[:2] != [b"openssi", what.encode("ascii")] or not words[2].isdigit():
        raise _damaged(what)
    if int(words[2][:9]) != version:
        raise SnapshotError(
            "kept-version",
            f"What was kept ({what}) is of version {int(words[2][:9])}; this program reads version {version}.",
            unchanged="Nothing was changed.",
            hint="Use the version of openssi that wrote it, or a later one.",
        )
    with reading(what):
        inflate = zlib.decompressobj()
        text = inflate.decompress(packed)
        if not inflate.eof or inflate.unused_data:
            raise ValueError(what)
        return json.loads(text)


@contextmanager
def reading(what: str) -> Generator[None]:
    """What does not fit while content is made of it is told as damage."""
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
        f"What was kept ({what}) cannot be read: it is cut short or altered.",
        unchanged="Nothing was changed.",
        hint="Restore a backup, or import the archive again.",
    )
