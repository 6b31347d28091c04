"""A model as a table for the terminal: weights, measures, knots, and where each number comes from."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from openssi.model import Model, Pillar
from openssi.render.words.model import describe_bands, describe_credit, describe_knots

__all__ = ["model_table"]


def model_table(model: Model) -> RenderableType:
    """Show every pillar with its signals."""
    head = f"model {model.id}  fingerprint {model.fingerprint}"
    head += f"  based on {model.based_on}" if model.based_on else ""
    return Group(
        Text(head, "bold"),
        Text(f"bands: {describe_bands(model.bands)}; thought leader from {model.thought_leader}"),
        *(
            Text(f"bands with {measured_set.title}: {describe_bands(measured_set.bands)}")
            for measured_set in model.sets
            if measured_set.bands
        ),
        *(part for pillar in model.pillars for part in (Text(), _pillar_table(pillar, model))),
        *_credits(model),
    )


def _credits(model: Model) -> Iterator[RenderableType]:
    """Show what a day of activity earns, for models in which more of a day earns less."""
    earning = [kind for kind in model.kinds if kind.credits]
    if not earning:
        return
    yield Text("Credits of a day", "bold")
    for kind in earning:
        yield Text(f"{kind.id}: {'; '.join(describe_credit(credit, model) for credit in kind.credits)}")


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
