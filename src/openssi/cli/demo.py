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
@click.option(
    "--seed",
    default=1,
    show_default=True,
    help="Each number invents another seller; every fourth archive has LinkedIn's form of 2021 to 2024.",
)
@click.option(
    "--team",
    "people",
    metavar="N",
    type=click.IntRange(2, 50),
    help="Invent a team of this many people instead, and write the report that its lead sees.",
)
def demo(folder: Path, seed: int, people: int | None) -> None:
    """Try it out with an invented seller, or an invented team.

    Invents a seller's archive, scores it and writes its report. With --team, writes the report of a team.
    """
    if people is not None:
        _demo_team(folder, people)
        return
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


def _demo_team(folder: Path, people: int) -> None:
    from openssi.member.sample_team import sample_team
    from openssi.render.html.team import render_team
    from openssi.render.sheets.team import as_csv
    from openssi.render.words.team import team_message

    team = sample_team(people)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable_error(folder, error) from error
    page, table = folder / "team.html", folder / "team.csv"
    write(page, render_team(team.report, team.name, team.shares))
    write(table, as_csv(team.report))
    sharing = [row for row in team.report.everyone if row.id in team.shares]
    message = team_message(team.report, team.name, sharing)
    click.echo(f"{message.subject}\n\n{message.text}")
    click.echo(f"Report:      {escape_controls(str(page))}")
    click.echo(f"As a table:  {escape_controls(str(table))}")
    click.echo("Your own:    ssi serve")
