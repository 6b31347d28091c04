"""What a sound model must satisfy; every mistake found is told, not only the first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from openssi.model.definition import MICRO, Attribute, Model, Rate, Signal

__all__ = ["mistakes"]

#: No knot may lie beyond this value: far above any archive, and safe in 64 bits after multiplication by a share.
LARGEST_VALUE = 2**63 // (100 * MICRO) - 1


def mistakes(model: Model) -> tuple[str, ...]:
    """Everything that makes a model unsound, each as a sentence that names the place."""
    return tuple(_in_pillars(model)) + tuple(_in_bands(model))


def _in_pillars(model: Model) -> Iterator[str]:
    for pillar in model.pillars:
        total = sum(signal.maximum for signal in pillar.signals)
        if total != pillar.maximum:
            yield f"pillar {pillar.id}: the maxima add up to {total}, not to {pillar.maximum}"
        for signal in pillar.signals:
            yield from _in_signal(signal, model)


def _in_signal(signal: Signal, model: Model) -> Iterator[str]:
    where = f"signals.{signal.id}"
    if signal.maximum < 0:
        yield f"{where}.max: {signal.maximum} is negative"
    for kind in signal.measure.kinds:
        if kind not in model.kind:
            yield f"{where}: there is no kind of activity named {kind}"
    if isinstance(signal.measure, Rate) and signal.measure.prior < 1:
        yield f"{where}.prior: must be 1 or more"
    if not signal.curve.provenance.strip():
        yield f"{where}.provenance: say where the knots come from"
    elif not signal.curve.provenance.isprintable():
        yield f"{where}.provenance: must be one line without control characters"
    yield from _in_knots(where, signal)


def _in_knots(where: str, signal: Signal) -> Iterator[str]:
    knots = signal.curve.knots
    if len(knots) < 2 or knots[0] != (0, 0):
        yield f"{where}.knots: must begin with [0, 0] and have at least one more knot"
        return
    steepness: tuple[int, int] | None = None
    for (x0, y0), (x1, y1) in pairwise(knots):
        if x1 <= x0 or y1 <= y0:
            yield f"{where}.knots: [{x1}, {y1}] does not lie above and to the right of [{x0}, {y0}]"
            steepness = None
        elif steepness is not None and (y1 - y0) * steepness[1] > steepness[0] * (x1 - x0):
            yield f"{where}.knots: the step to [{x1}, {y1}] is steeper than the one before; no step may earn more than the last"
        else:
            steepness = (y1 - y0, x1 - x0)
    x, y = knots[-1]
    if y > MICRO:
        yield f"{where}.knots: a share of {y} millionths is more than the whole"
    limit = MICRO if isinstance(signal.measure, Attribute | Rate) else LARGEST_VALUE
    if x > limit:
        yield f"{where}.knots: the value {x} lies beyond {limit}, which no member can reach"


def _in_bands(model: Model) -> Iterator[str]:
    starts = [band.start for band in model.bands]
    if not starts or starts[0] != 0 or starts != sorted(set(starts)) or starts[-1] > 100:
        yield "bands: must begin at 0, rise, and stay within 100"
