"""Holds a database or a folder for one process; the system lets go when the process ends, however it ends."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from openssi.errors import StoreError

__all__ = ["InstanceLock", "lock_database", "lock_file"]

_LOCK = 0x6F70656E737369  # "openssi"; such locks are a database's own
#: A connection that was made anew in place of a broken one answers, but holds nothing.
_MINE = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid()"


@dataclass(frozen=True, slots=True)
class InstanceLock:
    """Something held: what lets go of it, and whether it is held still."""

    let_go: Callable[[], None]
    is_held: Callable[[], bool]


def lock_file(path: Path) -> InstanceLock:
    """Hold a file or folder by a lock file beside it, for as long as this process lives.

    Where the system has no such locks (Windows), nothing is held.

    Raises:
        StoreError: another process holds it, or the lock file cannot be made.
    """
    beside = path.with_name(f"{path.name}.lock")
    try:
        handle = os.open(beside, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise StoreError("store-unreachable", f"{beside} cannot be made: {error.strerror or error}.") from error
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise _running() from error
    except (ImportError, OSError):
        pass
    return InstanceLock(lambda: os.close(handle), lambda: True)


def lock_database(engine: Engine) -> InstanceLock:
    """Hold a PostgreSQL database as long as a connection lives: its restart, or an administrator, ends that.

    Raises:
        StoreError: another process holds it.
    """
    connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    if not connection.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": _LOCK}).scalar_one():
        connection.close()
        raise _running()

    def let_go() -> None:
        with suppress(Exception):  # the database may have gone before us
            connection.execute(
                text("SELECT pg_advisory_unlock(:lock)"), {"lock": _LOCK}
            )  # at once, whenever the connection ends
        with suppress(Exception):
            connection.invalidate()
        connection.close()

    def is_held() -> bool:
        try:
            return connection.execute(text(_MINE)).scalar_one() > 0
        except SQLAlchemyError:
            return False

    return InstanceLock(let_go, is_held)


def _running() -> StoreError:
    return StoreError(
        "server-running",
        "Another server works on the same database.",
        unchanged="Nothing was changed.",
        hint="Stop it first, or name another place: --data FOLDER.",
    )
