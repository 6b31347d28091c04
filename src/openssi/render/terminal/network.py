"""A network on the terminal, year by year."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from openssi.insight.network import Network, NetworkYear
from openssi.render.terminal.layout import NARROW
from openssi.render.words.partial import network_in_words

__all__ = ["network_screen"]

_BAR = 24  # columns of the longest bar, on a wide screen
_FIGURES = 68  # columns of all figures


def network_screen(network: Network, console: Console) -> RenderableType:
    """Show the network by year: all connections as a bar, and what was new."""
    heading = Group(Text("Your network", "bold underline"), Text(network_in_words(network)))
    most = network.years[-1].connections
    if console.width < NARROW:
        return Group(heading, *(Text(_line(year)) for year in network.years))
    longest = max(8, min(_BAR, console.width - _FIGURES))
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    for name in ("year", "connections", "", "new", "decision makers", "VP or above", "new companies"):
        table.add_column(name, justify="left" if name in {"year", ""} else "right")
    for year in network.years:
        bar = "█" * ((year.connections * longest + most // 2) // most)
        figures = (year.new, year.decision_makers, year.senior, year.companies)
        table.add_row(str(year.year), f"{year.connections:,}", Text(bar, "green"), *(f"{count:,}" for count in figures))
    return Group(heading, table)


def _line(year: NetworkYear) -> str:
    return (
        f"{year.year}: {year.connections:,} connections, {year.new:,} new, {year.decision_makers:,} decision makers, "
        f"{year.senior:,} at VP level or above, {year.companies:,} new companies"
    )
