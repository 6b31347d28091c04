"""The command `ssi coach`."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path

import click

from openssi.cli.options import ARCHIVES, JSON, MODEL, NEVER, PLAN_START, WEEKS, ZONE, read_member
from openssi.cli.output import console

__all__ = ["coach"]


@click.command()
@ARCHIVES
@click.option("--minutes", type=int, metavar="N", help="How many minutes a week the plan may take. Default: 60.")
@click.option(
    "--target",
    type=click.FloatRange(0, 100),
    metavar="INDEX",
    help="Plan for this index instead, in the fewest minutes a week.",
)
@click.option(
    "--top",
    type=click.Choice(["10", "25", "50"]),
    metavar="PERCENT",
    help="Aim for what the best 10, 25 or 50% of your industry have. Needs --benchmarks.",
)
@click.option(
    "--benchmarks",
    metavar="FILE|DIR",
    type=click.Path(path_type=Path),
    help="Benchmarks for --top: a file of ssi benchmark export, or a folder of ssi population score.",
)
@click.option(
    "--industry",
    default="",
    metavar="NAME",
    help="Your industry, as the benchmarks call it. Default: from your profile.",
)
@WEEKS
@click.option(
    "--effort",
    "effort_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A TOML file with your own minutes per step. Start from: ssi model show --effort.",
)
@PLAN_START
@ZONE
@MODEL
@NEVER
@JSON
def coach(
    archives: tuple[str, ...],
    minutes: int | None,
    target: float | None,
    top: str | None,
    benchmarks: Path | None,
    industry: str,
    weeks: int,
    effort_file: Path | None,
    as_of: date | None,
    time_zone: str,
    model_name: str | None,
    never: tuple[str, ...],
    as_json: bool,
) -> None:
    """Find the best use of an hour a week.

    Shows a weekly plan on top of what you do now, where it leads, what more time would buy, and the next steps. Of all
    plans within the minutes, it is the best that spends at most 30 of them on each further point.
    """
    if benchmarks is not None:
        gc.enable()  # DuckDB warns about connections that are never collected
        from openssi.cli.benchmark import check_benchmarks

        check_benchmarks(benchmarks)
    member = read_member(archives, time_zone=time_zone, model_name=model_name, never=never)
    advice = member.coach(
        target,
        minutes=minutes,
        top=int(top) if top else None,
        benchmarks=benchmarks,
        industry=industry,
        weeks=weeks,
        efforts=effort_file,
        as_of=as_of,
    )
    if as_json:
        click.echo(advice.to_json())
        return
    from openssi.render.terminal.coach import screen

    terminal = console()
    terminal.print(screen(advice, terminal))
