"""Lock a path for one process; the operating system releases the lock when the process ends, even if it is killed."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from openssi.errors import StoreError

if TYPE_CHECKING:
    from filelock import BaseFileLock

__all__ = ["InstanceLock", "lock_instance", "release_and_delete", "server_running_error", "try_lock", "wait_for_lock"]

_OWNER_ONLY = 0o600


class InstanceLock(Protocol):
    """The right of one process to be the only server of a database or a folder."""

    def ensure_held(self) -> bool:
        """Acquire the lock again if it was lost. Return whether it was."""
        ...

    def release(self) -> None:
        """Let another process acquire the lock."""
        ...


def lock_instance(path: Path) -> InstanceLock:
    """Lock a database file or a folder until the lock is released or this process ends.

    Raises:
        StoreError: another process has the lock, or the lock file next to `path` cannot be created.
    """
    file = path.with_name(f"{path.name}.lock")
    try:
        lock = try_lock(file)
    except OSError as error:
        raise StoreError("store-unreachable", f"{file} cannot be created: {error.strerror or error}.") from error
    if lock is None:
        raise server_running_error()
    return _FileInstanceLock(lock)


def server_running_error() -> StoreError:
    """Return the error for a database that another server is using."""
    return StoreError(
        "server-running",
        "Another server is using this database.",
        unchanged="Nothing was changed.",
        hint="Stop that server, or choose another folder with --data.",
    )


def try_lock(file: Path) -> BaseFileLock | None:
    """Create the lock file and lock it, or return None if it is locked already.

    Raises:
        OSError: the lock file cannot be created.
    """
    from filelock import Timeout

    lock = _lock(file)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return None
    return lock


@contextmanager
def wait_for_lock(file: Path) -> Generator[None]:
    """Lock the lock file for the block, waiting while another process has it locked; delete it afterwards.

    Raises:
        OSError: the lock file cannot be created.
    """
    lock = _lock(file)
    lock.acquire()
    try:
        yield
    finally:
        release_and_delete(lock)


def release_and_delete(lock: BaseFileLock) -> None:
    """Release a lock and delete its file.

    The file is deleted first: a process that waited for a deleted file notices and tries again. Windows cannot
    delete an open file, so there it is deleted last, unless a process that waits has it open.
    """
    file = Path(lock.lock_file)
    if os.name != "nt":
        file.unlink(missing_ok=True)
    lock.release()
    if os.name == "nt":
        with suppress(PermissionError):
            file.unlink(missing_ok=True)


def _lock(file: Path) -> BaseFileLock:
    from filelock import FileLock

    # A lock per thread, the default, could be released only by the thread that acquired it.
    return FileLock(file, mode=_OWNER_ONLY, thread_local=False)


@dataclass(frozen=True, slots=True)
class _FileInstanceLock:
    lock: BaseFileLock

    def ensure_held(self) -> bool:
        return False  # a file lock lasts as long as the process

    def release(self) -> None:
        self.lock.release()
