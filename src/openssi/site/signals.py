"""What the page of a signal says, all of it from the model."""

from __future__ import annotations

import json
from dataclasses import dataclass

from openssi.model import MICRO, PUBLISHED, Attribute, Fading, Model, Rate, Signal, Stock
from openssi.render.svg.chart import Chart
from openssi.render.svg.curve import curve_chart, curve_end, curve_start
from openssi.render.words.model import ONCE_A_WEEK, describe_knots, describe_value, measure_in_words

__all__ = ["SignalView", "signal_list", "signal_view"]


@dataclass(frozen=True, slots=True)
class SignalView:
    """A signal as its page shows it.

    Attributes:
        id: its name in tables and JSON.
        title: a few words.
        pillar: the title of its pillar.
        maximum: the points it can earn.
        model: the ID of the model.
        why: why it counts.
        measured: how it is measured.
        counted: what each kind of activity is that it reads.
        from_others: whether some of it depends on other people.
        provenance: where the curve comes from.
        source: the file that contains its data; empty if no export does.
        step: how to raise it; empty if nothing the member does can be measured.
        effort: the time that takes, and where that figure comes from.
        chart: the curve.
        curve: what the script needs to move the point: knots, maximum, and how to write a value.
        elsewhere: the same signal in other models, a sentence each.
    """

    id: str
    title: str
    pillar: str
    maximum: int
    model: str
    why: str
    measured: str
    counted: tuple[tuple[str, str], ...]
    from_others: bool
    provenance: str
    source: str
    step: str
    effort: str
    chart: Chart
    curve: str
    elsewhere: tuple[str, ...]


def signal_list(model: Model) -> list[tuple[str, int, list[Signal]]]:
    """Return the title and the maximum of each pillar, with its signals, those worth most first."""
    return [
        (pillar.title, pillar.maximum, sorted(pillar.signals, key=lambda signal: -signal.maximum))
        for pillar in model.pillars
    ]


def signal_view(model: Model, name: str) -> SignalView:
    """Return what the page of a signal says."""
    signal = model.signals[name]
    kinds = [model.kind[kind] for kind in signal.measure.kinds]
    return SignalView(
        id=signal.id,
        title=signal.title,
        pillar=next(pillar.title for pillar in model.pillars if signal in pillar.signals),
        maximum=signal.maximum,
        model=model.id,
        why=signal.why,
        measured=measure_in_words(signal, model).removeprefix("Measured: "),
        counted=tuple((kind.many.capitalize(), kind.about) for kind in kinds)
        if isinstance(signal.measure, Rate)
        else (),
        from_others=any(kind.from_others for kind in kinds),
        provenance=signal.curve.provenance,
        source=signal.brought_by,
        step=signal.step.do if signal.step else "",
        effort=_effort(signal),
        chart=curve_chart(signal, model),
        curve=_curve(signal, model),
        elsewhere=tuple(_elsewhere(signal, other) for other in PUBLISHED.values() if other != model),
    )


def _effort(signal: Signal) -> str:
    step = signal.step
    if step is None:
        return ""
    return f"{step.minutes} minutes{', once' if step.once else ' a week'} ({step.effort_provenance})"


def _curve(signal: Signal, model: Model) -> str:
    """Return the curve as JSON for the script of the page."""
    scale, unit = _scale(signal, model)
    return json.dumps(
        {
            "knots": signal.curve.knots,
            "maximum": signal.maximum,
            "start": curve_start(signal),
            "end": curve_end(signal),
            "scale": scale,
            "unit": unit,
        }
    )


def _scale(signal: Signal, model: Model) -> tuple[float, str]:
    """Return by what a value is divided where a person reads it, and what follows it there."""
    match signal.measure:
        case Fading(kind):
            return ONCE_A_WEEK * model.kind[kind].unit, " a week"
        case Stock(kind):
            return model.kind[kind].unit, " in all"
        case Rate() | Attribute():
            return MICRO / 100, "%"


def _elsewhere(signal: Signal, other: Model) -> str:
    """Describe the signal in another model."""
    same = other.signals.get(signal.id)
    if same is None:
        return f"Model {other.id} doesn't have this signal."
    if (same.maximum, same.curve.knots, same.measure) == (signal.maximum, signal.curve.knots, signal.measure):
        return f"Model {other.id} has the same curve."
    last = describe_value(same, other, same.curve.knots[-1][0])
    knots = "; ".join(describe_knots(same, other))
    return f"Model {other.id}: up to {same.maximum} points, all of them from {last} ({knots})."
