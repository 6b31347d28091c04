"""Guard a store's folder: one job at a time, no foreign files, no leftovers, a full disk reported."""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from openssi.errors import InputError, UsageError
from openssi.files.atomic_directory import foreign_directory_error
from openssi.files.lock import release_and_delete, try_lock
from openssi.population.arrays.parquet import ARROW_ERRORS, UNFINISHED
from openssi.population.store.manifest import StoreAbout, damaged_store_error

__all__ = ["check_foreign", "clean", "disk_errors_reported", "locked"]

_LOCK = ".lock"
_OURS = re.compile(
    rf"\.lock|about\.json(\.new)?|(day|connections)-[\d-]+\.parquet(\.\w+\{UNFINISHED})?|(members|older)-\d+"
)


@contextmanager
def locked(store: Path) -> Generator[None]:
    """Lock a store for the block, creating its folder.

    Raises:
        UsageError: the folder can't be created, or another job uses the store.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        lock = try_lock(store / _LOCK)
    except OSError as error:
        raise _unwritable(store, error) from error
    if lock is None:
        raise UsageError(
            "population-busy",
            f"Another job is using the store {store}.",
            unchanged="Nothing was written.",
            hint="Wait until it has finished, or use another store.",
        )
    try:
        yield
    finally:
        release_and_delete(lock)


def check_foreign(store: Path) -> None:
    """Check that a folder contains nothing but a store.

    Raises:
        UsageError: it does.
    """
    if not all(_OURS.fullmatch(path.name) for path in store.iterdir()):
        raise foreign_directory_error(str(store))


def clean(store: Path, about: StoreAbout | None) -> None:
    """Delete what doesn't belong to the store: files of killed runs, and those that were replaced."""
    names = frozenset((_LOCK, *(about.names() if about else ())))
    for path in store.iterdir():
        if path.name not in names and _OURS.fullmatch(path.name):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    for path in store.glob(f"*/*{UNFINISHED}"):
        path.unlink()


@contextmanager
def disk_errors_reported(store: Path, written: Path) -> Generator[None]:
    """Report errors while reading a store and writing a folder, which may be the store.

    Raises:
        InputError: the store is damaged, or the disk is full.
        UsageError: the folder can't be written.
    """
    try:
        yield
    except ARROW_ERRORS as error:
        number = getattr(error, "errno", None)
        if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise InputError(
                "out-full",
                f"There is too little disk space for {written}.",
                unchanged="It is unchanged.",
                hint="Free some space, or choose a folder on another disk.",
            ) from error
        if number in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise _unwritable(written, error) from error
        raise damaged_store_error(store) from error


def _unwritable(folder: Path, error: Exception) -> UsageError:
    reason = getattr(error, "strerror", None) or error
    return UsageError("out-unwritable", f"{folder} can't be written: {reason}.", hint="Choose another folder.")
