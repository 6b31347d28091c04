"""How a signal earns points: the curve of a model, with a point that a script can move along it."""

from __future__ import annotations

from collections.abc import Iterator

from openssi.model import MICRO, Model, Signal
from openssi.render.svg.chart import Chart, Margins, lines, percent, rule, stretched, text, upright, wide_svg
from openssi.render.words.model import describe_value

__all__ = ["CURVE_HEIGHT", "curve_chart", "curve_end", "curve_start"]

#: Height of the plot in pixels: no points are drawn at the bottom, the maximum at the top.
CURVE_HEIGHT = 200
_AXIS = 20
_TOP = 20


def curve_end(signal: Signal) -> int:
    """Return the value at the right edge: some way past the last knot, to show that more earns nothing more."""
    return signal.curve.knots[-1][0] * 6 // 5


def curve_start(signal: Signal) -> int:
    """Return the value of the point before anybody moves it: the first knot that earns something."""
    return signal.curve.knots[1][0]


def curve_chart(signal: Signal, model: Model) -> Chart:
    """Draw a signal's value to the right, and its points upwards."""
    end, knots = curve_end(signal), signal.curve.knots
    labels = [describe_value(signal, model, value) for value, _ in knots]
    rows = tuple(
        (label, f"{signal.maximum * fraction / MICRO:.3g}") for label, (_, fraction) in zip(labels, knots, strict=True)
    )
    title = f"{signal.title}: points by value"
    summary = "; ".join(f"{label} earns {points} of {signal.maximum}" for label, points in rows[1:]) + "."

    def shapes() -> Iterator[str]:
        for part, words in ((0, ""), (1, f"{signal.maximum / 2:g}"), (2, f"{signal.maximum} points")):
            yield rule(_y(part * MICRO // 2), words)
        path = lines([*((value / end, _y(fraction)) for value, fraction in knots), (1, _y(knots[-1][1]))])
        line = f'<path class="ssi-line" d="{path}" fill="none" stroke="currentColor" stroke-width="2.5" '
        yield stretched(_TOP + CURVE_HEIGHT, [f'{line}vector-effect="non-scaling-stroke"/>'])
        for value, label in _labelled(signal, labels):
            yield upright("ssi-tick", value / end, _y(0) - 4, _y(0))
            yield text(label, value / end, _y(0) + 16)
        start = curve_start(signal)
        at = f'cx="{percent(start / end)}" cy="{_y(signal.curve.fraction(start)):.1f}"'
        yield f'<circle class="ssi-point" {at} r="7"/>'

    svg = wide_svg(_TOP + CURVE_HEIGHT + _AXIS, title, summary, shapes(), Margins.NONE)
    return Chart(title, summary, svg, ("value", "points"), rows)


def _y(fraction: int) -> float:
    return _TOP + CURVE_HEIGHT * (1 - fraction / MICRO)


def _labelled(signal: Signal, labels: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the knots whose labels fit next to each other, the last one first."""
    before = 2 * curve_end(signal)
    for (value, _), label in reversed([*zip(signal.curve.knots, labels, strict=True)][1:]):
        if before - value > curve_end(signal) / 4:
            yield value, label
            before = value
