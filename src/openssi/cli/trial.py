"""The commands `ssi trial plan` and `ssi trial result`."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import click

from openssi.cli.options import JSON, ZONE, day_option
from openssi.cli.outcomes import MAPPING
from openssi.cli.output import write
from openssi.errors import UsageError
from openssi.render.escaping import escape_controls

__all__ = ["trial"]


@click.group()
def trial() -> None:
    """Find out whether the weekly plan causes more sales.

    Volunteers are assigned at random to get the plan now or after 8 weeks. The assignment is recorded before the start.
    """


@trial.command()
@click.argument("volunteers", metavar="VOLUNTEERS.csv", type=click.Path(path_type=Path))
@day_option("--start", help="The first day, after today.")
@click.option("--outcome", default="meetings", show_default=True, metavar="NAME", help="What will be compared.")
@click.option(
    "--strata",
    default="",
    metavar="LABEL",
    help="Randomize separately within each value of this column. Default: territory.",
)
@click.option(
    "--out", default="trial.json", show_default=True, metavar="FILE.json", type=click.Path(path_type=Path),
    help="The file that records the trial.",
)  # fmt: skip
def plan(volunteers: Path, start: date | None, outcome: str, strata: str, out: Path) -> None:
    """Draw who gets the plan now, and record it.

    The table has a column with the seller, as the CRM writes the name, and may have one with the territory.
    """
    from openssi.member.outcomes import require_numpy

    require_numpy()
    from openssi.member.trial import plan_trial
    from openssi.render.words.trial import plan_in_words

    if start is None:
        raise UsageError("trial-start", "The trial has no first day.", hint="Name it: --start 2026-12-07.")
    if out.exists():
        raise UsageError(
            "trial-exists",
            f"{out} exists already, and a trial is drawn once.",
            hint="Choose another name with --out if this is another trial.",
        )
    trial_plan = plan_trial(volunteers, start=start, now=datetime.now(UTC), outcome=outcome, strata=strata)
    write(out, trial_plan.to_json())
    click.echo(escape_controls(str(out)))
    click.echo("\n".join(map(escape_controls, plan_in_words(trial_plan).split("\n"))))


@trial.command()
@click.argument("trial_file", metavar="TRIAL.json", type=click.Path(path_type=Path))
@click.argument("crm", nargs=-1, required=True, metavar="CRM.csv...", type=click.Path(path_type=Path))
@MAPPING
@ZONE
@JSON
def result(trial_file: Path, crm: tuple[Path, ...], mapping: Path | None, time_zone: str, as_json: bool) -> None:
    """Compare both halves once the 8 weeks are over."""
    from openssi.member.outcomes import require_numpy

    require_numpy()
    from openssi.member.trial import read_plan, trial_result
    from openssi.render.json.trial import as_dict
    from openssi.render.words.trial import result_in_words

    comparison = trial_result(
        read_plan(trial_file), crm, today=datetime.now(UTC).date(), mapping=mapping, time_zone=time_zone
    )
    if as_json:
        click.echo(json.dumps(as_dict(comparison), indent=1))
    else:
        click.echo("\n".join(map(escape_controls, result_in_words(comparison).split("\n"))))
