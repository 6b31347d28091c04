"""All that one scoring of one member yields: the data behind the screen, the page and the JSON."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.activity import Activity
from openssi.insight.next_steps import NextStep
from openssi.insight.peers import PeerRank
from openssi.model import Model
from openssi.scoring import Score

__all__ = ["Assessment", "Source", "Unread"]


@dataclass(frozen=True, slots=True)
class Source:
    """One file that was read: `records == imported + duplicate + rejected`; days are None where records have no date."""

    file: str
    records: int
    imported: int
    duplicate: int
    rejected: int
    repaired: int
    first: int | None
    last: int | None
    rejections: tuple[tuple[int, str], ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that was not opened, and why."""

    file: str
    why: str


@dataclass(frozen=True)
class Assessment:
    """One member's index on one day, what it stands on, and what would raise it.

    Attributes:
        score: the index, pillars and signals in whole micro-points.
        model: the model that scored.
        activity: the daily activity that was scored.
        next_steps: the best next steps, at most three.
        sources: every file that was read.
        unread: every file that was not opened.
        notes: what a reader of the number must know ("the archive ends on …"); may be empty.
        standings: places among others, if the member is one of a scored population.
    """

    score: Score
    model: Model
    activity: Activity
    next_steps: tuple[NextStep, ...] = ()
    sources: tuple[Source, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    standings: tuple[PeerRank, ...] = ()
