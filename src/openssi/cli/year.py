"""The command `ssi year`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from openssi.cli.options import ARCHIVES, AS_OF, JSON, MODEL, NEVER, ZONE, read_member
from openssi.cli.output import console, unwritable_error, write
from openssi.render.escaping import escape_controls

__all__ = ["year"]


@click.command()
@ARCHIVES
@click.option(
    "--out",
    "folder",
    metavar="FOLDER",
    default="ssi-year",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The folder to write the five pictures to.",
)
@AS_OF
@ZONE
@MODEL
@NEVER
@JSON
def year(
    archives: tuple[str, ...],
    folder: Path,
    as_of: date | None,
    time_zone: str,
    model_name: str | None,
    never: tuple[str, ...],
    as_json: bool,
) -> None:
    """Draw your year as five pictures.

    Square SVG files for a post or a slide, with figures and without a name: your index, your rhythm, the largest rise,
    what you wrote and whom you met. With --json, the figures alone, and no files.
    """
    review = read_member(archives, time_zone=time_zone, model_name=model_name, never=never).year(as_of)
    if as_json:
        click.echo(review.to_json())
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable_error(folder, error) from error
    from openssi.render.terminal.year import screen

    terminal = console()
    terminal.print(screen(review))
    for path, picture in zip(review.files(folder), review.pictures(), strict=True):
        write(path, picture)
        click.echo(escape_controls(str(path)))
