"""A member's rank in their industry and network, on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from openssi.insight import PeerRank
from openssi.model import MICRO
from openssi.render.escaping import escape_controls

__all__ = ["screen"]


def screen(standings: Sequence[PeerRank], index_micro: int, console: Console) -> RenderableType:
    """Rank, size and average of each group, and how far the top of the industry is."""
    lines: list[RenderableType] = [Text("Among others", "bold underline")]
    for standing in standings:
        lines += [Text.assemble((_who(standing), "bold"), f": {_place(standing)}")]
        lines += [Text(f"  {sentence}", "dim") for sentence in _further(standing, index_micro)]
    with_averages = [standing for standing in standings if standing.averages]
    if with_averages and console.width >= 72:
        lines.append(_averages(with_averages))
    return Group(*lines)


def _who(standing: PeerRank) -> str:
    return f"People in {escape_controls(standing.name)}" if standing.group == "industry" else "People in the network"


def _place(standing: PeerRank) -> str:
    place = f"rank {standing.rank:,} of {standing.size:,}"
    if standing.top_percent is None:
        return f"{place}; too few for a percentage (under 30)"
    return f"{place}, top {standing.top_percent} %"


def _further(standing: PeerRank, index_micro: int) -> list[str]:
    sentences: list[str] = []
    if standing.averages:
        sentences.append(f"their average index is {standing.averages['index'] / MICRO:.1f}")
    else:
        sentences.append("too few for an average (under 10)")
    open_thresholds = [
        (percent, at) for percent, at in sorted(standing.thresholds.items(), reverse=True) if at > index_micro
    ]
    if open_thresholds:
        percent, at = open_thresholds[0]
        sentences.append(f"the top {percent} % begin at {at / MICRO:.1f}, {(at - index_micro) / MICRO:.1f} more")
    elif standing.thresholds:
        sentences.append(f"among the top {min(standing.thresholds)} % already")
    return sentences


def _averages(standings: Sequence[PeerRank]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("average of")
    for name in standings[0].averages:
        table.add_column(name, justify="right")
    for standing in standings:
        table.add_row(_who(standing), *(f"{micro / MICRO:.1f}" for micro in standing.averages.values()))
    return table
