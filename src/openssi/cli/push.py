"""The command `ssi push`: hand an archive to a team server."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openssi.cli.options import Bar
from openssi.errors import UsageError
from openssi.render.escaping import escape_controls

if TYPE_CHECKING:
    from openssi.client.push import Pushed

__all__ = ["push"]

_VARIABLE = "OPENSSI_TOKEN"
_LONGEST = 1_000  # characters of a token's file that are read


@click.command()
@click.argument("archive", metavar="ARCHIVE", type=click.Path(path_type=Path))
@click.option("--server", required=True, metavar="URL", help="The team server, as in https://team.example.org.")
@click.option(
    "--token-file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=f"A file that holds your token; by default {_VARIABLE} of the environment, or you are asked.",
)
@click.option("--no-wait", is_flag=True, help="Do not wait until the server has read it.")
def push(archive: Path, server: str, token_file: Path | None, no_wait: bool) -> None:
    """Upload an archive to your account on a team server, and tell what was read.

    ARCHIVE is the zip that LinkedIn sends, its unpacked folder (of which only the files that count are sent), or
    LinkedIn's analytics workbook. Make a token on the server, under Account, with the scopes me:read and me:write.
    """
    from openssi.client.push import push as hand_over

    token = _token(token_file)
    with Bar() as bar:
        pushed = hand_over(archive, server, token=token, wait=not no_wait, progress=bar.show)
    _tell(pushed)


def _token(file: Path | None) -> str:
    """The token, never from the command line: everybody on the machine could read it there."""
    if file is not None:
        try:
            with file.open(encoding="utf-8") as opened:
                return opened.read(_LONGEST).strip()
        except (OSError, ValueError) as error:
            raise UsageError(
                "push-token", f"{file} cannot be read: {getattr(error, 'strerror', None) or error}."
            ) from error
    if found := os.environ.get(_VARIABLE, "").strip():
        return found
    if not sys.stdin.isatty():
        raise UsageError(
            "push-token", "No token was given.", hint=f"Set {_VARIABLE}, or name a file with --token-file."
        )
    return click.prompt("Token", hide_input=True).strip()


def _tell(pushed: Pushed) -> None:
    name = escape_controls(pushed.name)
    if pushed.state != "done":
        click.echo(f"{name} was received.")
        return
    click.echo(f"{name} was read." if pushed.added else f"{name} was read: the server had the very same already.")
    for source in pushed.sources:
        figures = ", ".join(
            f"{source[name]:,} {name}" for name in ("records", "imported", "duplicate", "rejected", "repaired")
        )
        click.echo(f"  {escape_controls(str(source['file']))}: {figures}")
