"""A model as a table for the terminal: weights, measures, knots, and where each number comes from."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from openssi.model import MICRO, Fading, Model, Pillar, Signal, Stock

__all__ = ["describe_knots", "describe_value", "model_table"]

#: The mean fading sum of one activity a week: (90 + 89 + … + 1) / 7.
_ONCE_A_WEEK = 585


def model_table(model: Model) -> RenderableType:
    """Show every pillar with its signals."""
    head = f"model {model.id}  fingerprint {model.fingerprint}"
    head += f"  based on {model.based_on}" if model.based_on else ""
    bands = ", ".join(f"{band.id} from {band.start}" for band in model.bands)
    return Group(
        Text(head, "bold"),
        Text(f"bands: {bands}; thought leader from {model.thought_leader}"),
        *(part for pillar in model.pillars for part in (Text(), _pillar_table(pillar, model))),
    )


def _pillar_table(pillar: Pillar, model: Model) -> Table:
    table = Table(
        title=f"{pillar.title} ({pillar.maximum})",
        title_justify="left",
        title_style="bold",
        header_style="dim",
        box=None,
        padding=(0, 2, 1, 0),
        pad_edge=False,
    )
    for heading in ("signal", "max", "measure", "earns", "provenance"):
        table.add_column(heading, justify="right" if heading == "max" else "left", overflow="fold")
    for signal in pillar.signals:
        knots = "\n".join(describe_knots(signal, model))
        table.add_row(signal.id, str(signal.maximum), str(signal.measure), knots, signal.curve.provenance)
    return table


def describe_knots(signal: Signal, model: Model) -> list[str]:
    """Describe each knot of a signal's curve after the first: "2 a week: 65 %"."""
    return [
        f"{describe_value(signal, model, value)}: {fraction * 100 / MICRO:g} %"
        for value, fraction in signal.curve.knots[1:]
    ]


def describe_value(signal: Signal, model: Model, value: int) -> str:
    """Describe a signal's value: "2 a week", "500 in all", "30 %"."""
    match signal.measure:
        case Fading(kind):
            return f"{value / _ONCE_A_WEEK / model.kind[kind].unit:.3g} a week"
        case Stock(kind):
            return f"{value / model.kind[kind].unit:,.6g} in all"
        case _:
            return f"{value * 100 / MICRO:g} %"
