"""Check that a model is sound, and report every mistake at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from openssi.model.definition import MICRO, Attribute, Model, Rate, Signal

__all__ = ["mistakes"]

#: The largest value of a knot: far above any archive, and safe in 64 bits when multiplied by a fraction in millionths.
LARGEST_VALUE = 2**63 // (100 * MICRO) - 1


def mistakes(model: Model) -> tuple[str, ...]:
    """Return every mistake in a model, each as a sentence that names the setting."""
    return tuple(_in_kinds(model)) + tuple(_in_pillars(model)) + tuple(_in_bands(model))


def _in_kinds(model: Model) -> Iterator[str]:
    for kind in model.kinds:
        for credit in kind.credits:
            where = f"kinds.{kind.id}.credits"
            if credit.kind not in model.kind or model.kind[credit.kind].credits:
                yield f"{where}: {credit.kind} is not a kind of activity that sources report"
            if bool(credit.knots) == bool(credit.each):
                yield f"{where}: {credit.kind} needs either knots or the credits of each"
            if credit.knots:
                yield from _in_knots(where, ((0, 0), *credit.knots))


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
    if isinstance(signal.measure, Rate):
        yield from _in_rate(where, signal.measure)
    if signal.offered and signal.step is None:
        yield f"{where}.offered: the what-if form can only offer a signal with a step"
    if not signal.curve.provenance.strip():
        yield f"{where}.provenance: say where the knots come from"
    elif not signal.curve.provenance.isprintable():
        yield f"{where}.provenance: must be one line without control characters"
    yield from _in_knots(where, signal.curve.knots)
    yield from _in_limits(where, signal)


def _in_rate(where: str, rate: Rate) -> Iterator[str]:
    if rate.prior < 1:
        yield f"{where}.prior: must be 1 or more"
    if not 0 <= rate.base <= rate.cap <= MICRO:
        yield f"{where}: needs 0 <= base <= cap <= {MICRO}"
    if bool(rate.evidence) != (rate.doubt > 0):
        yield f"{where}: evidence and doubt need each other"


def _in_knots(where: str, knots: tuple[tuple[int, int], ...]) -> Iterator[str]:
    if len(knots) < 2 or knots[0] != (0, 0):
        yield f"{where}.knots: must begin with [0, 0] and have at least one more knot"
        return
    slope: tuple[int, int] | None = None
    for (x0, y0), (x1, y1) in pairwise(knots):
        if x1 <= x0 or y1 <= y0:
            yield f"{where}.knots: both numbers of [{x1}, {y1}] must be greater than those of [{x0}, {y0}]"
            slope = None
        elif slope is not None and (y1 - y0) * slope[1] > slope[0] * (x1 - x0):
            yield f"{where}.knots: the segment to [{x1}, {y1}] is steeper than the one before; slopes may not increase"
        else:
            slope = (y1 - y0, x1 - x0)


def _in_limits(where: str, signal: Signal) -> Iterator[str]:
    x, y = max(signal.curve.knots, default=(0, 0))
    if y > MICRO:
        yield f"{where}.knots: {y} millionths is more than the maximum"
    limit = MICRO if isinstance(signal.measure, Attribute | Rate) else LARGEST_VALUE
    if x > limit:
        yield f"{where}.knots: the value {x} is above {limit}, which no member can reach"


def _in_bands(model: Model) -> Iterator[str]:
    starts = [band.start for band in model.bands]
    if not starts or starts[0] != 0 or starts != sorted(set(starts)) or starts[-1] > 100:
        yield "bands: must start at 0, increase, and not exceed 100"
