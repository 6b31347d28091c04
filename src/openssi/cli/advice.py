"""The commands that look ahead, `ssi coach` and `ssi what-if`, and the one that looks at posts, `ssi content`."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from openssi.cli.options import ARCHIVES, AS_OF, MODEL, ZONE, Bar, chosen_model, tomorrow
from openssi.cli.output import console, write
from openssi.errors import UsageError
from openssi.render.escaping import escape_controls

__all__ = ["coach", "content", "what_if"]

_WEEKS = click.option("--weeks", default=8, show_default=True, metavar="N", help="For how many weeks, at most 26.")
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object instead of the screen.")


@click.command("what-if")
@click.argument("given", nargs=-1, required=True, metavar="ARCHIVE... [ANALYTICS.xlsx] [SIGNAL=N/week]...")
@_WEEKS
@AS_OF
@click.option(
    "--out", metavar="FILE.svg", type=click.Path(path_type=Path), help="Write both paths as a picture instead."
)
@ZONE
@MODEL
@_JSON
def what_if(
    given: tuple[str, ...],
    weeks: int,
    as_of: str | None,
    out: Path | None,
    time_zone: str,
    model_name: str | None,
    as_json: bool,
) -> None:
    """Where the index goes, day by day, if you do so much a week, and if you do nothing.

    SIGNAL=N/week takes the step of a signal N times every week (posts_published=2/week), SIGNAL=N in all
    (articles_published=1). Without any: where am I heading if I stop?
    """
    from openssi.activity.plan import is_plan
    from openssi.member.what_if import what_if as ask

    if out is not None and out.suffix.lower() != ".svg":
        raise UsageError("out-format", f"{out} does not end in .svg.", hint="Name the file by what it should be.")
    archives = [text for text in given if not is_plan(text)]
    if not archives:
        raise UsageError(
            "archive-not-found", "No archive was given.", hint="ssi what-if ARCHIVE.zip posts_published=2/week"
        )
    with Bar() as bar:
        found = ask(
            archives,
            [text for text in given if is_plan(text)],
            weeks=weeks,
            as_of=as_of,
            time_zone=time_zone,
            model=chosen_model(model_name),
            not_after=tomorrow(),
            progress=bar.show,
        )
    if out is not None:
        write(out, found.to_svg())
        click.echo(escape_controls(str(out)))
        return
    if as_json:
        click.echo(found.to_json())
        return
    from openssi.render.terminal.what_if import screen

    where = console()
    where.print(screen(found, where))


@click.command()
@ARCHIVES
@click.option(
    "--target", type=click.FloatRange(0, 100), metavar="INDEX", help="The index to reach; by default the next band."
)
@click.option(
    "--top",
    type=click.Choice(["10", "25", "50"]),
    metavar="PERCENT",
    help="Instead, what the best 10, 25 or 50 % of your industry have.",
)
@click.option(
    "--benchmarks",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="For --top: a folder that ssi population score wrote.",
)
@click.option(
    "--industry", default="", metavar="NAME", help="Yours, by the benchmarks' names; by default that of your profile."
)
@_WEEKS
@click.option(
    "--effort",
    "effort_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A TOML file with your own minutes (ssi model show --effort).",
)
@AS_OF
@ZONE
@MODEL
@_JSON
def coach(
    archives: tuple[str, ...],
    target: float | None,
    top: str | None,
    benchmarks: Path | None,
    industry: str,
    weeks: int,
    effort_file: Path | None,
    as_of: str | None,
    time_zone: str,
    model_name: str | None,
    as_json: bool,
) -> None:
    """The best next steps, and the weekly plan with the least effort that reaches a target."""
    if benchmarks is not None:
        gc.enable()  # DuckDB complains of what is not let go
    from openssi.member.coach import coach as ask

    with Bar() as bar:
        found = ask(
            archives,
            target=target,
            top=int(top) if top else None,
            benchmarks=benchmarks,
            industry=industry,
            weeks=weeks,
            efforts=effort_file,
            as_of=as_of,
            time_zone=time_zone,
            model=chosen_model(model_name),
            not_after=tomorrow(),
            progress=bar.show,
        )
    if as_json:
        click.echo(found.to_json())
        return
    from openssi.render.terminal.coach import screen

    where = console()
    where.print(screen(found, where.width))


@click.command()
@ARCHIVES
@click.option(
    "--period",
    "periods",
    nargs=2,
    multiple=True,
    metavar="FROM:TO NAME",
    help="A period to set beside the time before it.",
)
@ZONE
@_JSON
def content(archives: tuple[str, ...], periods: tuple[tuple[str, str], ...], time_zone: str, as_json: bool) -> None:
    """Which kinds of posts went with more engagement, by LinkedIn's analytics workbook."""
    from openssi.member.content import content as ask

    marked: list[tuple[str, str, str]] = []
    for days, name in periods:
        first, between, last = days.partition(":")
        if not between:
            raise UsageError(
                "day-format", f"{days!r} is no period.", hint="Write it as --period 2026-03-01:2026-04-30 NAME."
            )
        marked.append((first, last, name))
    with Bar() as bar:
        found = ask(archives, marked, time_zone=time_zone, not_after=tomorrow(), progress=bar.show)
    if as_json:
        click.echo(found.to_json())
        return
    from openssi.render.terminal.content import screen

    console().print(screen(found))
