"""The commands `ssi backup` and `ssi restore`."""

from __future__ import annotations

from pathlib import Path

import click

from openssi.cli.output import unwritable_error
from openssi.cli.server_options import DATA, DATABASE, server_settings
from openssi.errors import StoreError
from openssi.render.escaping import escape_controls

__all__ = ["backup", "restore"]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@DATA
@DATABASE
def backup(file: Path, folder: Path | None, address: str | None) -> None:
    """Back up a team server to one file.

    Writes the database and the key to FILE; the server can keep running. Keep the file as secret as the server. A
    backup made before someone was erased still contains their data: delete old backups.
    """
    settings = server_settings(folder, address)
    from openssi.store.backup import write_backup
    from openssi.store.database import open_database
    from openssi.web.settings import read_key

    if not (settings.folder / "key").exists():
        raise StoreError(
            "backup-empty", f"No server was found in {settings.folder}.", hint="Pass its folder: --data FOLDER."
        )
    database = open_database(settings.address, migrate=False)
    try:
        made = write_backup(database, read_key(settings.folder), file)
    except OSError as error:
        raise unwritable_error(file, error) from error
    finally:
        database.close()
    click.echo(
        f"Wrote {made.rows:,} rows of {len(made.tables)} tables and the key to {escape_controls(str(file))}. "
        "Keep it as secret as the server."
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@DATA
@DATABASE
def restore(file: Path, folder: Path | None, address: str | None) -> None:
    """Restore a team server from a backup.

    FILE was written by ssi backup. The folder must be new and the database, SQLite or PostgreSQL, empty.
    """
    settings = server_settings(folder, address)
    from openssi.store.backup import restore as put_back
    from openssi.store.database import open_database

    database = open_database(settings.address, exclusive=True, migrate=False)
    try:
        restored = put_back(file, database, settings.folder)
    finally:
        database.close()
    click.echo(f"Restored {restored.rows:,} rows of {len(restored.tables)} tables. Start the server with ssi serve.")
