"""The command `ssi report`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from openssi.cli.options import ARCHIVES, AS_OF, MODEL, NO_OFFICIAL, NOTES, OFFICIAL, ZONE, official_file, read_member
from openssi.cli.output import write
from openssi.render.escaping import escape_controls

__all__ = ["report"]


@click.command()
@ARCHIVES
@click.option("--out", required=True, metavar="FILE.html", type=click.Path(path_type=Path), help="The file to write.")
@AS_OF
@NOTES
@OFFICIAL
@NO_OFFICIAL
@ZONE
@MODEL
def report(
    archives: tuple[str, ...],
    out: Path,
    as_of: date | None,
    notes: Path | None,
    official: Path | None,
    no_official: bool,
    time_zone: str,
    model_name: str | None,
) -> None:
    """Write your score as a web page.

    One self-contained file, readable offline and printable.
    """
    numbers = official_file(official, none=no_official)
    assessment = read_member(archives, time_zone=time_zone, model_name=model_name).score(as_of)
    write(out, assessment.to_html(notes=notes, official=numbers))
    click.echo(escape_controls(str(out)))
