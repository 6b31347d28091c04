"""Messages between a sandbox and the process that started it: JSON and blocks of bytes.

Nothing in them is ever executed.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from typing import IO, Any, NamedTuple

__all__ = ["Message", "receive", "send"]

_LENGTH = struct.Struct(">I")


class Message(NamedTuple):
    """What one message holds: JSON, and blocks of bytes that need not be text."""

    data: dict[str, Any]
    blobs: list[bytes]


def send(stream: IO[bytes], data: dict[str, Any], blobs: Sequence[bytes] = ()) -> None:
    """Write one message."""
    text = json.dumps([data, [len(blob) for blob in blobs]]).encode("ascii")
    stream.write(_LENGTH.pack(len(text)))
    stream.write(text)
    for blob in blobs:
        stream.write(blob)
    stream.flush()


def receive(stream: IO[bytes], largest: int) -> Message | None:
    """Read one message; None at the end of the stream.

    Raises:
        ValueError: it is cut short, malformed, or has more than `largest` bytes.
    """
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    try:
        (length,) = _LENGTH.unpack(head)
        data, lengths = json.loads(_read(stream, length, largest))
        if not isinstance(data, dict) or not all(isinstance(size, int) and size >= 0 for size in lengths):
            raise ValueError("a message is malformed")
    except (struct.error, TypeError, RecursionError) as error:
        raise ValueError("a message is malformed") from error
    largest -= length
    blobs: list[bytes] = []
    for size in lengths:
        blobs.append(_read(stream, size, largest))
        largest -= size
    return Message(data, blobs)  # pyright: ignore[reportUnknownArgumentType] (any JSON object)


def _read(stream: IO[bytes], length: int, largest: int) -> bytes:
    if length > largest:
        raise ValueError("a message is too large")
    data = stream.read(length)
    if len(data) < length:
        raise ValueError("a message is cut short")
    return data
