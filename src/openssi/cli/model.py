"""The commands `ssi model show` and `ssi model check`."""

from __future__ import annotations

import click

from openssi.cli.options import chosen_model
from openssi.cli.output import console

__all__ = ["model"]


@click.group()
def model() -> None:
    """Show a scoring model, or check one of your own."""


@model.command()
@click.argument("name", default="", metavar="[ID|FILE]")
@click.option("--toml", is_flag=True, help="Print it as TOML, to start your own from.")
@click.option("--effort", is_flag=True, help="Print the minutes of every step as TOML, for ssi coach --effort.")
def show(name: str, toml: bool, effort: bool) -> None:
    """Show a model: weights, curves and where each number comes from."""
    from openssi.model import efforts_to_toml, to_toml

    chosen = chosen_model(name or None)
    if toml or effort:
        click.echo(to_toml(chosen) if toml else efforts_to_toml(chosen), nl=False)
        return
    from openssi.render.terminal.model import model_table

    console().print(model_table(chosen))


@model.command()
@click.argument("file", metavar="FILE")
def check(file: str) -> None:
    """Check your own model file and list every mistake."""
    chosen = chosen_model(file)
    click.echo(
        f"{chosen.id} is valid: 4 pillars of 25, {len(chosen.signals)} signals, fingerprint {chosen.fingerprint}."
    )
