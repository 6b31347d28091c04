"""Where a member stands in their industry and network, as JSON."""

from __future__ import annotations

import json

from openssi.activity.calendar import iso
from openssi.insight import Assessment, PeerRank
from openssi.render.json.score import as_dict

__all__ = ["STANDING_KEYS", "member_as_json", "standing_as_dict"]

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
