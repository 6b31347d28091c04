"""The command that hands an archive to a team server: `ssi push`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from openssi.cli.options import Bar
from openssi.errors import InputFault, UsageFault
from openssi.reports.plain import safe

__all__ = ["push"]

_ENVIRONMENT = "OPENSSI_TOKEN"


@click.command()
@click.argument("archive", type=click.Path(path_type=Path), metavar="ARCHIVE")
@click.option("--server", required=True, metavar="URL", help="The team server, as https://ssi.example.org.")
@click.option(
    "--token-file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=f"A file with the token; else {_ENVIRONMENT}, else a question.",
)
@click.option("--wait/--no-wait", default=True, show_default=True, help="Whether to wait until it was read.")
def push(archive: Path, server: str, token_file: Path | None, wait: bool) -> None:
    """Upload an archive, or LinkedIn's analytics workbook, to your team's server.

    The token is made on the server's page Account, with the scopes me:read and me:write.
    """
    from openssi.api.push import push as push_archive

    token = _token(token_file)
    with Bar() as bar:
        found = push_archive(archive, server, token, wait=wait, progress=bar.show)
    if found.state in {"failed", "cancelled"}:
        raise InputFault("push-server", f"{found.name} was received and not kept. {found.error or 'It was cancelled.'}")
    if found.state != "done":
        click.echo(f"{safe(found.name)} was received; it is read in the background.")
        return
    click.echo(f"{safe(found.name)} was read: {'it told something new' if found.added else 'nothing new in it'}.")


def _token(file: Path | None) -> str:
    """The token: never an argument, since the list of processes shows those."""
    if file is not None:
        try:
            return file.read_text(encoding="ascii").strip()
        except (OSError, ValueError) as error:
            raise UsageFault("push-token", f"{file} cannot be read as a token.") from error
    if os.environ.get(_ENVIRONMENT):
        return os.environ[_ENVIRONMENT]
    if not sys.stdin.isatty():
        raise UsageFault("push-token", "There is no token.", hint=f"Give --token-file FILE, or set {_ENVIRONMENT}.")
    return click.prompt("Token", hide_input=True)
