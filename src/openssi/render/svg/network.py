"""The growth of a network: a bar a year for all connections at its end, the new ones filled."""

from __future__ import annotations

from collections.abc import Iterator

from openssi.insight.network import Network
from openssi.render.svg.chart import Chart, Margins, left_text, percent, right_text, wide_svg
from openssi.render.words.partial import network_in_words

__all__ = ["network_chart"]

_ROW, _BAR, _BAR_TOP, _BASELINE = 26, 14, 6, 18  # pixels
_HEADINGS = ("year", "connections", "new", "decision makers", "VP level or above", "new companies")


def network_chart(network: Network) -> Chart:
    """Draw a bar for each year since the first connection."""
    title = "Your network, year by year"
    summary = (
        f"{network_in_words(network)} Each bar has all connections at the end of its year; the filled part is new."
    )
    svg = wide_svg(_ROW * len(network.years) + 4, title, summary, _shapes(network), Margins.YEARS)
    rows = tuple(
        (str(year.year), *(f"{count:,}" for count in (
            year.connections, year.new, year.decision_makers, year.senior, year.companies
        )))
        for year in network.years
    )  # fmt: skip
    return Chart(title, summary, svg, _HEADINGS, rows)


def _shapes(network: Network) -> Iterator[str]:
    most = network.years[-1].connections
    for at, year in enumerate(network.years):
        top, before = _ROW * at + _BAR_TOP, year.connections - year.new
        yield left_text(str(year.year), _ROW * at + _BASELINE, kind="ssi-label ssi-name", size=12)
        yield right_text(f"{year.connections:,}", _ROW * at + _BASELINE, kind="ssi-number", size=13)
        yield _rect("ssi-band", 0, before / most, top, ' fill-opacity=".2"')
        yield _rect("ssi-earned", before / most, year.new / most, top)


def _rect(kind: str, start: float, width: float, top: int, bare: str = "") -> str:
    box = f'x="{percent(start)}" y="{top}" width="{percent(width)}" height="{_BAR}"'
    return f'<rect class="{kind}" {box} rx="2"{bare}/>'
