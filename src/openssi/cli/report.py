"""The command `ssi report`."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path

import click

from openssi.cli.options import (
    ARCHIVES,
    AS_OF,
    MODEL,
    NEVER,
    NO_OFFICIAL,
    NOTES,
    OFFICIAL,
    ZONE,
    official_file,
    read_member,
)
from openssi.cli.output import print_skipped_notes, write
from openssi.errors import UsageError
from openssi.render.escaping import escape_controls

__all__ = ["report"]


@click.command()
@ARCHIVES
@click.option(
    "--out",
    default="ssi-report.html",
    show_default=True,
    metavar="FILE.html",
    type=click.Path(path_type=Path),
    help="The file to write.",
)
@click.option("--open", "show", is_flag=True, help="Open the page in your browser.")
@click.option(
    "--benchmarks",
    metavar="FILE|DIR",
    type=click.Path(path_type=Path),
    help="Show your rank in your industry: a file of ssi benchmark export, or a folder of ssi population score.",
)
@click.option("--industry", default="", metavar="NAME", help="Your industry, as the benchmarks call it.")
@AS_OF
@NOTES
@OFFICIAL
@NO_OFFICIAL
@ZONE
@MODEL
@NEVER
def report(
    archives: tuple[str, ...],
    out: Path,
    show: bool,
    benchmarks: Path | None,
    industry: str,
    as_of: date | None,
    notes: Path | None,
    official: Path | None,
    no_official: bool,
    time_zone: str,
    model_name: str | None,
    never: tuple[str, ...],
) -> None:
    """Write your score as a web page.

    One self-contained file, readable offline and printable.
    """
    if out.suffix.lower() not in {"", ".html", ".htm"}:
        raise UsageError("out-format", f"{out} doesn't end in .html.", hint="Choose a name with that ending.")
    if industry and benchmarks is None:
        raise UsageError("target-unknown", "--industry needs --benchmarks.", hint="Add --benchmarks FILE.")
    if benchmarks is not None:
        gc.enable()  # DuckDB warns about connections that are never collected
        from openssi.cli.benchmark import check_benchmarks

        check_benchmarks(benchmarks)
    numbers = official_file(official, none=no_official)
    assessment = read_member(archives, time_zone=time_zone, model_name=model_name, never=never).score(as_of)
    write(out, assessment.to_html(notes=notes, official=numbers, benchmarks=benchmarks, industry=industry))
    from openssi.member.annotations import read_annotations

    click.echo(escape_controls(str(out)))
    print_skipped_notes(read_annotations(notes, None).left_out)
    if show:
        click.launch(str(out.resolve()))
