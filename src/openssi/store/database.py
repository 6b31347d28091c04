"""Opens the server's database, SQLite or PostgreSQL by its address, brings its tables up to date, and hands out transactions."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from openssi.errors import StoreError, UsageFault

__all__ = ["Database", "Transaction", "open_database"]

#: What a repository is called with.
Transaction = Connection

_MIGRATIONS = Path(__file__).parent / "migrations"
_PATIENCE = 20  # seconds that one writer waits for another
_OWNER_ONLY = 0o600


class Database:
    """The database of one server: transactions to read and to write."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

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
        """Really read and really write; leaves nothing.

        Raises:
            StoreError: the database cannot be reached, or takes nothing.
        """
        with _worded(), self._engine.connect().execution_options(openssi_writes=True) as connection, connection.begin() as change:
            connection.execute(text("UPDATE team SET name = name"))
            connection.execute(select(1))
            change.rollback()

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def open_database(address: str) -> Database:
    """The database at an address, its tables brought up to date.

    Args:
        address: `sqlite:////folder/file.db` or `postgresql://user@host/name`.

    Raises:
        StoreError: it cannot be reached, is damaged, or was written by a later version.
        UsageFault: the address names no database that we can use.
    """
    database = Database(_engine(address))
    with _worded():
        _migrate(database)
    return database


def _engine(address: str) -> Engine:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise _unknown() from error
    if url.drivername == "sqlite":
        return _sqlite(url.database or "")
    if url.drivername in {"postgresql", "postgres"}:
        try:
            return create_engine(
                url.set(drivername="postgresql+psycopg"),
                pool_pre_ping=True,
                isolation_level="REPEATABLE READ",
                hide_parameters=True,
            )
        except (ImportError, NoSuchModuleError) as error:
            raise UsageFault(
                "database-driver",
                "The driver for PostgreSQL is not installed.",
                hint="Install it: pip install 'openssi[web,postgres]'.",
            ) from error
    raise _unknown()


def _unknown() -> UsageFault:
    return UsageFault(
        "database-address",
        "The address names no database that the server can use.",
        hint="Write sqlite:////folder/file.db or postgresql://user:password@host/name.",
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
        writes = connection.get_execution_options().get("openssi_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine


def _migrate(database: Database) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    newest = ScriptDirectory.from_config(config).get_current_head()
    with database.write() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreError(
                "store-newer",
                f"The database was written by a later version of openssi than this one, which knows {newest}.",
                kept="Nothing was changed.",
                hint="Start it with the version that wrote it, or a later one.",
            ) from error


@contextmanager
def _worded() -> Generator[None]:
    """What the driver says of a database that is out of reach, full or damaged, in words of ours."""
    try:
        yield
    except OperationalError as error:
        raise _fault(error) from error
    except DBAPIError as error:
        if "malformed" in str(error.orig) or "not a database" in str(error.orig):
            raise _fault(error) from error
        raise


def _fault(error: DBAPIError) -> StoreError:
    told = str(error.orig)
    if "locked" in told:
        return StoreError("store-busy", "The database is busy with another change.", kept="Nothing was changed.", hint="Try again.")
    if "full" in told or "No space" in told:
        return StoreError("store-full", "The disk is full.", kept="Nothing was changed.", hint="Make room and try again.")
    if "malformed" in told or "not a database" in told:
        return StoreError(
            "store-damaged",
            "The database file is damaged.",
            kept="It was left as it is.",
            hint="Restore a backup into a new file: ssi restore BACKUP --database ….",
        )
    return StoreError(
        "store-unreachable",
        "The database cannot be reached or written.",
        kept="Nothing was changed.",
        hint="See that it runs, that the disk takes writes, and that the address is right.",
    )
