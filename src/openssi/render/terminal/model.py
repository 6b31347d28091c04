"""A model as a table for the terminal: weights, measures, knots and where each number comes from."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from openssi.model import MICRO, Attribute, Fading, Model, Rate, Signal, Stock

__all__ = ["knot_in_words", "measure_in_words", "model_table"]


def model_table(model: Model) -> RenderableType:
    """Every pillar with its signals."""
    head = f"model {model.id}  fingerprint {model.fingerprint}" + (
        f"  based on {model.based_on}" if model.based_on else ""
    )
    bands = ", ".join(f"{band.id} from {band.start}" for band in model.bands)
    parts: list[RenderableType] = [
        Text(head, "bold"),
        Text(f"bands: {bands}; {model.thought_leader} marks a thought leader"),
    ]
    for pillar in model.pillars:
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
            knots = "\n".join(knot_in_words(signal, model, knot) for knot in signal.curve.knots[1:])
            table.add_row(signal.id, str(signal.maximum), measure_in_words(signal), knots, signal.curve.provenance)
        parts += [Text(), table]
    return Group(*parts)


def measure_in_words(signal: Signal) -> str:
    """The measure as the model page writes it: `fading(post_published)`."""
    match signal.measure:
        case Fading(kind):
            return f"fading({kind})"
        case Stock(kind):
            return f"stock({kind})"
        case Rate(successes, attempts, prior):
            return f"rate({successes}, {attempts}, prior {prior})"
        case Attribute(name):
            return f"attribute({name})"


def knot_in_words(signal: Signal, model: Model, knot: tuple[int, int]) -> str:
    """A knot as a person reads it: "2 a week: 65 %"."""
    value, share = knot
    percent = f"{share * 100 / MICRO:g} %"
    match signal.measure:
        case Fading(kind):
            return f"{value / 585 / model.kind[kind].unit:.3g} a week: {percent}"
        case Stock():
            return f"{value:,} in all: {percent}"
        case _:
            return f"{value * 100 / MICRO:g} %: {percent}"
