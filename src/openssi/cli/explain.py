"""The command `ssi explain`."""

from __future__ import annotations

from datetime import date

import click

from openssi.cli.options import ARCHIVES, FIRST, JSON, LAST, MODEL, ZONE, chosen_model, day_option, read_member
from openssi.cli.output import console
from openssi.errors import UsageError

__all__ = ["explain"]


@click.command()
@ARCHIVES
@FIRST
@LAST
@day_option("--day", help="Explain this one day instead: what it consists of, and how it differs from your best.")
@click.option("--from-model", metavar="ID|FILE", help="The model that scored the first day, if it was another one.")
@ZONE
@MODEL
@JSON
def explain(
    archives: tuple[str, ...],
    first: date | None,
    last: date | None,
    day: date | None,
    from_model: str | None,
    time_zone: str,
    model_name: str | None,
    as_json: bool,
) -> None:
    """Explain why the index moved.

    Every point of the change is assigned to a signal and a cause, with the days behind it. Without dates, find and
    explain the largest drops and rises of the last year. With --to only, explain the four weeks before that day; with
    --from only, everything since.
    """
    if day is not None and (first is not None or last is not None or from_model):
        raise UsageError("day-order", "--day can't be combined with --from, --to or --from-model.")
    earlier = chosen_model(from_model) if from_model else None
    member = read_member(archives, time_zone=time_zone, model_name=model_name, earlier_model=earlier)
    if day is not None:
        explanation = member.explain_day(day)
    elif first is not None or last is not None:
        explanation = member.explain(first, last, earlier_model=earlier)
    else:
        explanation = member.explain_moves()
    if as_json:
        click.echo(explanation.to_json())
        return
    from openssi.render.terminal.explain import screen

    terminal = console()
    terminal.print(screen(explanation, terminal))
