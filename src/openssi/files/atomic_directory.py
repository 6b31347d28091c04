"""Puts a folder in place as a whole: written beside, then exchanged, so that a kill leaves the old one or the new one."""

from __future__ import annotations

import ctypes
import os
import re
import secrets
import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from openssi.errors import UsageError

__all__ = ["ABOUT", "atomic_directory", "foreign", "is_ours"]

#: The file that says of a folder that we wrote it; without it a folder that holds anything is never replaced.
ABOUT = "about.json"

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fs.h


@contextmanager
def atomic_directory(out: Path) -> Generator[Path]:
    """A new folder beside `out` to write into; it takes the place of `out` when the block ends, or goes if the block fails.

    Linux exchanges the two folders in one step. Where it cannot, the old one steps aside first, and a kill between the two steps
    leaves it beside: the next run puts it back. What killed runs left half-written is swept away.

    Raises:
        UsageError: `out` cannot be written, or holds something that we did not write.
    """
    out = out.resolve()
    _refuse_foreign(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _recover(out)
        beside = out.parent / f".{out.name}.{secrets.token_hex(4)}.new"
        beside.mkdir()
    except OSError as error:
        raise _unwritable(out, error) from error
    lock = _lock(beside)
    try:
        yield beside
        _exchange(beside, out)
    except OSError as error:
        raise _unwritable(out, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _refuse_foreign(out: Path) -> None:
    """Replacing a folder deletes what it holds: only an empty one, or one of ours."""
    if not out.exists():
        return
    about = out / ABOUT
    ours = out.is_dir() and (_wrote(about) if about.is_file() else not any(out.iterdir()))
    if not ours:
        raise foreign(str(out))


def _wrote(about: Path) -> bool:
    return is_ours(about.read_text(encoding="utf-8", errors="replace"))


def is_ours(about: str) -> bool:
    """Whether the text of a folder's `ABOUT` is one that we wrote; others have files of that name too."""
    return '"openssi"' in about


def foreign(out: str) -> UsageError:
    """What is there was not written by us and stays."""
    return UsageError(
        "out-foreign",
        f"{out} is there and was not written by ssi.",
        unchanged="Nothing was touched.",
        hint="Choose a new folder, or an earlier result to replace.",
    )


def _recover(out: Path) -> None:
    """Put back what stepped aside, and sweep what no living process holds."""
    ours = re.compile(rf"\.{re.escape(out.name)}\.[0-9a-f]{{8}}\.(new|old)")
    for left in [path for path in out.parent.iterdir() if ours.fullmatch(path.name)]:
        lock = _lock(left)
        if lock is None:
            continue  # another run is at it
        if left.suffix == ".old" and not out.exists():
            left.rename(out)
        else:
            shutil.rmtree(left, ignore_errors=True)
        os.close(lock)


def _lock(folder: Path) -> int | None:
    """Hold a folder for as long as this process lives; None if another holds it, or the system has no such locks."""
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _exchange(beside: Path, out: Path) -> None:
    """`beside` becomes `out`; what was there is then at `beside`."""
    if not out.exists():
        beside.rename(out)
    elif not _exchanged(beside, out):
        old = beside.with_suffix(".old")
        out.rename(old)
        try:
            beside.rename(out)
        except OSError:
            old.rename(out)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the system exchanged two folders in one step."""
    if sys.platform != "linux":
        return False
    with suppress(AttributeError):  # a C library without it
        call = ctypes.CDLL(None, use_errno=True).renameat2
        return call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0
    return False


def _unwritable(out: Path, error: OSError) -> UsageError:
    return UsageError(
        "out-unwritable",
        f"{out} cannot be written: {error.strerror or error}.",
        hint="Choose another place with --out.",
    )
