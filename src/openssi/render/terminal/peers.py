"""A member's rank in their industry and network, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from openssi.insight import PeerRank
from openssi.render.escaping import escape_controls
from openssi.render.terminal.layout import NARROW, data_table
from openssi.render.words.peers import rank_in_words, threshold_in_words, top_in_words
from openssi.scoring.group_sizes import LEAST_FOR_AVERAGE, LEAST_FOR_PERCENT
from openssi.scoring.rounding import format_points

__all__ = ["screen"]


def screen(peers: Sequence[PeerRank], index_micro: int, console: Console) -> RenderableType:
    """Show rank, size and average of each group, and how far the top of the industry is."""
    lines: list[RenderableType] = [Text("Compared with others", "bold underline")]
    whole = [group for group in peers if not group.measured]  # JSON also has the ranks by what an archive measures
    for group in whole:
        lines.append(Text.assemble((_name(group), "bold"), f": {_rank(group)}"))
        lines += [Text(f"  {sentence}", "dim") for sentence in _details(group, index_micro)]
    with_averages = [group for group in whole if group.averages]
    if with_averages and console.width >= NARROW:
        lines.append(_averages(with_averages))
    return Group(*lines)


def _name(group: PeerRank) -> str:
    return f"People in {escape_controls(group.name)}" if group.group == "industry" else "People in the network"


def _rank(group: PeerRank) -> str:
    percentile = top_in_words(group) or f"a percentile needs {LEAST_FOR_PERCENT} people"
    return f"{rank_in_words(group)}, {percentile}"


def _details(group: PeerRank, index_micro: int) -> Iterator[str]:
    if group.averages:
        yield f"average index {format_points(group.averages['index'])}"
    else:
        yield f"an average needs {LEAST_FOR_AVERAGE} people"
    if group.thresholds:
        yield threshold_in_words(group, index_micro)


def _averages(groups: Sequence[PeerRank]) -> Table:
    table = data_table()
    table.add_column("average of")
    for name in groups[0].averages:
        table.add_column(name, justify="right")
    for group in groups:
        table.add_row(_name(group), *map(format_points, group.averages.values()))
    return table
