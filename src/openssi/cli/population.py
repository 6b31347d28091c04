"""The commands for a whole network: `ssi population …`."""

from __future__ import annotations

import gc
import json
import tempfile
from datetime import date
from pathlib import Path

import click

from openssi.cli.options import Bar
from openssi.errors import UsageFault
from openssi.reports.plain import safe

__all__ = ["population"]


@click.group()
def population() -> None:
    """Score every member of a network, with ranks by industry and by network; or invent a network."""


@population.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--members", metavar="N", required=True, type=int, help="How many members, up to 1,000,000,000.")
@click.option("--seed", metavar="S", default=1, show_default=True, help="Another network for another number.")
@click.option("--days", metavar="D", default=120, show_default=True, help="Days of activity; the score looks back 90.")
@click.option("--to", metavar="DATE", help="The last day (YYYY-MM-DD); 2026-06-30 if not given, so that a seed means one network.")
@click.option("--memory", metavar="SIZE", default="", help="How much memory may be used, as in 2GB; more is spilled to disk.")
@click.option("--spill", metavar="DIR", type=click.Path(path_type=Path), help="Where to spill; by default beside DIR.")
def generate(folder: Path, members: int, seed: int, days: int, to: str | None, memory: str, spill: Path | None) -> None:
    """Invent a network: members, connections and daily activity as Parquet tables in DIR.

    Nobody in it is real. The same numbers give the same rows, on every machine.
    """
    gc.enable()  # DuckDB complains of what is not let go
    from openssi.population import LAST_DAY
    from openssi.population import generate as invent

    last = _date(to) or LAST_DAY
    with Bar("M rows", 1) as bar:
        done = invent(folder, members, seed=seed, days=days, to=last, memory=memory, spill=spill, progress=bar.show)
    click.echo(
        f"{safe(str(folder))}: {done.members:,} members, {done.activity:,} rows of daily activity from {done.first} to {done.to}, "
        f"{done.connections:,} of connections"
    )


@population.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--as-of", metavar="DATE", help="The day to score (YYYY-MM-DD); by default the last on which something is known.")
@click.option("--memory", metavar="SIZE", default="", help="How much memory may be used, as in 2GB; more is spilled to disk.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of the table.")
def check(folder: Path, as_of: str | None, memory: str, as_json: bool) -> None:
    """Score a network and hold its figures against the published ones of the real index; exit code 1 if a range is missed."""
    gc.enable()
    from openssi.population import check as compare

    found = compare(folder, as_of=_date(as_of), memory=memory)
    if as_json:
        click.echo(json.dumps(found.to_dict(), indent=1))
    else:
        from openssi.cli.output import console
        from openssi.reports.check_table import check_table

        screen = console()
        screen.print(check_table(found, screen))
    if not found.passed:
        raise click.exceptions.Exit(1)


def _date(text: str | None) -> date | None:
    from openssi.activity.calendar import to_date
    from openssi.api.member import given_day

    day = given_day(text)
    return None if day is None else to_date(day)


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
