"""Hostile and broken zip containers."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from tests.archives import rawzip
from tests.archives.hostile_base import base_files
from tests.archives.writer import zipped

NAME = "Comments.csv"
_PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(500)


def healthy() -> bytes:
    return zipped(base_files())


def _entries(leave_out: str = "") -> list[rawzip.Entry]:
    return [rawzip.entry(name, data) for name, data in base_files().items() if name != leave_out]


def _with(*bad: rawzip.Entry) -> bytes:
    """The healthy archive, with its comments replaced."""
    return rawzip.build([*_entries(NAME), *bad])


def bomb() -> bytes:
    """3 GiB of zeros in 3 MB, with the true size in the headers."""
    packed, crc = rawzip.zeros(3072)
    return _with(rawzip.Entry(NAME.encode(), packed, crc, 3072 << 20, len(packed)))


def overlap() -> bytes:
    """250 files of 8 MiB each that share one piece of 8 kB: nearly 2 GiB."""
    names = [NAME, "Shares.csv", "Reactions.csv", *(f"Jobs/Saved Jobs_{number}.csv" for number in range(247))]
    return rawzip.overlapping(names, 8)


def shared_data() -> bytes:
    """64 names for one and the same entry of 32 MiB: the directory points 64 times to one place."""
    packed, crc = rawzip.zeros(32)
    first = rawzip.Entry(b"Comments.csv", packed, crc, 32 << 20, len(packed), offset=0)
    names = [b"Comments.csv", *(b"Comments_%d.csv" % number for number in range(1, 64))]
    body = rawzip.local_header(first) + packed
    return rawzip.finish(body, [replace(first, name=name) for name in names])


def many_entries() -> bytes:
    """The healthy files and 65,000 empty ones."""
    return rawzip.build([*_entries(), *(rawzip.entry(f"Comments_{number}.csv", b"") for number in range(65_000))])


def _big_comments() -> bytes:
    return base_files()[NAME] + b"\n" * (64 << 20)


def size_told_small() -> bytes:
    """64 MiB that the directory says are 1,000 bytes; the local header has the true size."""
    return _mixed(rawzip.entry(NAME, _big_comments()), 1000)


def _mixed(honest: rawzip.Entry, told: int) -> bytes:
    body = bytearray()
    listed: list[rawzip.Entry] = []
    for one in [*_entries(NAME), honest]:
        listed.append(replace(one, offset=len(body), size=told if one is honest else one.size))
        body += rawzip.local_header(one) + one.packed
    return rawzip.finish(bytes(body), listed)


def size_told_small_twice() -> bytes:
    """The same lie in both headers."""
    return _with(replace(rawzip.entry(NAME, _big_comments()), size=1000))


def size_told_large() -> bytes:
    """A few hundred bytes that are said to be 4 GB."""
    return _with(replace(rawzip.entry(NAME, base_files()[NAME]), size=0xFFFFFFF0))


def wrong_checksum() -> bytes:
    return _with(replace(rawzip.entry(NAME, base_files()[NAME]), crc=0xDEADBEEF))


def encrypted() -> bytes:
    return _with(replace(rawzip.entry(NAME, base_files()[NAME]), flags=0x801))


def unknown_method() -> bytes:
    """Method 99 in both headers (the two bytes after version and flags)."""
    data = _with(rawzip.entry(NAME, base_files()[NAME]))
    found = data.rfind(b"PK\x03\x04", 0, data.find(b"PK\x01\x02"))
    data = data[: found + 8] + b"\x63\x00" + data[found + 10 :]
    found = data.rfind(b"PK\x01\x02")
    return data[: found + 10] + b"\x63\x00" + data[found + 12 :]


def slips() -> list[tuple[str, Callable[[], bytes]]]:
    """Names that lead out of any folder; what they hold would be comments."""
    names = {
        "parent": b"../Comments.csv",
        "deep": b"Jobs/../../../Comments.csv",
        "absolute": b"/tmp-of-nobody/Comments.csv",
        "drive": b"C:/Comments.csv",
        "backslash": b"..\\..\\Comments.csv",
        "network": b"//host/share/Comments.csv",
    }
    return [(kind, _slip(name)) for kind, name in names.items()]


def _slip(name: bytes) -> Callable[[], bytes]:
    return lambda: rawzip.build([*_entries(), rawzip.entry(name, base_files()[NAME])])


def symlink() -> bytes:
    return _with(replace(rawzip.entry(NAME, b"../outside.csv"), attributes=0o120777 << 16))


def duplicates() -> bytes:
    """Two entries named Comments.csv that do not say the same."""
    data = base_files()[NAME]
    first_record = data.index(b"\n") + 1
    return rawzip.build([*_entries(), rawzip.entry(NAME, data[:first_record])])


def no_directory() -> bytes:
    data = healthy()
    return data[: data.find(b"PK\x01\x02")]


def cut() -> bytes:
    data = healthy()
    return data[: len(data) // 3]


def zip64_fine() -> bytes:
    """Small, and still written with the fields of zip64, as some packers do."""
    body = bytearray()
    listed: list[rawzip.Entry] = []
    for one in _entries():
        large = replace(
            one, extra=rawzip.zip64_extra(one.size, one.packed_size), size=0xFFFFFFFF, packed_size=0xFFFFFFFF
        )
        listed.append(replace(large, offset=len(body)))
        body += rawzip.local_header(large) + one.packed
    return bytes(body) + _directory64(listed, len(body), 0)


def _directory64(listed: list[rawzip.Entry], at: int, lie: int) -> bytes:
    directory = b"".join(rawzip.central_header(one) for one in listed)
    return directory + rawzip.end64(len(listed), len(directory), at, at + len(directory) + lie)


def zip64_lost() -> bytes:
    """The locator points far beyond the end of the file."""
    body = bytearray()
    listed: list[rawzip.Entry] = []
    for one in _entries():
        listed.append(replace(one, offset=len(body)))
        body += rawzip.local_header(one) + one.packed
    return bytes(body) + _directory64(listed, len(body), 1 << 40)


def zip64_exabytes() -> bytes:
    honest = rawzip.entry(NAME, base_files()[NAME])
    extra = rawzip.zip64_extra((1 << 63) - 1, honest.packed_size)
    return _with(replace(honest, extra=extra, size=0xFFFFFFFF, packed_size=0xFFFFFFFF))


def noise() -> bytes:
    return random.Random(5).randbytes(4096)


def pdf() -> bytes:
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def photos() -> bytes:
    return zipped({f"Holiday/IMG_{number:04d}.jpg": _PHOTO for number in range(5)})


def no_entries() -> bytes:
    return zipped({})


def zip_in_zip() -> bytes:
    return zipped({"Basic_LinkedInDataExport_11-20-2024.zip": healthy()})


def zip_beside() -> bytes:
    return zipped({**base_files(), "old/Basic_LinkedInDataExport_01-02-2020.zip": healthy()})


def odd_names() -> bytes:
    """Unknown files whose names would paint the terminal, or turn the line around."""
    return zipped(
        {**base_files(), "Red\x1b[31m\x1b]0;owned\x07.csv": b"A,B\n1,2\n", "gnp\u202e\u2066.csv": b"A,B\n1,2\n"}
    )
