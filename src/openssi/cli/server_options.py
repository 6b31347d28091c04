"""What the commands of a team server share: where its files and its database are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from openssi.web.settings import Settings

__all__ = ["DATA", "DATABASE", "server_settings"]

DATA = click.option(
    "--data",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="The server's folder. Default: openssi/server in your data folder.",
)
DATABASE = click.option(
    "--database",
    "address",
    metavar="URL",
    help="postgresql://user@host/name or sqlite:////folder/file.db. Default: a file in the server's folder.",
)


def server_settings(folder: Path | None, address: str | None) -> Settings:
    """Return the settings of a server with this folder and database."""
    from openssi.web.settings import Settings, default_address, default_folder

    data = folder or default_folder()
    return Settings(data, address or default_address(data))
