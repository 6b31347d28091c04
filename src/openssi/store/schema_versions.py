"""Migrate the tables: which version a database has, and how it gets to a newer one."""

from __future__ import annotations

from functools import cache
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
    """Return the version of the tables that this program uses."""
    return str(_scripts(_MIGRATIONS).get_current_head())


def revision_of(connection: Connection) -> str | None:
    """Return the version of the tables in a database, or None if it has no tables."""
    return MigrationContext.configure(connection).get_current_revision()


def is_known(revision: str) -> bool:
    """Return whether this program can migrate from a version."""
    return revision in {script.revision for script in _scripts(_MIGRATIONS).walk_revisions()}


def upgrade(connection: Connection, to: str = "head") -> None:
    """Migrate the tables to a version.

    Raises:
        StoreError: the tables have a newer version than this program knows.
    """
    config = _config(_MIGRATIONS)
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        raise StoreError(
            "store-newer",
            f"The database was written by a newer version of openssi: this one knows tables up to {newest_revision()}.",
            unchanged="Nothing was changed.",
            hint="Use the version that wrote it, or a newer one.",
        ) from error


def _config(folder: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    return config


@cache
def _scripts(folder: Path) -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(folder))
