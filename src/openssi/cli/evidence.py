"""The commands `ssi evidence export` and `ssi evidence merge`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from openssi.cli.options import JSON, MODEL, ZONE
from openssi.cli.outcomes import FILES, MAPPING, OUTCOME, read_outcomes
from openssi.cli.output import console, write
from openssi.errors import UsageError
from openssi.render.escaping import escape_controls

__all__ = ["evidence"]


@click.group()
def evidence() -> None:
    """Combine the results of several teams without sharing their data.

    Each team exports one small file, and anyone can merge them.
    """


@evidence.command()
@FILES
@MAPPING
@OUTCOME
@click.option(
    "--out",
    default="evidence.json",
    show_default=True,
    metavar="FILE.json",
    type=click.Path(path_type=Path),
    help="The file to write; its name is how others see the team.",
)
@ZONE
@MODEL
def export(
    files: tuple[Path, ...], mapping: Path | None, outcome: str, out: Path, time_zone: str, model_name: str | None
) -> None:
    """Write your team's estimate: the ratio, its error, how many sellers and months, the model, and nothing else."""
    from openssi.member.evidence import evidence_file

    outcomes = read_outcomes(files, mapping, outcome, "", time_zone, model_name)
    content = evidence_file(outcomes)
    write(out, content)
    click.echo(f"{escape_controls(str(out))} has this, and nothing else:\n{content}", nl=False)


@evidence.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE.json...", type=click.Path(path_type=Path))
@click.option("--svg", metavar="FILE.svg", type=click.Path(path_type=Path), help="Write a forest plot.")
@JSON
def merge(files: tuple[Path, ...], svg: Path | None, as_json: bool) -> None:
    """Show what the files of several teams say together, as a forest plot."""
    from openssi.member.outcomes import require_numpy

    require_numpy()
    from openssi.member.evidence import merge_evidence

    if svg is not None and svg.suffix.lower() != ".svg":
        raise UsageError("out-format", f"{svg} doesn't end in .svg.", hint="Choose a name with that ending.")
    merged = merge_evidence(files)
    if svg is not None:
        write(svg, merged.to_svg())
    if as_json:
        click.echo(json.dumps(merged.to_dict(), indent=1))
        return
    from openssi.render.terminal.meta_analysis import screen

    console().print(screen(merged.found, merged.outcome, merged.model))
