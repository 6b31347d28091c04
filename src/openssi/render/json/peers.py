"""`ssi population show --json`: a score, and the member's rank among peers."""

from __future__ import annotations

import json
from typing import Annotated, Literal, NotRequired, TypedDict

from openssi import insight
from openssi.activity.calendar import iso
from openssi.render.json.contract import Day, Doc, Pair
from openssi.render.json.score import Score, as_dict

__all__ = ["PeerRank", "RankedScore", "member_as_json", "rank_as_dict"]


class PeerRank(TypedDict):
    """A member's rank in one group of peers."""

    group: Annotated[str, Doc("Kind of group: `industry`, `network` (connections and the member) or `team`.")]
    name: Annotated[str, Doc("Name of the industry or the team. Empty for a network.")]
    rank: Annotated[
        int, Doc("Rank in the group, 1 for the highest index. Equal indexes share a rank. 0 if a team doesn't show it.")
    ]
    size: Annotated[int, Doc("Number of people in the group.")]
    top_percent: Annotated[int | None, Doc("100 × rank / size, rounded up. Null for groups of fewer than 30 people.")]
    averages: Annotated[
        dict[str, int],
        Doc("Average `index` and pillars of the group, in micro-points. Empty for groups of fewer than 10 people."),
    ]
    period: Annotated[
        Pair[Day] | None,
        Doc("First and last day of the period in which people of a team were active. Null for others."),
    ]
    thresholds: Annotated[
        dict[str, int], Doc("Lowest index of the top 50, 25 and 10 percent, in micro-points. Only for industries.")
    ]
    measured: NotRequired[
        Annotated[
            str,
            Doc(
                "The measured set whose index is ranked, such as `archive`. Empty for the whole index. Only of a "
                "population."
            ),
        ]
    ]
    third: NotRequired[
        Annotated[
            Literal["upper", "middle", "lower"],
            Doc("Third of your connections who share on this server. Only there, from ten of them on."),
        ]
    ]
    connections: NotRequired[Annotated[int, Doc("Number of your connections. Only with `third`.")]]
    among: NotRequired[
        Annotated[
            str, Doc("Whose figures the industry's are, of how many people and of which day. Only on a team server.")
        ]
    ]


class RankedScore(Score):
    """A member of a population: the score, and the ranks among peers."""

    standings: Annotated[list[PeerRank], Doc("Rank in each group of peers.")]


def member_as_json(assessment: insight.Assessment) -> str:
    """Return what `ssi population show --json` prints."""
    ranked: RankedScore = {
        **as_dict(assessment),
        "standings": [{**rank_as_dict(rank), "measured": rank.measured} for rank in assessment.peer_ranks],
    }
    return json.dumps(ranked, indent=1)


def rank_as_dict(rank: insight.PeerRank) -> PeerRank:
    """Return a rank as an object."""
    found: PeerRank = {
        "group": rank.group,
        "name": rank.name,
        "rank": rank.rank,
        "size": rank.size,
        "top_percent": rank.top_percent,
        "averages": dict(rank.averages),
        "period": [iso(day) for day in rank.period] if rank.period else None,
        "thresholds": {str(percent): micro for percent, micro in rank.thresholds.items()},
    }
    if rank.third:
        thirds: tuple[Literal["upper"], Literal["middle"], Literal["lower"]] = ("upper", "middle", "lower")
        found["third"], found["connections"] = thirds[rank.third - 1], rank.connections
    return found
