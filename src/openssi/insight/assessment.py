"""All that one scoring of one member yields: the data behind the screen, the page and the JSON."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.activity import Activity
from openssi.activity.report import FileReport, SkippedFile
from openssi.insight.next_steps import NextStep
from openssi.insight.peers import PeerRank
from openssi.model import Model
from openssi.scoring import Score

__all__ = ["Assessment"]


@dataclass(frozen=True)
class Assessment:
    """One member's index on one day, what it stands on, and what would raise it.

    Attributes:
        score: the index, pillars and signals in whole micro-points.
        model: the model that scored.
        activity: the daily activity that was scored.
        next_steps: the best next steps, at most three.
        sources: every file that was read.
        skipped: every file that was not opened.
        notes: what a reader of the number must know ("the archive ends on …"); may be empty.
        standings: places among others, if the member is one of a scored population.
    """

    score: Score
    model: Model
    activity: Activity
    next_steps: tuple[NextStep, ...] = ()
    sources: tuple[FileReport, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()
    notes: tuple[str, ...] = ()
    standings: tuple[PeerRank, ...] = ()
