"""The command `ssi score`."""

from __future__ import annotations

from datetime import date

import click

from openssi.cli.options import ARCHIVES, AS_OF, JSON, MODEL, NEVER, ZONE, read_member
from openssi.cli.output import console

__all__ = ["score"]


def _signal_names(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """Return the signals that a shell offers to complete a name with."""
    from openssi.model import DEFAULT

    return [name for name in DEFAULT.signals if name.startswith(begun)]


@click.command()
@ARCHIVES
@AS_OF
@ZONE
@MODEL
@NEVER
@JSON
@click.option("--signals", is_flag=True, help="Show every signal: its points, what was counted, and its next point.")
@click.option("--sources", "files", is_flag=True, help="Show every file: what was read, and what was left out and why.")
@click.option(
    "--explain",
    "signal",
    metavar="SIGNAL",
    shell_complete=_signal_names,
    help="Show one signal in detail, by title or ID: the days that count, its curve.",
)
def score(
    archives: tuple[str, ...],
    as_of: date | None,
    time_zone: str,
    model_name: str | None,
    never: tuple[str, ...],
    as_json: bool,
    signals: bool,
    files: bool,
    signal: str | None,
) -> None:
    """Score your LinkedIn data.

    Shows the index, its pillars, what to do next and what fades next. ARCHIVE is the zip that LinkedIn
    sends you (Settings > Data privacy > Get a copy of your data) or its unpacked folder; give several of the same
    member and they are merged. ANALYTICS.xlsx is the same member's analytics workbook.
    """
    # When something last counted can be years ago.
    recent_only = as_of is None and not signal
    member = read_member(archives, time_zone=time_zone, model_name=model_name, never=never, recent_only=recent_only)
    assessment = member.score(as_of)
    if signal:
        from openssi.insight.signal_detail import explain_signal

        detail = explain_signal(assessment.activity, assessment.model, assessment.score, signal)
        if as_json:
            from openssi.render.json.score import explanation_as_json

            click.echo(explanation_as_json(detail))
            return
        from openssi.render.terminal.signal import screen as signal_screen

        console().print(signal_screen(detail, assessment.model))
    elif as_json:
        click.echo(assessment.to_json())
    else:
        from openssi.render.terminal.score import screen

        terminal = console()
        terminal.print(screen(assessment, terminal, signals=signals, files=files))
