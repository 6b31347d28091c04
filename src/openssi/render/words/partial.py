"""A score that rests on part of an archive, in words."""

from __future__ import annotations

from openssi.activity.calendar import long_day
from openssi.insight.network import Network
from openssi.insight.partial_archive import Partial
from openssi.scoring import Score
from openssi.scoring.rounding import format_short, format_tenths

__all__ = ["growth_in_words", "how_to_complete", "network_in_words", "no_index_yet", "points_told"]

_THESE = {
    "file": "this file",
    "files": "these files",
    "basic": "this part of your archive",
    "newer": "your newest files",
    "part": "these files",
}


def points_told(part: Partial, score: Score) -> str:
    """Say how many of the points that the files can tell are earned: "10.9 of the 11 points this file can tell"."""
    measurable = format_short(10 * sum(pillar.maximum for pillar in score.pillars) - score.shown.open)
    return f"{format_tenths(score.shown.index)} of the {measurable} points {_THESE[part.extent]} can tell"


def no_index_yet(part: Partial, score: Score) -> str:
    """Say why there is no number: "No index yet: this file can tell 7 of 100 points, and an index takes 10"."""
    enough = score.enough
    if enough.days < enough.days_needed or enough.records < enough.records_needed:
        return f"No index yet: {enough.in_words}"
    whole = sum(pillar.maximum for pillar in score.pillars)
    these = _THESE[part.extent]
    return (
        f"No index yet: {these} can tell {enough.points} of {whole} points, and an index takes {enough.points_needed}"
    )


def how_to_complete(part: Partial) -> str:
    """Say which part of the archive this is and how to get the rest."""
    what = {
        "file": f"{part.name} is one file of your LinkedIn archive",
        "files": "These are single files of your LinkedIn archive",
        "basic": "This is the part of your archive that LinkedIn sends within minutes",
        "newer": "Your newest files are part of an archive, and the older archive ends before this day",
        "part": "This is part of your LinkedIn archive",
    }[part.extent]
    return (
        f"{what}; for the rest, open Settings › Data privacy › Get a copy of your data on LinkedIn, choose the "
        "larger data "
        "archive, and add the zip that arrives within 24 hours."
    )


def network_in_words(network: Network) -> str:
    """Say how large the network is and whom it has."""
    total = network.total
    return (
        f"{growth_in_words(network)}, "
        f"{_count(total.decision_makers, 'decision maker')} and {total.senior:,} at VP level or above among them, "
        f"at {_count(total.companies, 'company', 'companies')}."
    )


def growth_in_words(network: Network) -> str:
    """Say how large the network is."""
    return f"{_count(network.total.connections, 'connection')} since {long_day(network.first_day)}"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
