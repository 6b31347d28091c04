"""What part of an archive a score rests on, if it is too little for a band, and what that part can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from openssi.activity import Activity, Coverage
from openssi.activity.report import FileReport
from openssi.insight.network import Network, network
from openssi.scoring import Score

__all__ = ["Partial", "partial"]

#: One file alone, several files alone, the part that LinkedIn sends within 10 minutes, files newer than an archive with
#: the rest, or another part.
Extent = Literal["file", "files", "basic", "newer", "part"]

#: Kinds of activity that only LinkedIn's larger archive has.
_LARGER_ONLY = ("post_published", "comment_given", "reaction_given", "people_search", "endorsement_received")


@dataclass(frozen=True, slots=True)
class Partial:
    """The part of an archive that was given.

    Attributes:
        extent: how much it is.
        name: the name of the first file; the only one if `extent` is "file".
        network: the growth of the network; None if no connection is known.
    """

    extent: Extent
    name: str
    network: Network | None


def partial(activity: Activity, score: Score, sources: Sequence[FileReport]) -> Partial | None:
    """Return the part of an archive that a score rests on; None if it is enough for a band."""
    if not score.is_partial or not sources:
        return None
    return Partial(_extent(activity, score.as_of, sources), sources[0].file, network(activity, score.as_of))


def _extent(activity: Activity, day: int, sources: Sequence[FileReport]) -> Extent:
    if any(_ended(activity.coverage[kind], day) for kind in _LARGER_ONLY if kind in activity.coverage):
        return "newer"
    if len({source.file for source in sources}) == 1:
        return "file"
    if all(source.archive == source.file for source in sources):
        return "files"
    return "basic" if activity.coverage.keys().isdisjoint(_LARGER_ONLY) else "part"


def _ended(coverage: Coverage, day: int) -> bool:
    return all(last is not None and last < day for _, last in coverage.spans)
