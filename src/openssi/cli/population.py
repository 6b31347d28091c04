"""The commands for a whole network: `ssi population …`."""

from __future__ import annotations

import gc
import tempfile
from datetime import date
from pathlib import Path

import click

from openssi.errors import UsageFault
from openssi.reports.plain import safe

__all__ = ["population"]


@click.group()
def population() -> None:
    """Score every member of a network, with ranks by industry and by network."""


@population.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--as-of", required=True, metavar="DATE", help="The day to score (YYYY-MM-DD).")
@click.option("--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="The folder to write.")
@click.option("--memory", metavar="SIZE", default="", help="How much memory may be used, as in 2GB; more is spilled to disk.")
@click.option("--spill", metavar="DIR", type=click.Path(path_type=Path), help="Where to spill; by default a temporary folder.")
@click.option("--show-sql", is_flag=True, help="Print the SQL text instead of running it.")
def score(folder: Path, as_of: str, out: Path, memory: str, spill: Path | None, show_sql: bool) -> None:
    """Everyone's index, pillars, signals, ranks and averages, as Parquet.

    DIR holds the tables members, daily_activity and connections; docs/population.md has their layout.
    """
    gc.enable()  # DuckDB complains of what is not let go
    from openssi.activity.calendar import to_day
    from openssi.engines import DuckDB
    from openssi.population.score import score_population
    from openssi.scoring.ranks import population_program

    try:
        day = to_day(date.fromisoformat(as_of))
    except ValueError as error:
        raise UsageFault("day-format", f"{as_of!r} is no day.", hint="Write it as 2026-06-30.") from error
    with tempfile.TemporaryDirectory(prefix="ssi-") as temporary:
        room = spill or Path(temporary)
        with DuckDB([folder, out.parent, room], memory=memory, spill=room) as engine:
            if show_sql:
                from openssi.model import DEFAULT

                click.echo(population_program(DEFAULT, day, engine.dialect).text("scores"))
                return
            done = score_population(str(folder), str(out), day, engine)
    click.echo(f"{safe(done.out)}: {done.members:,} members, {done.industries:,} industries")
