"""Open a zip, an unpacked folder or a single file without trusting it: nothing is extracted, sizes are limited."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Generator
from pathlib import Path, PurePath
from typing import IO, BinaryIO, NamedTuple

from openssi.errors import ArchiveError

__all__ = ["READ_ERRORS", "Container", "Entry", "entry_names", "is_folder", "open_container"]

_MAX_ENTRIES = 10_000
_LARGEST_DIRECTORY = 1_500_000  # bytes of a zip's central directory: 10,000 entries with names of a hundred letters
_SPREADSHEETS = (".numbers", ".ods", ".gsheet")  # of other programs; LinkedIn's own are .xlsx
_DEEPEST = 100  # folders; LinkedIn nests two
_LARGEST_MEMBER = 1_000_000_000
_LARGEST_TOTAL = 2_000_000_000
# LinkedIn's files deflate 3:1 to 12:1. A single odd text may reach 1000:1, so a ratio counts only for a large whole.
_RATIO_COUNTS_FROM = 20_000_000
_LARGEST_RATIO = 100

_TOO_LARGE = "larger than 1 GB"

#: What reading a damaged entry can raise.
READ_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)

_UNSAFE = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|[\x00-\x1f\u202a-\u202e\u2066-\u2069]")


class Entry(NamedTuple):
    """A file inside: its name for reports (never a path), its size, how to open it, and why it must not be."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]
    refused: str = ""
    oversized: bool = False


class Container(NamedTuple):
    """An opened zip or folder: its name and its entries. A single file of an archive is its own only entry."""

    name: str
    entries: tuple[Entry, ...]

    @property
    def is_single_file(self) -> bool:
        """Whether it is a single file instead of a zip or a folder."""
        return len(self.entries) == 1 and self.entries[0].name == self.name


@contextlib.contextmanager
def open_container(path: Path, name: str = "") -> Generator[Container]:
    """Open a zip, a folder or a single CSV file; `name` is what it is called if its file has another name.

    Raises:
        ArchiveError: it cannot be read, or the zip is unsafe to open.
    """
    name = name or path.absolute().name or str(path)  # "." has no name
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            yield _folder(path, name)
            return
        if not stat.S_ISREG(mode):
            raise ArchiveError("archive-not-zip", f"{name} is neither a file nor a folder.")
        file = path.open("rb")
    except FileNotFoundError as error:
        raise ArchiveError("archive-not-found", f"There is no file or folder {str(path)!r}.") from error
    except OSError as error:
        raise _no_access(name, error) from error
    except ValueError as error:  # a NUL in the name
        raise ArchiveError("archive-not-found", f"There is no file or folder {str(path)!r}.") from error
    with file:
        if _is_csv(file, name):
            yield Container(name, (_file(path.parent, path)._replace(name=name),))
            return
        if name.lower().endswith(_SPREADSHEETS):
            raise ArchiveError(
                "archive-not-zip",
                f"{name} is a spreadsheet that can't be read.",
                unchanged="Nothing was read from it.",
                hint="Export it as CSV, under the name that LinkedIn gave it, such as Connections.csv.",
            )
        _check_directory(file, name)
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError) as error:
            raise _damaged(name) from error
        with archive:
            yield _zip(archive, name)


def is_folder(path: Path) -> bool:
    """Return whether the path is a folder; False if that can't be found out."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_csv(file: BinaryIO, name: str) -> bool:
    """Return whether its name ends in .csv or .tsv and isn't a zip."""
    magic = file.read(4)
    file.seek(0)
    return not {".csv", ".tsv"}.isdisjoint(PurePath(name.lower()).suffixes) and not magic.startswith(b"PK\x03\x04")


def entry_names(path: Path, name: str = "") -> frozenset[str]:
    """Return the names of the files in a zip or a folder; none if it can't be opened."""
    try:
        with open_container(path, name) as container:
            return frozenset(entry.name for entry in container.entries)
    except ArchiveError:
        return frozenset()


def _no_access(name: str, error: OSError) -> ArchiveError:
    return ArchiveError(
        "archive-no-access",
        f"{name} cannot be read: {error.strerror or error}.",
        hint="Check that you have permission to read it.",
    )


def _damaged(name: str) -> ArchiveError:
    return ArchiveError(
        "archive-damaged",
        f"{name} can't be opened: the zip is incomplete or damaged.",
        unchanged="Nothing was read from it.",
        hint="Download it again; LinkedIn's link works for 72 hours.",
    )


def _unsafe(name: str, what: str) -> ArchiveError:
    return ArchiveError(
        "archive-unsafe",
        f"{name} {what}. LinkedIn's own archives never look like this.",
        unchanged="Nothing was read from it.",
        hint="Use the zip as LinkedIn sent it.",
    )


def _too_many(name: str) -> ArchiveError:
    return _unsafe(name, f"lists more than {_MAX_ENTRIES:,} files")


def _folder(path: Path, name: str) -> Container:
    entries: list[Entry] = []
    try:
        for root, folders, files in os.walk(path, onerror=_raise, followlinks=False):
            folders[:] = sorted(folder for folder in folders if not folder.startswith((".", "__MACOSX")))
            if len(Path(root).parts) - len(path.parts) > _DEEPEST:
                raise _unsafe(name, f"nests folders more than {_DEEPEST} deep")
            for file in sorted(files):
                if len(entries) >= _MAX_ENTRIES:
                    raise _too_many(name)
                entries.append(_file(path, Path(root) / file))
    except OSError as error:
        raise _no_access(name, error) from error
    if not entries:
        raise ArchiveError("archive-empty", f"The folder {name} is empty.")
    return Container(name, tuple(entries))


def _raise(error: OSError) -> None:
    raise error


def _file(root: Path, path: Path) -> Entry:
    status = path.lstat()
    refused = "" if stat.S_ISREG(status.st_mode) else "not a plain file"
    oversized = status.st_size > _LARGEST_MEMBER
    name = path.relative_to(root).as_posix()
    return Entry(name, status.st_size, lambda: path.open("rb"), _TOO_LARGE if oversized else refused, oversized)


def _check_directory(file: BinaryIO, name: str) -> None:
    """Refuse a zip by its directory record, before 65,000 entries are parsed; also a file that isn't a zip."""
    size = file.seek(0, os.SEEK_END)
    if size == 0:
        raise ArchiveError("archive-empty", f"{name} is empty (0 bytes).", hint="Download it again.")
    start = max(0, size - 65_557)  # the longest comment behind the summary, and the summary
    file.seek(start)
    tail = file.read()
    file.seek(0)
    magic = file.read(4)
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        if magic.startswith(b"PK"):
            raise _damaged(name)
        raise ArchiveError(
            "archive-not-zip",
            f"{name} isn't a zip file.",
            hint="Use the zip that LinkedIn sent you (Settings › Data privacy › Get a copy of your data), or the "
            "folder "
            "you unpacked it to.",
        )
    entries, directory = struct.unpack("<HI", tail[at + 10 : at + 16])
    if at >= 20 and tail[at - 20 : at - 16] == b"PK\x06\x07":
        entries, directory = _zip64_summary(file, start + at - 20, struct.unpack("<Q", tail[at - 12 : at - 4])[0], name)
    if entries > _MAX_ENTRIES or directory > _LARGEST_DIRECTORY:
        raise _too_many(name)


def _zip64_summary(file: BinaryIO, locator: int, offset: int, name: str) -> tuple[int, int]:
    """Return the counts of a zip64 record. It must be right before its locator, where Python looks for it."""
    if offset != locator - 56:
        raise _damaged(name)
    file.seek(offset)
    record = file.read(56)
    file.seek(0)
    if len(record) < 56 or not record.startswith(b"PK\x06\x06"):
        raise _damaged(name)
    entries, directory = struct.unpack("<QQ", record[32:48])
    return entries, directory


def _zip(archive: zipfile.ZipFile, name: str) -> Container:
    if len(archive.filelist) > _MAX_ENTRIES:  # the count in the directory record may be wrong
        raise _too_many(name)
    infos = [info for info in archive.infolist() if not info.filename.endswith(("/", "\\"))]
    if not infos:
        raise ArchiveError("archive-empty", f"{name} has no files in it.")
    if any(info.flag_bits & 0x1 for info in infos):
        raise ArchiveError(
            "archive-encrypted",
            f"{name} is encrypted.",
            hint="LinkedIn's archives have no password. Unpack it yourself and use the folder.",
        )
    names = [info.filename for info in infos]
    if len(set(names)) < len(names):
        raise _unsafe(name, "lists the same file twice")
    _check_overlap(infos, name)
    unpacked, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if unpacked > _LARGEST_TOTAL or unpacked > max(_RATIO_COUNTS_FROM, _LARGEST_RATIO * packed):
        raise _unsafe(name, f"unpacks to {unpacked / 1e6:,.0f} MB from {packed / 1e6:,.1f} MB")
    return Container(name, tuple(_entry(archive, info) for info in infos))


def _check_overlap(infos: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse entries that overlap: a zip bomb (CVE-2024-0450) that older interpreters do not detect."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise _unsafe(name, "has files that overlap")
        end = info.header_offset + 30 + _length_of_name(info) + info.compress_size


def _length_of_name(info: zipfile.ZipInfo) -> int:
    """Return the bytes of the name as the zip has it."""
    return len(info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437", "replace"))


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Entry:
    def open_entry() -> IO[bytes]:
        try:
            return archive.open(info)
        except (ValueError, struct.error) as error:
            raise zipfile.BadZipFile("its header is damaged") from error

    oversized = info.file_size > _LARGEST_MEMBER
    name = info.filename.replace("\\", "/")  # PowerShell 5.1 writes backslashes
    return Entry(name, info.file_size, open_entry, _TOO_LARGE if oversized else _refusal(info), oversized)


def _refusal(info: zipfile.ZipInfo) -> str:
    if not info.filename or _UNSAFE.search(info.orig_filename):
        return "a name that leads outside the archive or hides characters"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link, not a file"
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return "packed in a way that LinkedIn does not use"
    return ""
