"""The command `ssi doctor`."""

from __future__ import annotations

import click

from openssi.cli.options import ARCHIVES, JSON, MODEL, read_member
from openssi.cli.output import console

__all__ = ["doctor"]


@click.command()
@ARCHIVES
@MODEL
@JSON
def doctor(archives: tuple[str, ...], model_name: str | None, as_json: bool) -> None:
    """List what is there, what is missing, and how to get it.

    For each gap, says what to do on LinkedIn and how many points it could add.
    """
    diagnosis = read_member(archives, model_name=model_name).doctor()
    if as_json:
        click.echo(diagnosis.to_json())
        return
    from openssi.render.terminal.doctor import screen

    console().print(screen(diagnosis, console()))
