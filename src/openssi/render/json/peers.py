"""Where a member stands in their industry and network, on the terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from openssi.activity.calendar import iso
from openssi.insight import Assessment, PeerRank
from openssi.model import MICRO
from openssi.render.escaping import escape_controls
from openssi.render.json.score import as_dict

__all__ = ["STANDING_KEYS", "member_as_json", "standing_as_dict", "standings_screen"]

#: What each key of a standing means; the reference page is generated from this table.
STANDING_KEYS = {
    "group": "`industry`, `network` (those connected, and the member), or on a team server `team`",
    "name": "the industry's or the team's name; empty for a network",
    "rank": "1 is the best; those with the same index share the better rank; 0 where a team does not tell it",
    "size": "how many people the group has",
    "top_percent": "100 times rank by size, rounded up; null of fewer than 30 people",
    "averages": "the group's mean of `index` and of each pillar in micro-points; empty of fewer than 10 people",
    "period": "of a team, whose people are those active in it, its first and last day; null otherwise",
    "thresholds": "what the top 50, 25 and 10 percent have at least, in micro-points; of industries alone",
}


def member_as_json(assessment: Assessment) -> str:
    """A member of a population as JSON: the object of `ssi score --json`, and `standings`."""
    return json.dumps(
        as_dict(assessment) | {"standings": [standing_as_dict(standing) for standing in assessment.standings]}, indent=1
    )


def standing_as_dict(standing: PeerRank) -> dict[str, object]:
    """A place in a group as JSON; `STANDING_KEYS` says what each key means."""
    return {
        "group": standing.group,
        "name": standing.name,
        "rank": standing.rank,
        "size": standing.size,
        "top_percent": standing.top_percent,
        "averages": dict(standing.averages),
        "period": [iso(day) for day in standing.period] if standing.period else None,
        "thresholds": {str(percent): micro for percent, micro in standing.thresholds.items()},
    }


def standings_screen(standings: Sequence[PeerRank], index_micro: int, console: Console) -> RenderableType:
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
