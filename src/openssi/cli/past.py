"""The commands that look back: `ssi history` and `ssi explain`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from openssi.cli.options import (
    ARCHIVES,
    MODEL,
    NO_OFFICIAL,
    NOTES,
    OFFICIAL,
    ZONE,
    Bar,
    chosen_model,
    official_file,
    tomorrow,
)
from openssi.cli.output import console, write
from openssi.errors import UsageError
from openssi.render.escaping import escape_controls

if TYPE_CHECKING:
    from openssi.insight.history import Every
    from openssi.member.history import History
    from openssi.model import Model
    from openssi.sources.protocol import Progress

__all__ = ["explain", "history"]

_FIRST = click.option("--from", "first", metavar="DATE", help="The first day (YYYY-MM-DD).")
_LAST = click.option("--to", "last", metavar="DATE", help="The last day; by default the archive's own last day.")
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object instead of the screen.")
_FORMS = (".html", ".svg", ".csv")


@click.command()
@ARCHIVES
@_FIRST
@_LAST
@click.option(
    "--every",
    type=click.Choice(["day", "week", "month"]),
    help="How far apart the days lie; by default every day, and on the screen as many as fit.",
)
@NOTES
@OFFICIAL
@NO_OFFICIAL
@click.option(
    "--out", metavar="FILE", type=click.Path(path_type=Path), help="Write FILE.html, FILE.svg or FILE.csv instead."
)
@ZONE
@MODEL
@_JSON
def history(
    archives: tuple[str, ...],
    first: str | None,
    last: str | None,
    every: Every | None,
    notes: Path | None,
    official: Path | None,
    no_official: bool,
    out: Path | None,
    time_zone: str,
    model_name: str | None,
    as_json: bool,
) -> None:
    """The index and its pillars as they were on each day, recomputed from the archive.

    A day is scored with what was known on it, so yesterday's number never changes.
    """
    if out is not None and out.suffix.lower() not in _FORMS:
        raise UsageError(
            "out-format", f"{out} ends in none of {', '.join(_FORMS)}.", hint="Name the file by what it should be."
        )
    if every and out is not None and out.suffix.lower() != ".csv":
        raise UsageError(
            "out-format", f"{out} would show every day.", hint="--every goes with the screen, --json and FILE.csv."
        )
    from openssi.member.history import history as history_of

    with Bar() as bar:
        beside = official_file(official, none=no_official)
        found = history_of(
            archives, first=first, last=last, notes=notes, official=beside, **_how(time_zone, model_name, bar)
        )
    if out is not None:
        write(out, _written(found, out.suffix.lower(), every or "day"))
        click.echo(escape_controls(str(out)))
    elif as_json:
        click.echo(found.to_json(every or "day"))
    else:
        from openssi.render.terminal.history import screen

        where = console()
        where.print(screen(found, where, every))


def _written(found: History, form: str, every: Every) -> str:
    if form == ".csv":
        return found.to_csv(every)
    return found.to_svg() if form == ".svg" else found.to_html()


@click.command()
@ARCHIVES
@_FIRST
@_LAST
@click.option(
    "--day", metavar="DATE", help="Explain this one day instead: against nothing, and against your best 90 days."
)
@click.option("--from-model", metavar="ID|FILE", help="The model that scored the first day, if it was another one.")
@ZONE
@MODEL
@_JSON
def explain(
    archives: tuple[str, ...],
    first: str | None,
    last: str | None,
    day: str | None,
    from_model: str | None,
    time_zone: str,
    model_name: str | None,
    as_json: bool,
) -> None:
    """Why the index moved: every point of the change by signal and cause, with the days behind it.

    With one of --from and --to, the other is the archive's last day, or four weeks before. Without any day, the largest
    drops and rises of the last year are found and explained.
    """
    if day is not None and (first is not None or last is not None or from_model):
        raise UsageError("day-order", "--day explains one day; it goes with none of --from, --to and --from-model.")
    from openssi.member.explain import explain as of_change
    from openssi.member.explain import explain_day as of_day
    from openssi.member.explain import explain_moves as of_year

    with Bar() as bar:
        how = _how(time_zone, model_name, bar)
        if day is not None:
            found = of_day(archives, day, **how)
        elif first is not None or last is not None:
            found = of_change(
                archives, first, last, earlier_model=chosen_model(from_model) if from_model else None, **how
            )
        else:
            found = of_year(archives, **how)
    if as_json:
        click.echo(found.to_json())
        return
    from openssi.render.terminal.explain import screen

    where = console()
    where.print(screen(found, where))


class _How(TypedDict):
    """How an archive is read and scored, for every call of `openssi`."""

    time_zone: str
    model: Model
    not_after: date
    progress: Progress


def _how(time_zone: str, model_name: str | None, bar: Bar) -> _How:
    return {"time_zone": time_zone, "model": chosen_model(model_name), "not_after": tomorrow(), "progress": bar.show}
