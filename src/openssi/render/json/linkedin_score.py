"""LinkedIn's own numbers as JSON: the contract that scripts rely on."""

from __future__ import annotations

from collections.abc import Sequence

from openssi.activity.annotations import LinkedInScore
from openssi.activity.calendar import iso

__all__ = ["OFFICIAL_KEYS", "as_dict"]

#: Every key of `ssi official list --json`, by its path.
OFFICIAL_KEYS: dict[str, str] = {
    "official[].day": "the day on which it was read off, YYYY-MM-DD",
    "official[].shown": "the whole number on LinkedIn's dial: the sum of the pillars, rounded half up",
    "official[].index_micro": "the sum of the pillars in micro-points",
    "official[].pillars.*": "the four pillars in micro-points",
    "official[].industry_top": "the rank within the industry, top N percent; null if not given",
    "official[].network_top": "the rank within the network, top N percent; null if not given",
    "official[].industry_average": "the average index of the industry in micro-points; null if not given",
    "official[].network_average": "the average index of the network in micro-points; null if not given",
}

_PILLARS = ("brand", "people", "insights", "relationships")


def as_dict(numbers: Sequence[LinkedInScore]) -> dict[str, object]:
    """The object that `ssi official list --json` prints."""
    return {
        "official": [
            {
                "day": iso(one.day),
                "shown": one.shown,
                "index_micro": one.index_micro,
                "pillars": dict(zip(_PILLARS, one.pillars, strict=True)),
                "industry_top": one.industry_top,
                "network_top": one.network_top,
                "industry_average": one.industry_average,
                "network_average": one.network_average,
            }
            for one in numbers
        ]
    }
