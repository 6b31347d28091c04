"""Replace a directory atomically: write a new one in the same parent, then exchange the two."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import secrets
import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from openssi.errors import UsageError
from openssi.files.lock import release_and_delete, try_lock

if TYPE_CHECKING:
    from filelock import BaseFileLock

__all__ = ["ABOUT", "atomic_directory", "foreign_directory_error", "is_ours"]

#: The file that shows that this program wrote a directory. Only such directories, and empty ones, are replaced.
ABOUT = "about.json"

_ATTEMPTS = 100  # to create and lock a file; one may fail when another run starts at that moment

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fs.h


@dataclass(frozen=True, slots=True)
class _Siblings:
    """The paths that one run uses next to the directory that it replaces."""

    new: Path
    old: Path
    lock: Path

    @classmethod
    def of(cls, out: Path, token: str) -> _Siblings:
        return cls(*(out.with_name(f".{out.name}.{token}.{end}") for end in ("new", "old", "lock")))


@contextmanager
def atomic_directory(out: Path) -> Generator[Path]:
    """Yield a new directory that replaces `out` when the block ends, and is deleted if the block fails.

    Linux exchanges the two in one step. Other systems move the old one aside first; if the process is
    killed between the two steps, the next run moves it back. The next run also deletes what killed
    runs left half-written.

    Raises:
        UsageError: `out` cannot be written, or contains files that this program did not write.
    """
    out = out.resolve()
    _check_replaceable(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _recover(out)
        siblings, lock = _acquire(out)
    except OSError as error:
        raise _unwritable(out, error) from error
    try:
        siblings.new.mkdir()
        yield siblings.new
        _replace(out, siblings)
    except OSError as error:
        raise _unwritable(out, error) from error
    finally:
        shutil.rmtree(siblings.new, ignore_errors=True)
        release_and_delete(lock)


def is_ours(about: str) -> bool:
    """Return whether the text of a directory's `ABOUT` is ours; other programs use that name too."""
    return '"openssi"' in about


def foreign_directory_error(out: str) -> UsageError:
    """Return the error for a directory that this program did not write."""
    return UsageError(
        "out-foreign",
        f"{out} exists and was not written by ssi.",
        unchanged="Nothing was changed.",
        hint="Choose a new folder, or an earlier result to replace.",
    )


def _check_replaceable(out: Path) -> None:
    if not out.exists():
        return
    about = out / ABOUT
    if not out.is_dir() or not (_is_ours(about) if about.is_file() else _is_empty(out)):
        raise foreign_directory_error(str(out))


def _is_ours(about: Path) -> bool:
    return is_ours(about.read_text(encoding="utf-8", errors="replace"))


def _is_empty(folder: Path) -> bool:
    return not any(folder.iterdir())


def _acquire(out: Path) -> tuple[_Siblings, BaseFileLock]:
    """Lock paths that no other run uses.

    Raises:
        OSError: the lock file cannot be created.
    """
    for _ in range(_ATTEMPTS):
        siblings = _Siblings.of(out, secrets.token_hex(4))
        lock = try_lock(siblings.lock)
        if lock is not None:  # else a run that starts now took our new lock file for one left by a killed run
            return siblings, lock
    raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))  # filelock reports this as a locked file


def _recover(out: Path) -> None:
    """Move back a directory that a killed run had moved aside, and delete what killed runs left."""
    pattern = re.compile(rf"\.{re.escape(out.name)}\.([0-9a-f]{{8}})\.(new|old|lock)")
    tokens = {match[1] for path in out.parent.iterdir() if (match := pattern.fullmatch(path.name))}
    for token in tokens:
        siblings = _Siblings.of(out, token)
        lock = try_lock(siblings.lock)
        if lock is None:
            continue  # its run is still writing
        if siblings.old.exists() and not out.exists():
            siblings.old.rename(out)
        for left in (siblings.old, siblings.new):
            shutil.rmtree(left, ignore_errors=True)
        release_and_delete(lock)


def _replace(out: Path, siblings: _Siblings) -> None:
    """Move the new directory to `out`, and delete the old one unless it was exchanged with the new one."""
    if not out.exists():
        siblings.new.rename(out)
    elif not _exchange(siblings.new, out):
        out.rename(siblings.old)
        try:
            siblings.new.rename(out)
        except OSError:
            siblings.old.rename(out)
            raise
        shutil.rmtree(siblings.old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two directories in one step. Return whether the operating system can."""
    if sys.platform != "linux":
        return False
    with suppress(AttributeError):  # an old C library
        call = ctypes.CDLL(None, use_errno=True).renameat2
        return call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0
    return False


def _unwritable(out: Path, error: OSError) -> UsageError:
    return UsageError(
        "out-unwritable",
        f"{out} cannot be written: {error.strerror or error}.",
        hint="Choose another folder with --out.",
    )
