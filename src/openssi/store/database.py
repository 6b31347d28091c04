"""Opens the server's database, SQLite or PostgreSQL by its address, brings its tables up to date, and hands out transactions."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry

from openssi.errors import RequestDenied, StoreError, UsageError, install_hint
from openssi.store.instance_lock import InstanceLock, lock_database, lock_file
from openssi.store.versions import newest_revision, revision_of, upgrade

__all__ = ["Database", "Transaction", "open_database"]

#: What a repository is called with.
Transaction = Connection

_PATIENCE = 20  # seconds that one writer waits for another
_OWNER_ONLY = 0o600


class Database:
    """The database of one server: transactions to read and to write."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._hold: InstanceLock | None = None
        self._holding = Lock()

    @property
    def file(self) -> Path | None:
        """The file of SQLite; None of a server's database."""
        return Path(self._engine.url.database or "") if self.kind == "sqlite" else None

    def hold(self) -> None:
        """Be the one server of this database until it is closed, or this process ends, however it ends.

        Raises:
            StoreError: another process is.
        """
        if self._hold is None:
            self._hold = self._taken()

    def _taken(self) -> InstanceLock:
        with _worded():
            return lock_file(self.file) if self.file else lock_database(self._engine)

    def ensure_held(self) -> bool:
        """Be the one server still, if this is one; whether the hold was lost, with the connection that had it, and taken anew.

        Raises:
            StoreError: another process took it meanwhile, or the database cannot be reached.
        """
        with self._holding:
            if self._hold is None or self._hold.is_held():
                return False
            lost, self._hold = self._hold, self._taken()
        lost.let_go()
        return True

    @property
    def holds(self) -> bool:
        """Whether this is the one server."""
        return self._hold is not None

    @contextmanager
    def change_tables(self) -> Generator[Connection]:
        """A transaction to make or change tables, when they may not be there yet; nobody else may write meanwhile."""
        options: dict[str, Any] = {"openssi_writes": True} if self.kind == "sqlite" else {}
        with _worded(), self._engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    def let_go(self) -> None:
        """Let another process be the one server."""
        if self._hold is not None:
            self._hold.let_go()
            self._hold = None

    @property
    def kind(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @contextmanager
    def read(self) -> Generator[Connection]:
        """A transaction that sees one state of all tables."""
        with _worded(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Generator[Connection]:
        """A transaction that is there whole, once its block is left, or not at all."""
        with _worded(), self._engine.connect().execution_options(openssi_writes=True) as connection, connection.begin():
            yield connection

    def probe(self) -> None:
        """Really read and really write; the tables stay as they are.

        Raises:
            StoreError: the database cannot be reached, or takes nothing.
        """
        with self.write() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = version_num"))

    def scrub(self) -> bool:
        """Write the tables anew, so that what was taken out of them leaves no bytes; whether the journal is cleared too.

        It is not while somebody reads an older state of SQLite. PostgreSQL's journal is its administrator's to keep or clear.
        """
        if self.kind != "sqlite":
            with _worded(), self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql(
                    "SET lock_timeout = '5s'"
                )  # a backup may read an older state: nobody waits for it long
                try:
                    connection.exec_driver_sql("VACUUM FULL")
                finally:
                    connection.exec_driver_sql("RESET lock_timeout")
            return True
        with _worded(), self._engine.connect().execution_options(openssi_bare=True) as connection:
            connection.exec_driver_sql("VACUUM")
            return connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0] == 0

    def close(self) -> None:
        """Close every connection, and let go."""
        self.let_go()
        self._engine.dispose()


def open_database(address: str, *, alone: bool = False, migrate: bool = True) -> Database:
    """The database at an address, its tables brought up to date.

    Args:
        address: `sqlite:////folder/file.db` or `postgresql://user@host/name`.
        alone: as its one server (`Database.hold`).
        migrate: whether to bring the tables up to date; otherwise they stay as they are.

    Raises:
        StoreError: it cannot be reached, is damaged, was written by a later version, or has another server.
        UsageError: the address names no database that we can use.
    """
    database = Database(_engine(address))
    try:
        if alone:
            database.hold()
        if migrate:
            with _worded():
                _bring_up(database)
    except BaseException:
        database.close()
        raise
    return database


def _bring_up(database: Database) -> None:
    """Bring the tables up to date, unless a server runs that counts on them as they are."""
    with database.read() as connection:
        if revision_of(connection) == newest_revision():
            return
    held = database.holds
    database.hold()
    with database.change_tables() as connection:
        upgrade(connection)
    if not held:
        database.let_go()


def _engine(address: str) -> Engine:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise _unknown() from error
    if url.drivername == "sqlite":
        return _sqlite(url.database or "")
    if url.drivername in {"postgresql", "postgres"}:
        try:
            engine = create_engine(
                url.set(drivername="postgresql+psycopg"),
                pool_pre_ping=True,
                isolation_level="REPEATABLE READ",
                hide_parameters=True,
            )
            event.listen(engine, "begin", _one_writer)
            return engine
        except (ImportError, NoSuchModuleError) as error:
            raise UsageError(
                "database-driver",
                "The driver for PostgreSQL is not installed.",
                hint=install_hint("web", "postgres"),
            ) from error
    raise _unknown()


def _one_writer(connection: Connection) -> None:
    """Writers of PostgreSQL wait for each other, as SQLite's do; otherwise the later of two would fail at its end.

    LOCK TABLE, unlike a function that locks, comes before the transaction's view of the tables: it sees what the one before wrote.
    """
    if connection.get_execution_options().get("openssi_writes"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_PATIENCE}s'")
        connection.exec_driver_sql("LOCK TABLE team IN SHARE ROW EXCLUSIVE MODE")


def _unknown() -> UsageError:
    return UsageError(
        "database-address",
        "The address names no database that the server can use.",
        hint="Write sqlite:////folder/file.db or postgresql://user@host/name; the password in ~/.pgpass or PGPASSWORD.",
    )


def _sqlite(path: str) -> Engine:
    file = Path(path)
    if not path or path == ":memory:":
        raise _unknown()
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, _OWNER_ONLY))
    except OSError as error:
        raise StoreError("store-unreachable", f"{file} cannot be opened: {error.strerror or error}.") from error
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": _PATIENCE}, hide_parameters=True)

    def connected(connection: Any, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # we say ourselves when a transaction begins
        # FULL: what was acknowledged outlives a power cut. secure_delete: what is erased leaves no bytes.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    def begun(connection: Connection) -> None:
        # A writer takes its lock at once: two readers that both want to write would only find out at the end.
        options = connection.get_execution_options()
        if not options.get("openssi_bare"):  # VACUUM stands in no transaction
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("openssi_writes") else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine


@contextmanager
def _worded() -> Generator[None]:
    """What the driver says of a database that is out of reach, full or damaged, in words of ours."""
    try:
        yield
    except PoolTimeout as error:
        raise _busy() from error
    except OperationalError as error:
        raise _fault(error) from error
    except DataError as error:  # PostgreSQL takes no NUL, and no text longer than its column
        raise UsageError(
            "request-format",
            "A text is too long, or holds a character that cannot be kept.",
            unchanged="Nothing was changed.",
        ) from error
    except IntegrityError as error:
        if _state(error) == _ORPHAN or "FOREIGN KEY" in str(error.orig):
            raise RequestDenied(
                "not-found", "What this belongs to is not there any more.", unchanged="Nothing was kept."
            ) from error
        raise
    except DBAPIError as error:
        if _damaged(error) or _state(error) in _BUSY | _FULL or error.connection_invalidated:
            raise _fault(error) from error
        raise


#: States that PostgreSQL tells: serialisation, deadlock, lock not to be had; out of disk or memory.
_BUSY = frozenset({"40001", "40P01", "55P03"})
_FULL = frozenset({"53000", "53100", "53200"})
#: And that a row belongs to one that is not there.
_ORPHAN = "23503"


def _state(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlstate", None) or "")


def _damaged(error: DBAPIError) -> bool:
    return any(words in str(error.orig) for words in ("malformed", "not a database"))


def _busy() -> StoreError:
    return StoreError(
        "store-busy", "The database is busy with another change.", unchanged="Nothing was changed.", hint="Try again."
    )


def _fault(error: DBAPIError) -> StoreError:
    told = str(error.orig)
    if "locked" in told or _state(error) in _BUSY:
        return _busy()
    if "full" in told or "No space" in told or _state(error) in _FULL:
        return StoreError(
            "store-full", "The disk is full.", unchanged="Nothing was changed.", hint="Make room and try again."
        )
    if _damaged(error):
        return StoreError(
            "store-damaged",
            "The database file is damaged.",
            unchanged="It was left as it is.",
            hint="Restore a backup into a new file: ssi restore BACKUP --database ….",
        )
    return StoreError(
        "store-unreachable",
        "The database cannot be reached or written.",
        unchanged="Nothing was changed.",
        hint="See that it runs, that the disk takes writes, and that the address is right.",
    )
