"""The versions of the tables: which one a database has, and the way to a later one."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from openssi.errors import StoreError

__all__ = ["is_known", "newest_revision", "revision_of", "upgrade"]

_MIGRATIONS = Path(__file__).parent / "migrations"


def newest_revision() -> str:
    """The version that this program works with."""
    return str(_scripts().get_current_head())


def revision_of(connection: Connection) -> str | None:
    """The version of the tables; None if there are none."""
    return MigrationContext.configure(connection).get_current_revision()


def is_known(revision: str) -> bool:
    """Whether this program knows a version."""
    return revision in {script.revision for script in _scripts().walk_revisions()}


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the tables to a version.

    Raises:
        StoreError: they are of a later version than this program knows.
    """
    config = _config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        raise StoreError(
            "store-newer",
            f"The database was written by a later version of openssi than this one, which knows {newest_revision()}.",
            unchanged="Nothing was changed.",
            hint="Start it with the version that wrote it, or a later one.",
        ) from error


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
