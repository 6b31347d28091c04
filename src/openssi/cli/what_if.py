"""The command `ssi what-if`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from openssi.cli.options import JSON, MODEL, NEVER, PLAN_START, WEEKS, ZONE, read_member
from openssi.cli.output import console, write
from openssi.errors import UsageError
from openssi.render.escaping import escape_controls

__all__ = ["what_if"]


@click.command("what-if")
@click.argument("arguments", nargs=-1, required=True, metavar="ARCHIVE... [ANALYTICS.xlsx] [SIGNAL=N/week]...")
@WEEKS
@PLAN_START
@click.option("--out", metavar="FILE.svg", type=click.Path(path_type=Path), help="Write the lines as an SVG file.")
@ZONE
@MODEL
@NEVER
@JSON
def what_if(
    arguments: tuple[str, ...],
    weeks: int,
    as_of: date | None,
    out: Path | None,
    time_zone: str,
    model_name: str | None,
    never: tuple[str, ...],
    as_json: bool,
) -> None:
    """Project your index with a plan, as now, and if you stop today.

    The plan comes on top of the pace of your last 90 days. SIGNAL=N/week takes a signal's step N more times every week
    (posts_published=2/week); SIGNAL=N takes it N times in total (articles_published=1).
    """
    from openssi.activity.plan import is_plan

    if out is not None and out.suffix.lower() != ".svg":
        raise UsageError("out-format", f"{out} doesn't end in .svg.", hint="Choose a name with that ending.")
    archives = [text for text in arguments if not is_plan(text)]
    if not archives:
        raise UsageError(
            "archive-not-found", "No archive was given.", hint="ssi what-if ARCHIVE.zip posts_published=2/week"
        )
    member = read_member(archives, time_zone=time_zone, model_name=model_name, never=never)
    projection = member.what_if(filter(is_plan, arguments), weeks=weeks, as_of=as_of)
    if out is not None:
        write(out, projection.to_svg())
        click.echo(escape_controls(str(out)))
        return
    if as_json:
        click.echo(projection.to_json())
        return
    from openssi.render.terminal.what_if import screen

    terminal = console()
    terminal.print(screen(projection, terminal))
