"""Sellers as dots without names: the mean index of each, and what each sold a month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor, log10

from openssi.render.svg.chart import Chart, Margins, percent, rule, text, upright, wide_svg

__all__ = ["dots_chart"]

_HEIGHT = 260  # pixels of the plot
_AXIS = 34
_STEPS = (5, 10, 20)  # points of the index between two ticks


def dots_chart(dots: Sequence[tuple[float, float]], outcome: str) -> Chart:
    """Draw a dot for each seller: mean points to the right, outcomes a month upwards."""
    low, high = _range(dots)
    step = _step(max(rate for _, rate in dots))
    top = 2.2 * step
    title = f"{outcome} a month and the index, {len(dots)} sellers"
    summary = (
        f"Each dot is a seller: from {min(points for points, _ in dots):.0f} to "
        f"{max(points for points, _ in dots):.0f} points. "
        "Sellers differ in much else, so this picture proves nothing."
    )

    def shapes() -> Iterator[str]:
        for at in range(3):
            yield rule(_HEIGHT * (1 - at * step / top), f"{at * step:,g}")
        for tick in _ticks(low, high):
            yield upright("ssi-tick", (tick - low) / (high - low), _HEIGHT - 4, _HEIGHT)
            yield text(f"{tick:g}", (tick - low) / (high - low), _HEIGHT + 14)
        yield text("points of the index", 0.5, _HEIGHT + 30)
        for points, rate in dots:
            center = f'cx="{percent((points - low) / (high - low))}" cy="{_HEIGHT * (1 - rate / top):.1f}"'
            yield f'<circle class="ssi-earned" {center} r="5" fill-opacity=".7"/>'

    svg = wide_svg(_HEIGHT + _AXIS, title, summary, shapes(), Margins.NONE)
    rows = tuple((f"{points:.1f}", f"{rate:.2f}") for points, rate in dots)
    return Chart(title, summary, svg, ("points of the index", "outcomes a month"), rows)


def _step(highest: float) -> float:
    """Return a round number, two of which are not less than the highest value."""
    power = 10.0 ** floor(log10(max(highest, 1e-3) / 2))
    return next(step for factor in (1, 2, 2.5, 5, 10) if (step := factor * power) * 2 >= highest)


def _range(dots: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """From a multiple of 5 to a multiple of 5, with all dots inside."""
    points = [value for value, _ in dots]
    return 5 * (min(points) // 5), 5 * (max(points) // 5 + 1)


def _ticks(low: float, high: float) -> list[float]:
    step = next((step for step in _STEPS if (high - low) / step <= 6), _STEPS[-1])
    first = -(-low // step) * step
    return [first + step * at for at in range(int((high - first) // step) + 1)]
