"""The command `ssi demo`."""

from __future__ import annotations

from pathlib import Path

import click

from openssi.cli.options import read_member
from openssi.cli.output import console, unwritable_error, write
from openssi.render.escaping import escape_controls

__all__ = ["demo"]


@click.command()
@click.option(
    "--out",
    "folder",
    metavar="FOLDER",
    default="ssi-demo",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Where to write the invented archive and its report.",
)
@click.option("--seed", default=1, show_default=True, help="Each number invents another seller.")
def demo(folder: Path, seed: int) -> None:
    """Try it out with an invented seller.

    Invents a seller's archive, scores it and writes its report.
    """
    from openssi.demo import write_archive
    from openssi.render.terminal.score import screen

    try:
        folder.mkdir(parents=True, exist_ok=True)
        archive = write_archive(folder, seed=seed)
    except OSError as error:
        raise unwritable_error(folder, error) from error
    assessment = read_member((str(archive),)).score()
    terminal = console()
    terminal.print(screen(assessment, terminal))
    report = folder / "report.html"
    write(report, assessment.to_html())
    click.echo(f"\nInvented archive: {escape_controls(str(archive))}")
    click.echo(f"Report:           {escape_controls(str(report))}")
    click.echo("Score your own:   ssi score YOUR-ARCHIVE.zip")
