"""Open the server's database, SQLite or PostgreSQL, migrate its tables and run transactions on it."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    DisconnectionError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry

from openssi.errors import RequestDenied, StoreError, UsageError, install_hint
from openssi.files.lock import InstanceLock, lock_instance
from openssi.store.postgresql_lock import lock_database
from openssi.store.schema_versions import newest_revision, revision_of, upgrade

__all__ = ["Database", "Transaction", "open_database"]

#: An open transaction; the functions that read and write tables take one.
Transaction = Connection

_WRITER_TIMEOUT = 20  # seconds that one writer waits for another
_OWNER_ONLY = 0o600


class Database:
    """The server's database: transactions to read and to write, and the lock that makes a server its only one.

    Attributes:
        file: the file of an SQLite database; None for PostgreSQL.
    """

    def __init__(self, engine: Engine, file: Path | None = None) -> None:
        self.file = file
        self._engine = engine
        self._lock: InstanceLock | None = None

    def acquire_lock(self) -> None:
        """Become the only server of this database until it is closed or this process ends.

        Raises:
            StoreError: another server is using the database.
        """
        if self._lock is None:
            with _translated_errors():
                self._lock = lock_instance(self.file) if self.file else lock_database(self._engine)

    def ensure_held(self) -> bool:
        """Acquire the lock again if it was lost. Return whether it was.

        Raises:
            StoreError: another server took the lock meanwhile, or the database cannot be reached.
        """
        if self._lock is None:
            return False
        with _translated_errors():
            return self._lock.ensure_held()

    @property
    def has_lock(self) -> bool:
        """Whether this process acquired the lock."""
        return self._lock is not None

    def release_lock(self) -> None:
        """Let another server use the database."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    @property
    def kind(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @contextmanager
    def read(self) -> Generator[Connection]:
        """Open a transaction that sees one state of all tables."""
        with _translated_errors(), self._connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self, *, timeout: float = _WRITER_TIMEOUT) -> Generator[Connection]:
        """Open a transaction to change rows; it is committed when the block ends, and rolled back if the block fails.

        It waits up to `timeout` seconds for another writer.
        """
        options = {"openssi_writes": True, "openssi_timeout": timeout}
        with _translated_errors(), self._connect(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def change_tables(self) -> Generator[Connection]:
        """Open a transaction to create or alter tables; unlike `write`, it also works on an empty database."""
        options: dict[str, Any] = {"openssi_writes": True} if self.kind == "sqlite" else {}
        with _translated_errors(), self._connect(**options) as connection, connection.begin():
            yield connection

    def _connect(self, **options: Any) -> Connection:
        return self._engine.connect().execution_options(**options)

    def probe(self) -> None:
        """Check that the database can be read and written, without changing it.

        Raises:
            StoreError: the database cannot be reached or written.
        """
        with self.write() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = version_num"))

    def vacuum(self) -> bool:
        """Rewrite the tables so that no bytes of deleted rows remain. Return whether SQLite's journal was cleared too.

        The journal cannot be cleared while another connection reads an older state; PostgreSQL's is up to its
        administrator.
        """
        return self._vacuum_sqlite() if self.kind == "sqlite" else self._vacuum_postgresql()

    def _vacuum_sqlite(self) -> bool:
        with _translated_errors(), self._connect(openssi_bare=True) as connection:
            connection.exec_driver_sql("VACUUM")
            return connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0] == 0

    def _vacuum_postgresql(self) -> bool:
        with _translated_errors(), self._connect(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("SET lock_timeout = '5s'")  # do not wait long for a backup that is reading
            try:
                connection.exec_driver_sql("VACUUM FULL")
            finally:
                connection.exec_driver_sql("RESET lock_timeout")
        return True

    def close(self) -> None:
        """Release the lock and close every connection."""
        self.release_lock()
        self._engine.dispose()


def open_database(address: str, *, exclusive: bool = False, migrate: bool = True) -> Database:
    """Open a database and migrate its tables to the newest version.

    Args:
        address: `sqlite:////folder/file.db` or `postgresql://user@host/name`.
        exclusive: whether to open it as its only server (`Database.acquire_lock`).
        migrate: whether to migrate the tables.

    Raises:
        StoreError: it cannot be reached, is damaged, was written by a newer version, or another server is using it.
        UsageError: the address is not valid, or its driver is not installed.
    """
    database = _database(address)
    try:
        if exclusive:
            database.acquire_lock()
        if migrate:
            with _translated_errors():
                _migrate(database)
    except BaseException:
        database.close()
        raise
    return database


def _migrate(database: Database) -> None:
    """Migrate the tables, unless they are up to date; never while another server is using them."""
    with database.read() as connection:
        if revision_of(connection) == newest_revision():
            return
    had_lock = database.has_lock
    database.acquire_lock()
    with database.change_tables() as connection:
        upgrade(connection)
    if not had_lock:
        database.release_lock()


def _database(address: str) -> Database:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise _invalid_address() from error
    if url.drivername == "sqlite":
        return _sqlite(url.database or "")
    if url.drivername in {"postgresql", "postgres"}:
        return Database(_postgresql(url))
    raise _invalid_address()


def _postgresql(url: URL) -> Engine:
    try:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            isolation_level="REPEATABLE READ",
            hide_parameters=True,
        )
    except (ImportError, NoSuchModuleError) as error:
        raise UsageError(
            "database-driver", "The driver for PostgreSQL is not installed.", hint=install_hint("web", "postgres")
        ) from error
    event.listen(engine, "begin", _one_writer)
    return engine


def _one_writer(connection: Connection) -> None:
    """Make writers of PostgreSQL wait for each other, as in SQLite.

    Otherwise the later of two would fail when it commits.

    LOCK TABLE, unlike a locking function, comes before the transaction's snapshot: it sees what the writer before it
    wrote.
    """
    if connection.get_execution_options().get("openssi_writes"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_timeout_ms(connection)}ms'")
        connection.exec_driver_sql("LOCK TABLE team IN SHARE ROW EXCLUSIVE MODE")


def _timeout_ms(connection: Connection) -> int:
    """Return how long a transaction waits for another writer; at least 1, since 0 means no limit in PostgreSQL."""
    return max(1, round(1000 * connection.get_execution_options().get("openssi_timeout", _WRITER_TIMEOUT)))


def _invalid_address() -> UsageError:
    return UsageError(
        "database-address",
        "The database address is not valid.",
        hint="Write sqlite:////folder/file.db or postgresql://user@host/name. "
        "Put the password into ~/.pgpass or PGPASSWORD.",
    )


def _sqlite(path: str) -> Database:
    file = Path(path)
    if not path or path == ":memory:":
        raise _invalid_address()
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, _OWNER_ONLY))
    except OSError as error:
        raise StoreError("store-unreachable", f"{file} cannot be opened: {error.strerror or error}.") from error
    # rw: if the file is gone, connecting fails instead of creating an empty database.
    url = URL.create("sqlite", database=file.absolute().as_uri(), query={"mode": "rw", "uri": "true"})
    engine = create_engine(url, connect_args={"timeout": _WRITER_TIMEOUT}, hide_parameters=True)
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "connect", partial(_note_file, file))
    event.listen(engine, "checkout", partial(_check_file, file))
    event.listen(engine, "begin", _begin_sqlite)
    return Database(engine, file)


def _configure_sqlite(connection: Any, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite
    # FULL: what was acknowledged survives a power cut. secure_delete: deleted rows leave no bytes.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _note_file(file: Path, _: Any, record: ConnectionPoolEntry) -> None:
    record.info["file"] = _identity(file)


def _check_file(file: Path, _: Any, record: ConnectionPoolEntry, __: Any) -> None:
    """Replace a connection to a file that was moved or deleted since: what it writes would be lost."""
    if record.info["file"] != _identity(file):
        raise DisconnectionError("the database file was moved or replaced")


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: two readers that both want to write would find out only when they commit.
    options = connection.get_execution_options()
    if options.get("openssi_writes"):
        connection.exec_driver_sql(f"PRAGMA busy_timeout={_timeout_ms(connection)}")
    if not options.get("openssi_bare"):  # VACUUM cannot run in a transaction
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("openssi_writes") else "BEGIN")


@contextmanager
def _translated_errors() -> Generator[None]:
    """Turn the driver's errors into ours: database busy, full, damaged or unreachable, or an invalid request."""
    try:
        yield
    except PoolTimeout as error:
        raise _busy() from error
    except OperationalError as error:
        raise _fault(error) from error
    except DataError as error:  # PostgreSQL rejects NUL, and texts that are longer than their column
        raise UsageError(
            "request-format",
            "A text is too long or contains an invalid character.",
            unchanged="Nothing was changed.",
        ) from error
    except IntegrityError as error:
        if _state(error) == _MISSING_PARENT or "FOREIGN KEY" in str(error.orig):
            raise RequestDenied(
                "not-found", "The account or team this belongs to no longer exists.", unchanged="Nothing was saved."
            ) from error
        raise
    except DBAPIError as error:
        if _is_damaged(error) or _state(error) in _BUSY | _FULL or error.connection_invalidated:
            raise _fault(error) from error
        raise


#: SQLSTATE codes of PostgreSQL: serialisation failure, deadlock, lock not available; disk or memory full.
_BUSY = frozenset({"40001", "40P01", "55P03"})
_FULL = frozenset({"53000", "53100", "53200"})
#: And of a row whose foreign key points to a row that does not exist.
_MISSING_PARENT = "23503"


def _state(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlstate", None) or "")


def _is_damaged(error: DBAPIError) -> bool:
    return any(words in str(error.orig) for words in ("malformed", "not a database"))


def _busy() -> StoreError:
    return StoreError(
        "store-busy", "The database is busy with another change.", unchanged="Nothing was changed.", hint="Try again."
    )


def _fault(error: DBAPIError) -> StoreError:
    message = str(error.orig)
    if "locked" in message or _state(error) in _BUSY:
        return _busy()
    if "full" in message or "No space" in message or _state(error) in _FULL:
        return StoreError(
            "store-full",
            "The disk is full.",
            unchanged="Nothing was changed.",
            hint="Ask the person who runs the server to free some space, then try again.",
        )
    if _is_damaged(error):
        return StoreError(
            "store-damaged",
            "The database file is damaged.",
            unchanged="The file was not changed.",
            hint="Restore a backup into a new database: ssi restore BACKUP --database ….",
        )
    return StoreError(
        "store-unreachable",
        "The database cannot be reached or written.",
        unchanged="Nothing was changed.",
        hint="Check that it is running, that its disk can be written, and that the address is right.",
    )
