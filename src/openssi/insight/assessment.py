"""Everything shown about one scored day: the `Score`, next steps, files read, notes and ranks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from openssi.activity import Activity
from openssi.activity.report import FileReport, SkippedFile
from openssi.insight.credibility import Credibility, credibility
from openssi.insight.fades import Fade, fades_next
from openssi.insight.never_done import NeverDone, never_done
from openssi.insight.next_steps import NextStep
from openssi.insight.partial_archive import Partial
from openssi.insight.peers import PeerRank
from openssi.model import Model
from openssi.scoring import Score, interval_points

__all__ = ["Assessment"]


@dataclass(frozen=True)
class Assessment:
    """One member's index on one day, what it consists of, and what would raise it.

    Attributes:
        score: the index, pillars and signals in whole micro-points.
        model: the model used.
        activity: the daily activity that was scored.
        next_steps: the best next steps, at most three.
        sources: every file that was read.
        skipped: every file that was not opened.
        notes: caveats about the number ("the archive ends on …"); may be empty.
        partial: what part of an archive the score rests on; None if it is enough for a band.
        peer_ranks: ranks among peers, if the member belongs to a scored population.
    """

    score: Score
    model: Model
    activity: Activity
    next_steps: tuple[NextStep, ...] = ()
    sources: tuple[FileReport, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()
    notes: tuple[str, ...] = ()
    partial: Partial | None = None
    peer_ranks: tuple[PeerRank, ...] = ()

    @cached_property
    def interval(self) -> int:
        """The half width of the index's interval in whole points, true four times in five: 5 for "53 ± 5"."""
        return interval_points(self.activity, self.model, self.score.as_of)

    @cached_property
    def credibility(self) -> Credibility:
        """What others may ask about the index; not a part of it."""
        return credibility(self.activity, self.model, self.score)

    @cached_property
    def fades(self) -> tuple[Fade, ...]:
        """What expires in the next 30 days if the member stops, by day, and what keeps it."""
        return fades_next(self.activity, self.model, self.score)

    @cached_property
    def if_never(self) -> tuple[NeverDone, ...]:
        """Steps of kinds whose file is missing, for a member who has never done them."""
        return never_done(self.activity, self.model, self.score)
