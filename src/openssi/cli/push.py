"""The command `ssi push`."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from openssi.cli.options import ProgressBar
from openssi.errors import UsageError
from openssi.render.escaping import escape_controls

if TYPE_CHECKING:
    from openssi.client.push import Pushed

__all__ = ["print_result", "push", "read_token"]

_VARIABLE = "OPENSSI_TOKEN"
_MAX_TOKEN = 1_000  # characters read from a token file
#: What adds up to the records of a file.
_COUNTS = ("imported", "duplicate", "rejected")


@click.command()
@click.argument("archives", nargs=-1, required=True, metavar="ARCHIVE...", type=click.Path(path_type=Path))
@click.option("--server", required=True, metavar="URL", help="The team server, for example https://team.example.org.")
@click.option(
    "--token-file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=f"A file with your token. Default: the environment variable {_VARIABLE}, or a prompt.",
)
@click.option(
    "--navigator-user",
    default="",
    metavar="NAME",
    help="Who you are in a Sales Navigator report; only your row is sent.",
)
@click.option("--no-wait", is_flag=True, help="Don't wait until the server has read the file.")
def push(archives: tuple[Path, ...], server: str, token_file: Path | None, navigator_user: str, no_wait: bool) -> None:
    """Upload an archive to your account on a team server.

    ARCHIVE is the zip that LinkedIn sends you, its unpacked folder (only files that count are sent), one of its files
    such as Connections.csv, an analytics file or a Sales Navigator report. Several are uploaded one after the other.
    Create a token on the server, under Account, with the scopes me:read and me:write.
    """
    from openssi.client.push import push as upload

    token = read_token(token_file)
    for archive in archives:
        with ProgressBar() as bar:
            pushed = upload(
                archive, server, token=token, wait=not no_wait, progress=bar.show, navigator_user=navigator_user
            )
        print_result(pushed)


def read_token(file: Path | None) -> str:
    """Return the token. It is never an argument: anyone on the machine can read those.

    Raises:
        UsageError: there is none, or its file can't be read.
    """
    if file is not None:
        try:
            with file.open(encoding="utf-8") as text:
                return text.read(_MAX_TOKEN).strip()
        except (OSError, ValueError) as error:
            raise UsageError(
                "push-token", f"Can't read {file}: {getattr(error, 'strerror', None) or error}."
            ) from error
    if token := os.environ.get(_VARIABLE, "").strip():
        return token
    if not sys.stdin.isatty():
        raise UsageError("push-token", "No token was given.", hint=f"Set {_VARIABLE}, or use --token-file FILE.")
    return click.prompt("Token", hide_input=True).strip()


def print_result(pushed: Pushed) -> None:
    """Print what a server did with a file."""
    name = escape_controls(pushed.name)
    if pushed.state != "done":
        click.echo(f"The server received {name} and will read it.")
        return
    own = pushed.own_sources if pushed.added else ()
    new = "1 new record" if pushed.new == 1 else f"{pushed.new:,} new records" if pushed.new else "no new records"
    click.echo(
        f"The server has read {name}: {new}." if pushed.added else f"The server already had {name}; nothing was added."
    )
    for source in own:
        figures = ", ".join(f"{source[count]:,} {count}" for count in (*_COUNTS, "repaired"))
        click.echo(f"  {escape_controls(str(source['file']))}: {_records(source['records'])}, {figures}")
    if len(pushed.sources) > len(own):
        click.echo(_totals(pushed.sources))


def _records(count: int) -> str:
    return "1 record" if count == 1 else f"{count:,} records"


def _totals(sources: Sequence[Mapping[str, Any]]) -> str:
    """Return what became of all records that the server has read for the member."""
    records, *counts = (sum(source[count] for source in sources) for count in ("records", *_COUNTS))
    imported, duplicate, rejected = counts
    files = "1 file" if len(sources) == 1 else f"{len(sources):,} files"
    return (
        f"All your uploads: {files} with {_records(records)} = {imported:,} imported + {duplicate:,} "
        f"{'duplicate' if duplicate == 1 else 'duplicates'} + {rejected:,} rejected."
    )
