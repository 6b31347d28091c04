"""`ssi backup` and `ssi restore`: everything of a team server in one file, and back."""

from __future__ import annotations

from pathlib import Path

import click

from openssi.cli.output import unwritable
from openssi.cli.server import DATA, DATABASE, server_settings
from openssi.errors import StoreError
from openssi.render.escaping import escape_controls

__all__ = ["backup", "restore"]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@DATA
@DATABASE
def backup(file: Path, folder: Path | None, address: str | None) -> None:
    """Write all that a team server holds, and its key, into FILE; it may run meanwhile.

    The file is as secret as the server. One made before somebody was erased still holds them: let old ones expire.
    """
    settings = server_settings(folder, address)
    from openssi.store.backup import write_backup
    from openssi.store.database import open_database
    from openssi.web.settings import read_key

    if not (settings.folder / "key").exists():
        raise StoreError(
            "backup-empty", f"There is no server's key in {settings.folder}.", hint="Name its folder: --data FOLDER."
        )
    database = open_database(settings.address, migrate=False)
    try:
        made = write_backup(database, read_key(settings.folder), file)
    except OSError as error:
        raise unwritable(file, error) from error
    finally:
        database.close()
    click.echo(
        f"{escape_controls(str(file))} holds {made.rows:,} rows of {len(made.tables)} tables, and the key. "
        "Keep it as secret as the server."
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@DATA
@DATABASE
def restore(file: Path, folder: Path | None, address: str | None) -> None:
    """Fill a new folder and an empty database, SQLite or PostgreSQL, with what ssi backup wrote into FILE."""
    settings = server_settings(folder, address)
    from openssi.store.backup import restore as put_back
    from openssi.store.database import open_database

    database = open_database(settings.address, exclusive=True, migrate=False)
    try:
        found = put_back(file, database, settings.folder)
    finally:
        database.close()
    click.echo(f"{found.rows:,} rows of {len(found.tables)} tables are there. Start the server with ssi serve.")
