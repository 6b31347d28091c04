"""The command `ssi history`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openssi.cli.options import (
    ARCHIVES,
    FIRST,
    JSON,
    LAST,
    MODEL,
    NO_OFFICIAL,
    NOTES,
    OFFICIAL,
    ZONE,
    official_file,
    read_member,
)
from openssi.cli.output import console, print_skipped_notes, write
from openssi.errors import UsageError
from openssi.render.escaping import escape_controls

if TYPE_CHECKING:
    from openssi.insight.history import Every
    from openssi.member.history import History

__all__ = ["history"]

_FORMATS = (".html", ".svg", ".csv")
_PIPE = Path("-")


@click.command()
@ARCHIVES
@FIRST
@LAST
@click.option(
    "--every",
    type=click.Choice(["day", "week", "month"]),
    help="One row per day, week or month. Default: every day; on the screen, as many rows as fit.",
)
@NOTES
@OFFICIAL
@NO_OFFICIAL
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write a .html, .svg or .csv file; - prints CSV.",
)
@ZONE
@MODEL
@JSON
def history(
    archives: tuple[str, ...],
    first: date | None,
    last: date | None,
    every: Every | None,
    notes: Path | None,
    official: Path | None,
    no_official: bool,
    out: Path | None,
    time_zone: str,
    model_name: str | None,
    as_json: bool,
) -> None:
    """Show the index on each day of the past.

    Each day is scored with what was known on that day, so past numbers never change.
    """
    if out is not None and out != _PIPE:
        _check_format(out, every)
    numbers = official_file(official, none=no_official)
    member = read_member(archives, time_zone=time_zone, model_name=model_name)
    daily = member.history(first, last, notes=notes, official=numbers)
    if out == _PIPE:
        print_skipped_notes(daily.left_out, err=True)
        click.echo(daily.to_csv(every or "day"), nl=False)
    elif out is not None:
        write(out, _rendered(daily, out.suffix.lower(), every or "day"))
        click.echo(escape_controls(str(out)))
        print_skipped_notes(daily.left_out)
    elif as_json:
        click.echo(daily.to_json(every or "day"))
    else:
        from openssi.render.terminal.history import screen

        terminal = console()
        terminal.print(screen(daily, terminal, every))


def _check_format(out: Path, every: Every | None) -> None:
    suffix = out.suffix.lower()
    if suffix not in _FORMATS:
        raise UsageError(
            "out-format",
            f"{out} doesn't end in {', '.join(_FORMATS[:-1])} or {_FORMATS[-1]}.",
            hint="Choose a name with that ending.",
        )
    if every and suffix != ".csv":
        raise UsageError(
            "out-format", f"{out} always shows every day.", hint="Leave --every out, or write a .csv file."
        )


def _rendered(history: History, suffix: str, every: Every) -> str:
    if suffix == ".csv":
        return history.to_csv(every)
    return history.to_svg() if suffix == ".svg" else history.to_html()
