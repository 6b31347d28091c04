"""Where a member stands among others: rank, size and averages of a group, and what its best have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["PeerRank"]


@dataclass(frozen=True, slots=True)
class PeerRank:
    """A member's place in one group: an industry, a network (those connected, and the member), or a team.

    Attributes:
        group: "industry", "network" or "team".
        name: the industry's or the team's name; empty for a network.
        rank: 1 is the best; those with the same index share the better rank. 0 where it is not told: in a team that did not opt in
            to ranks, and in the lower half of one that did.
        size: how many people the group has.
        top_percent: ceil(100 x rank / size); None of fewer than 30 people.
        averages: the group's mean of the index ("index") and of each pillar in micro-points, of a team in whole points; empty of
            fewer than 10 people.
        thresholds: what the top 50, 25 and 10 percent have at least, in micro-points; of industries alone.
        period: of a team, whose people are those active in it, its first and last day, days since 1970-01-01.
    """

    group: str
    name: str
    rank: int
    size: int
    top_percent: int | None
    averages: Mapping[str, int] = field(default_factory=dict[str, int])
    thresholds: Mapping[int, int] = field(default_factory=dict[int, int])
    period: tuple[int, int] | None = None
