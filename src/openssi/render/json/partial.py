"""What part of an archive can tell, in `ssi score --json`."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from openssi import insight
from openssi.activity.calendar import iso
from openssi.insight.network import Network as _Network
from openssi.render.json.contract import Day, Doc
from openssi.render.words.partial import how_to_complete

__all__ = ["Network", "NetworkYear", "Partial", "partial_as_dict"]


class NetworkYear(TypedDict):
    """One calendar year of a network."""

    year: Annotated[int, Doc("Calendar year.")]
    connections: Annotated[int, Doc("Connections at its end.")]
    new: Annotated[int, Doc("Connections made in it.")]
    decision_makers: Annotated[int, Doc("New connections at director level or above.")]
    senior: Annotated[int, Doc("New connections at VP level or above.")]
    companies: Annotated[int, Doc("Companies of which the first person was met in it.")]


class Network(TypedDict):
    """The growth of a member's network."""

    first: Annotated[Day, Doc("Day of the first connection.")]
    years: Annotated[list[NetworkYear], Doc("Every year from the first connection on.")]


class Partial(TypedDict):
    """What part of an archive a score rests on, and what that part can tell."""

    what: Annotated[
        Literal["file", "files", "basic", "newer", "part"],
        Doc(
            "One file, several single files, the part that LinkedIn sends within minutes, files newer than the older "
            "archive, or another part of an archive."
        ),
    ]
    how_to_complete: Annotated[str, Doc("How to get the rest of the archive.")]
    network: Annotated[Network | None, Doc("Growth of the network. Null if no connection is known.")]


def partial_as_dict(part: insight.Partial) -> Partial:
    """Return the object about a part of an archive."""
    return {
        "what": part.extent,
        "how_to_complete": how_to_complete(part),
        "network": None if part.network is None else _network(part.network),
    }


def _network(network: _Network) -> Network:
    return {
        "first": iso(network.first_day),
        "years": [
            {
                "year": year.year,
                "connections": year.connections,
                "new": year.new,
                "decision_makers": year.decision_makers,
                "senior": year.senior,
                "companies": year.companies,
            }
            for year in network.years
        ],
    }
