"""The commands `ssi model show`, `ssi model check` and `ssi model diff`."""

from __future__ import annotations

import gc

import click

from openssi.cli.options import ProgressBar, chosen_model
from openssi.cli.output import console

__all__ = ["model"]


@click.group()
def model() -> None:
    """Show a scoring model, check your own, or compare two."""


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


@model.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def diff(old: str, new: str, as_json: bool) -> None:
    """Compare two models: their definitions, and how the scores of a synthetic network move.

    OLD and NEW are published IDs or model files.
    """
    models = chosen_model(old), chosen_model(new)
    gc.enable()  # otherwise DuckDB reports leaked objects at exit
    from openssi.population.model_comparison import compare_models

    with ProgressBar("M rows", 1) as bar:
        comparison = compare_models(*models, progress=bar.show)
    if as_json:
        from openssi.render.json.model_diff import as_json as to_json

        click.echo(to_json(comparison))
        return
    from openssi.render.terminal.model_diff import model_diff

    console().print(model_diff(comparison))
