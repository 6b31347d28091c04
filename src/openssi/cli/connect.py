"""The command `ssi connect`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openssi.errors import UsageError
from openssi.render.escaping import escape_controls

if TYPE_CHECKING:
    from openssi.client.linkedin.folder import ProductId

__all__ = ["FOLDER", "connect"]

_MOST = 10_000  # characters of a token file

FOLDER = click.option(
    "--data",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder for the token and the data. Default: your data folder.",
)


@click.group()
def connect() -> None:
    """Connect to an account whose data can be read directly."""


_TOKEN_FILE = click.option(
    "--token-file", metavar="FILE", type=click.Path(path_type=Path), help="A file with the token from LinkedIn."
)
_FORGET = click.option("--forget", is_flag=True, help="Delete the token and everything that was read.")
_ADDRESS = click.option("--address", hidden=True, help="Another address of the API, for tests.")


@connect.command()
@FOLDER
@_TOKEN_FILE
@_FORGET
@_ADDRESS
def linkedin(folder: Path | None, token_file: Path | None, forget: bool, address: str | None) -> None:
    """Connect to your LinkedIn account by its data portability API.

    LinkedIn offers it to members in the European Economic Area and Switzerland. docs/linkedin-api.md shows how to get a
    token. It is stored in a file that only you can read; ssi sync then reads your data.
    """
    _connect("portability", folder, token_file, forget, address)


@connect.command("linkedin-statistics")
@FOLDER
@_TOKEN_FILE
@_FORGET
@_ADDRESS
def linkedin_statistics(folder: Path | None, token_file: Path | None, forget: bool, address: str | None) -> None:
    """Connect to the statistics of your LinkedIn posts.

    LinkedIn offers this API to registered organizations only; docs/linkedin-api.md shows how to get a token. ssi sync
    then reads the reactions, comments, reposts and new followers of each day.
    """
    _connect("statistics", folder, token_file, forget, address)


def _connect(
    product: ProductId, folder: Path | None, token_file: Path | None, forget: bool, address: str | None
) -> None:
    from openssi.client.linkedin.folder import ConnectionFolder, default_folder

    stored = ConnectionFolder(folder or default_folder(product))
    if forget:
        existed = stored.forget()
        click.echo(
            "The token and everything read from LinkedIn are deleted." if existed else "There was nothing to delete."
        )
        return
    if token_file is None:
        raise UsageError("linkedin-token", "No token was given.", hint="Put it into a file and use --token-file FILE.")
    from openssi.client.linkedin.check import check_token
    from openssi.client.linkedin.transport import ADDRESS
    from openssi.client.team_server import normalize_address

    token, where = _read_token(token_file), normalize_address(address) if address else ADDRESS
    check_token(token, where, product, lambda: int(time.time()))
    stored.save_token(token, where, product)
    option = f" --data {escape_controls(str(folder))}" if folder else ""
    click.echo(f"Connected to LinkedIn. Read your data with: ssi sync{option}")


def _read_token(file: Path) -> str:
    try:
        with file.open(encoding="utf-8-sig") as text:
            token = text.read(_MOST).strip()
    except (OSError, ValueError) as error:
        raise UsageError(
            "linkedin-token", f"Can't read {file}: {getattr(error, 'strerror', None) or error}."
        ) from error
    if not token or not token.isascii() or len(token.split()) != 1:
        raise UsageError(
            "linkedin-token",
            f"{file} doesn't have a token in it.",
            hint="Put only the token into the file, on one line.",
        )
    return token
