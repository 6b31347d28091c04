"""A model as a table for the terminal: weights, measures, knots, and where each number comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from openssi.model import MICRO, Band, Credit, Fading, Model, Pillar, Signal, Stock

__all__ = ["describe_bands", "describe_credit", "describe_knots", "describe_value", "model_table"]

#: The mean fading sum of one activity a week: (90 + 89 + … + 1) / 7.
_ONCE_A_WEEK = 585
_CREDIT = 1000


def model_table(model: Model) -> RenderableType:
    """Show every pillar with its signals."""
    head = f"model {model.id}  fingerprint {model.fingerprint}"
    head += f"  based on {model.based_on}" if model.based_on else ""
    return Group(
        Text(head, "bold"),
        Text(f"bands: {describe_bands(model.bands)}; thought leader from {model.thought_leader}"),
        *(Text(f"bands with {one.title}: {describe_bands(one.bands)}") for one in model.sets if one.bands),
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


def describe_bands(bands: Iterable[Band]) -> str:
    """Describe bands by where they begin: "starting from 0, building from 30"."""
    return ", ".join(f"{band.id} from {band.start}" for band in bands)


def describe_credit(credit: Credit, model: Model) -> str:
    """Describe what a day of a kind counts: "comments: 1 counts 1, 2 count 1.5, 4 and more count 2"."""
    kind = model.kind[credit.kind]
    if not credit.knots:
        return f"{kind.many}: each counts {credit.each / _CREDIT:g}"
    *first, last = [(quantity / kind.unit, earned / _CREDIT) for quantity, earned in credit.knots]
    parts = [f"{quantity:g} count{'s' if quantity == 1 else ''} {earned:g}" for quantity, earned in first]
    more = f"{last[0]:g} and more count {last[1]:g}"
    return f"{kind.many}: {', '.join([*parts, more])}"


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
    """Describe each knot of a signal's curve after the first: "2 a week: 65%"."""
    return [
        f"{describe_value(signal, model, value)}: {fraction * 100 / MICRO:g}%"
        for value, fraction in signal.curve.knots[1:]
    ]


def describe_value(signal: Signal, model: Model, value: int) -> str:
    """Describe a signal's value: "2 a week", "500 in all", "30%"."""
    match signal.measure:
        case Fading(kind):
            return f"{value / _ONCE_A_WEEK / model.kind[kind].unit:.3g} a week"
        case Stock(kind):
            return f"{value / model.kind[kind].unit:,.6g} in all"
        case _:
            return f"{value * 100 / MICRO:g}%"
