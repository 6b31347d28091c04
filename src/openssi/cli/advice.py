"""The commands that look ahead: `ssi what-if`."""

from __future__ import annotations

import click

from openssi.cli.options import AS_OF, MODEL, ZONE, Bar, chosen_model, tomorrow
from openssi.errors import UsageFault

__all__ = ["COMMANDS"]

_WEEKS = click.option("--weeks", default=8, show_default=True, metavar="N", help="For how many weeks, at most 26.")
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object instead of the screen.")


@click.command("what-if")
@click.argument("given", nargs=-1, required=True, metavar="ARCHIVE... [ANALYTICS.xlsx] [SIGNAL=N/week]...")
@_WEEKS
@AS_OF
@ZONE
@MODEL
@_JSON
def what_if(given: tuple[str, ...], weeks: int, as_of: str | None, time_zone: str, model_name: str | None, as_json: bool) -> None:
    """Where the index goes, day by day, if you do so much a week, and if you do nothing.

    SIGNAL=N/week takes the step of a signal N times every week (posts_published=2/week), SIGNAL=N in all
    (articles_published=1). Without any: where am I heading if I stop?
    """
    from openssi.activity.plan import is_plan
    from openssi.api import what_if as ask

    archives = [text for text in given if not is_plan(text)]
    if not archives:
        raise UsageFault("archive-not-found", "No archive was given.", hint="ssi what-if ARCHIVE.zip posts_published=2/week")
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
    if as_json:
        click.echo(found.to_json())
        return
    from openssi.cli.output import console
    from openssi.reports.what_if_screen import screen

    out = console()
    out.print(screen(found, out))


#: Every command of this module.
COMMANDS = (what_if,)
