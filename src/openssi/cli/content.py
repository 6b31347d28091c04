"""The command `ssi content`."""

from __future__ import annotations

import click

from openssi.cli.options import ARCHIVES, JSON, ZONE, read_member
from openssi.cli.output import console
from openssi.errors import UsageError

__all__ = ["content"]


@click.command()
@ARCHIVES
@click.option(
    "--period",
    "periods",
    nargs=2,
    multiple=True,
    metavar="FROM:TO NAME",
    help="Compare a period with the time before it: 2026-03-01:2026-04-30 'original posts'. Can be repeated.",
)
@ZONE
@JSON
def content(archives: tuple[str, ...], periods: tuple[tuple[str, str], ...], time_zone: str, as_json: bool) -> None:
    """Compare kinds of posts by the engagement they received.

    Needs LinkedIn's analytics workbook next to the archive: ssi content ARCHIVE.zip ANALYTICS.xlsx.
    """
    spans = [_period(days, name) for days, name in periods]
    comparison = read_member(archives, time_zone=time_zone).content(spans)
    if as_json:
        click.echo(comparison.to_json())
        return
    from openssi.render.terminal.content import screen

    console().print(screen(comparison))


def _period(days: str, name: str) -> tuple[str, str, str]:
    first, colon, last = days.partition(":")
    if not colon:
        raise UsageError(
            "day-format", f"{days!r} isn't a period.", hint="Write it as --period 2026-03-01:2026-04-30 NAME."
        )
    return first, last, name
