"""The typed result of a ranking: a member's rank among peers, with averages and thresholds of the group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["PeerRank"]


@dataclass(frozen=True, slots=True)
class PeerRank:
    """A member's rank in one group: an industry, a network (the member and their connections) or a team.

    Attributes:
        group: "industry", "network" or "team".
        name: the industry's or the team's name; empty for a network.
        rank: 1 is the best; equal indexes share the better rank. 0 where it is withheld: in a team that did not opt in
            to ranking, and in the lower half of one that did.
        size: number of people in the group.
        top_percent: ceil(100 x rank / size); None for fewer than 30 people.
        averages: the group's mean of the index ("index") and of each pillar in micro-points, for a team in whole
            points; empty for fewer than 10 people.
        thresholds: the lowest index among the top 50, 25 and 10 percent, in micro-points; industries only.
        best_rank: if the rank is only known as a range, its better end, and `rank` is the worse one; 0 if it is exact.
        measured: the ID of the measured set whose index is ranked ("archive"); empty for the whole index.
        third: among connections who share on a team server: 1 upper, 2 middle, 3 lower third; 0 for other groups.
        connections: for them, how many connections the member has.
        scored: for an industry, the days of the oldest and the newest scores (since 1970-01-01).
        period: for a team, the first and last day (since 1970-01-01) in which its people were active.
    """

    group: str
    name: str
    rank: int
    size: int
    top_percent: int | None
    averages: Mapping[str, int] = field(default_factory=dict[str, int])
    thresholds: Mapping[int, int] = field(default_factory=dict[int, int])
    period: tuple[int, int] | None = None
    best_rank: int = 0
    measured: str = ""
    third: int = 0
    connections: int = 0
    scored: tuple[int, int] | None = field(default=None, compare=False)
