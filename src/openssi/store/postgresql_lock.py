"""Lock a PostgreSQL database for one server, for as long as the server lives."""

from __future__ import annotations

from contextlib import suppress
from threading import Lock

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from openssi.files.lock import InstanceLock, server_running_error

__all__ = ["lock_database"]

_ID = 0x6F70656E737369  # "openssi"; advisory locks are per database
#: A connection that replaced a broken one works, but has no locks.
_COUNT_OURS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid()"


def lock_database(engine: Engine) -> InstanceLock:
    """Take the advisory lock of a PostgreSQL database.

    The lock ends with its connection, which an administrator or a restart of the database can close.

    Raises:
        StoreError: another process has the lock.
        SQLAlchemyError: the database cannot be reached.
    """
    return _AdvisoryLock(engine)


class _AdvisoryLock:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._checking = Lock()
        self._connection = self._acquire()

    def ensure_held(self) -> bool:
        with self._checking:
            if _has_lock(self._connection):
                return False
            lost, self._connection = self._connection, self._acquire()
        _release(lost)
        return True

    def release(self) -> None:
        _release(self._connection)

    def _acquire(self) -> Connection:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if not connection.execute(text("SELECT pg_try_advisory_lock(:id)"), {"id": _ID}).scalar_one():
            connection.close()
            raise server_running_error()
        return connection


def _has_lock(connection: Connection) -> bool:
    try:
        return connection.execute(text(_COUNT_OURS)).scalar_one() > 0
    except SQLAlchemyError:
        return False


def _release(connection: Connection) -> None:
    with suppress(Exception):  # the database may have stopped before us
        # Explicitly, since the pool may keep the connection open.
        connection.execute(text("SELECT pg_advisory_unlock(:id)"), {"id": _ID})
    with suppress(Exception):
        connection.invalidate()
    connection.close()
