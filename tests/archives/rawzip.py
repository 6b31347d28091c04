"""Builds zip files byte by byte, so that every field of them can lie."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

DEFLATED = 8
_DATE = 0x5821  # 1 January 2024
_LARGE = 0xFFFFFFFF


@dataclass(frozen=True)
class Entry:
    """One entry as the headers describe it; `packed` is what it really is."""

    name: bytes
    packed: bytes
    crc: int
    size: int  # unpacked, as the headers say
    packed_size: int
    flags: int = 0x800
    attributes: int = 0o100644 << 16
    extra: bytes = b""
    offset: int = -1  # of the local header; -1: where it is


def entry(name: str | bytes, data: bytes) -> Entry:
    """An honest entry."""
    packed = deflate(data)
    raw = name if isinstance(name, bytes) else name.encode()
    return Entry(raw, packed, zlib.crc32(data), len(data), len(packed))


def deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def zeros(mebibytes: int) -> tuple[bytes, int]:
    """A deflate stream of that many MiB of zeros, and their checksum, without ever holding them."""
    block = bytes(1 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    crc = 0
    for _ in range(mebibytes):
        crc = zlib.crc32(block, crc)
    return piece * mebibytes + zlib.compressobj(9, zlib.DEFLATED, -15).flush(), crc


def local_header(one: Entry) -> bytes:
    head = struct.pack(
        "<4sHHHHHIIIHH",
        b"PK\x03\x04",
        20,
        one.flags,
        DEFLATED,
        0,
        _DATE,
        one.crc,
        one.packed_size,
        one.size,
        len(one.name),
        len(one.extra),
    )
    return head + one.name + one.extra


def central_header(one: Entry) -> bytes:
    head = struct.pack(
        "<4sHHHHHHIIIHHHHHII",
        b"PK\x01\x02",
        (3 << 8) | 20,
        20,
        one.flags,
        DEFLATED,
        0,
        _DATE,
        one.crc,
        one.packed_size,
        one.size,
        len(one.name),
        len(one.extra),
        0,
        0,
        0,
        one.attributes,
        one.offset,
    )
    return head + one.name + one.extra


def build(entries: Iterable[Entry]) -> bytes:
    """A zip of these entries, each with the headers that it gives."""
    body = bytearray()
    listed: list[Entry] = []
    for one in entries:
        listed.append(replace(one, offset=len(body)) if one.offset < 0 else one)
        body += local_header(one) + one.packed
    return finish(bytes(body), listed)


def finish(body: bytes, listed: list[Entry]) -> bytes:
    """Adds the list of entries and the end record."""
    directory = b"".join(central_header(one) for one in listed)
    return body + directory + end(len(listed), len(directory), len(body))


def end(count: int, size: int, offset: int) -> bytes:
    return struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, size, offset, 0)


def end64(count: int, size: int, offset: int, at: int) -> bytes:
    """The end record of zip64, its locator (which says that it is at `at`), and the old end record."""
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, at, 1)
    return record + locator + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, _LARGE, _LARGE, 0)


def zip64_extra(size: int, packed_size: int) -> bytes:
    return struct.pack("<HHQQ", 1, 16, size, packed_size)


def overlapping(names: list[str], mebibytes: int) -> bytes:
    """The quoted-overlap bomb: each file quotes the header of the next one and then shares all of its data."""
    packed, crc = zeros(mebibytes)
    content_head = b""  # what the file has before its zeros
    body = b""
    listed: list[Entry] = []
    size = mebibytes << 20
    block = bytes(1 << 20)
    for name in reversed(names):
        if listed:
            quoted = local_header(listed[-1])
            body = struct.pack("<BHH", 0, len(quoted), len(quoted) ^ 0xFFFF) + quoted + body
            content_head = quoted + content_head
            crc = zlib.crc32(content_head)
            for _ in range(mebibytes):
                crc = zlib.crc32(block, crc)
        else:
            body = packed
        listed.append(Entry(name.encode(), b"", crc, len(content_head) + size, len(body)))
    body = local_header(listed[-1]) + body
    return finish(body, _placed(list(reversed(listed))))


def _placed(listed: list[Entry]) -> list[Entry]:
    """Each local header follows the one before it and the five bytes of the block that quotes it."""
    offset = 0
    placed: list[Entry] = []
    for one in listed:
        placed.append(replace(one, offset=offset))
        offset += len(local_header(one)) + 5
    return placed
