"""The command `ssi digest`."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click

from openssi.cli.options import ARCHIVES, AS_OF, MODEL, ZONE, read_member
from openssi.errors import DayError
from openssi.render.escaping import escape_controls

__all__ = ["digest"]


@click.command()
@ARCHIVES
@AS_OF
@ZONE
@MODEL
def digest(archives: tuple[str, ...], as_of: date | None, time_zone: str, model_name: str | None) -> None:
    """Sum up your last week in three points.

    What changed from Monday to Sunday, one thing to do, and one thing to praise: plain text for Slack or an e-mail.
    """
    from openssi.activity.calendar import to_day
    from openssi.insight.digest import member_digest
    from openssi.render.words.digest import member_message

    assessment = read_member(archives, time_zone=time_zone, model_name=model_name).score(as_of)
    summary = member_digest(assessment.activity, assessment.model, assessment.score.as_of, steps=assessment.next_steps)
    if summary is None:
        raise DayError(
            "day-not-enough",
            "There is no digest yet: it takes a whole week of data, Monday to Sunday, and an index.",
            hint="Request a fresh archive from LinkedIn in a few days.",
        )
    today = summary.data_until if as_of else to_day(datetime.now(UTC).date())
    message = member_message(summary, today)
    click.echo(escape_controls(message.subject) + "\n")
    click.echo("\n".join(map(escape_controls, message.text.splitlines())))
