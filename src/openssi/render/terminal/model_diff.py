"""Two models compared, for the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from openssi.model import Model, Signal
from openssi.model.diff import DefinitionChange, Setting
from openssi.population.model_diff import PERCENTILES, ModelComparison, Movement
from openssi.render.words.model import describe_knots
from openssi.scoring.rounding import format_points, format_signed_points, to_tenths

__all__ = ["model_diff"]


def model_diff(comparison: ModelComparison) -> RenderableType:
    """Show what differs in the definition, then how the scores of the synthetic network move."""
    old, new, movement = comparison.old, comparison.new, comparison.movement
    head = f"model {old.id} ({old.fingerprint}) → {new.id} ({new.fingerprint})"
    cohort = f"Scores of {movement.members:,} synthetic members on {comparison.as_of:%Y-%m-%d}"
    return Group(
        Text(head, "bold"),
        Text(),
        *_definition(comparison),
        Text(),
        Text(cohort, "bold"),
        _distribution(movement, old, new),
        Text(),
        *_signals(movement, {**old.signals, **new.signals}),
        Text(),
        *_bands(movement),
    )


def _table(*headings: str) -> Table:
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0), pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _definition(comparison: ModelComparison) -> list[RenderableType]:
    if not comparison.definition:
        return [Text("The definitions are the same: both models give every member the same score.")]
    table = _table("setting", comparison.old.id, comparison.new.id)
    table.columns[0].no_wrap = True
    for change in comparison.definition:
        before = _setting(change, change.before, comparison.old)
        after = _setting(change, change.after, comparison.new)
        table.add_row(change.setting, before, after)
    return [Text("Definition", "bold"), table]


def _setting(change: DefinitionChange, value: Setting | None, model: Model) -> str:
    if value is None:
        return "–"
    if isinstance(value, tuple):
        name = change.setting.split(".")[1]
        if name in model.signals:
            return "\n".join(describe_knots(model.signals[name], model))
        return "\n".join(f"{quantity:,} a day: {earned:,}" for quantity, earned in value)
    return str(value)


def _distribution(movement: Movement, old: Model, new: Model) -> Table:
    table = _table("index", *("median" if percent == 50 else f"p{percent}" for percent in PERCENTILES))
    for column in table.columns[1:]:
        column.justify = "right"
    table.add_row(old.id, *map(format_points, movement.before.values()))
    table.add_row(new.id, *map(format_points, movement.after.values()))
    table.add_row("change", *map(format_signed_points, movement.change.values()))
    return table


def _signals(movement: Movement, signals: Mapping[str, Signal]) -> list[RenderableType]:
    visible = [(signal, micro) for signal, micro in movement.signals.items() if to_tenths(micro)]
    if not visible:
        return [Text("No signal changes by a tenth of a point or more on average.")]
    table = _table("mean change by signal", "points")
    table.columns[1].justify = "right"
    for signal, micro in sorted(visible, key=lambda change: -abs(change[1])):
        table.add_row(signals[signal].title, format_signed_points(micro))
    return [table]


def _bands(movement: Movement) -> list[RenderableType]:
    if not movement.bands:
        return [Text("No member changes band.")]
    table = _table("change of band", "members")
    table.columns[1].justify = "right"
    for (old, new), count in movement.bands.items():
        table.add_row(f"{old} → {new}", f"{count:,} ({100 * count / movement.members:.1f}%)")
    return [table]
