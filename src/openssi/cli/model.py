"""The commands `ssi model show`, `ssi model check`, `ssi model diff` and `ssi model redteam`."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from typing import TypeVar

import click

from openssi.cli.options import ProgressBar, chosen_model
from openssi.cli.output import console
from openssi.errors import UsageError

__all__ = ["model"]

_T = TypeVar("_T")


@click.group()
def model() -> None:
    """Show a scoring model, check your own, compare two, or try to game one."""


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
    points = ", ".join(str(pillar.maximum) for pillar in chosen.pillars)
    click.echo(
        f"{chosen.id} is valid: pillars of {points} points, {len(chosen.signals)} signals, fingerprint "
        f"{chosen.fingerprint}."
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
    from openssi.population.model_diff import compare_models

    with ProgressBar("M rows", 1) as bar:
        comparison = compare_models(*models, progress=bar.show)
    if as_json:
        from openssi.render.json.model_diff import as_json as to_json

        click.echo(to_json(comparison))
        return
    from openssi.render.terminal.model_diff import model_diff

    console().print(model_diff(comparison))


@model.command()
@click.argument("name", default="", metavar="[ID|FILE]")
@click.option("--strategy", "strategies", multiple=True, metavar="ID", help="Only this strategy; repeat for several.")
@click.option("--seller", "sellers", multiple=True, metavar="ID", help="Only this seller; repeat for several.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def redteam(name: str, strategies: tuple[str, ...], sellers: tuple[str, ...], as_json: bool) -> None:
    """Try to game a model: simulate 99 strategies for eight weeks and report what each gains.

    Each strategy is carried out day by day and compared with honest weeks that take as long. The archives are real zips
    in LinkedIn's format, read like yours. All of it takes about a minute.
    """
    chosen = chosen_model(name or None)
    from openssi.redteam import SELLERS, STRATEGIES, run_suite

    chosen_sellers = _chosen("seller", sellers, {entry.id: entry for entry in SELLERS})
    chosen_strategies = _chosen("strategy", strategies, {entry.id: entry for entry in STRATEGIES})
    with ProgressBar("results") as bar:
        table = run_suite(
            chosen,
            chosen_sellers,
            chosen_strategies,
            progress=lambda done, total: bar.show(done * 1_000_000, total * 1_000_000),
        )
    if as_json:
        from openssi.render.json.redteam import as_json as to_json

        click.echo(to_json(table))
        return
    from openssi.render.terminal.redteam import redteam_table

    terminal = console()
    terminal.print(redteam_table(table, terminal.width))


def _chosen(what: str, ids: Sequence[str], known: Mapping[str, _T]) -> list[_T]:
    """Return what the IDs name, in the known order; all if there are none.

    Raises:
        UsageError: an ID is unknown.
    """
    for name in ids:
        if name not in known:
            raise UsageError("redteam-unknown", f"There is no {what} {name!r}.", hint=f"There are: {', '.join(known)}.")
    return [value for key, value in known.items() if not ids or key in ids]
