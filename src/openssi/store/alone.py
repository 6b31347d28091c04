"""Holds a database or a folder for one process; the system lets go when the process ends, however it ends."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine, text

from openssi.errors import StoreError

__all__ = ["hold_connection", "hold_file"]

_LOCK = 0x6F70656E737369  # "openssi"; such locks are a database's own


def hold_file(path: Path) -> Callable[[], None]:
    """Hold a file or folder by a lock file beside it; what lets go of it.

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
    return lambda: os.close(handle)


def hold_connection(engine: Engine) -> Callable[[], None]:
    """Hold a PostgreSQL database as long as a connection lives; what lets go of it.

    Raises:
        StoreError: another process holds it.
    """
    connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    if not connection.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": _LOCK}).scalar_one():
        connection.close()
        raise _running()

    def let_go() -> None:
        with suppress(Exception):  # the database may have gone before us
            connection.invalidate()
        connection.close()

    return let_go


def _running() -> StoreError:
    return StoreError(
        "server-running",
        "Another server works on the same database.",
        kept="Nothing was changed.",
        hint="Stop it first, or name another place: --data FOLDER.",
    )
