"""A member compared with a group, in words."""

from __future__ import annotations

from openssi.insight import PeerRank
from openssi.scoring.rounding import format_points

__all__ = ["network_in_words", "rank_in_words", "threshold_in_words", "top_in_words"]

_HALF = 50  # percent
_THIRDS = ("upper", "middle", "lower")


def rank_in_words(peers: PeerRank) -> str:
    """Write a rank: "rank 3 of 120", or "rank 3 to 9 of 120" if it is known as a range."""
    if 0 < peers.best_rank < peers.rank:
        return f"rank {peers.best_rank:,} to {peers.rank:,} of {peers.size:,}"
    return f"rank {peers.rank:,} of {peers.size:,}"


def top_in_words(peers: PeerRank) -> str:
    """Write a percentile: "top 8%", or "not yet in the top half", since nobody calls themselves "top 93%"; empty
    without one.
    """
    if peers.top_percent is None:
        return ""
    return f"top {peers.top_percent}%" if peers.top_percent <= _HALF else "not yet in the top half"


def network_in_words(peers: PeerRank) -> str:
    """Say in which third of their connections who share a member is."""
    third = _THIRDS[peers.third - 1]
    return f"{peers.size:,} of your {peers.connections:,} connections share here: you are in the {third} third"


def threshold_in_words(peers: PeerRank, index_micro: int) -> str:
    """Say how far the next threshold of a group is; empty if the group has none."""
    ahead = [(percent, at) for percent, at in sorted(peers.thresholds.items(), reverse=True) if at > index_micro]
    if ahead:
        percent, at = ahead[0]
        return f"the top {percent}% starts at {format_points(at)}, {format_points(at - index_micro)} more"
    return f"already in the top {min(peers.thresholds)}%" if peers.thresholds else ""
