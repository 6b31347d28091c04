"""Annotations that a member adds to their history: notes on days, and the scores that LinkedIn shows."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.model import MICRO

__all__ = ["PILLARS", "Annotations", "LinkedInScore", "Note"]

#: The pillars of `LinkedInScore`, in LinkedIn's order.
PILLARS = ("brand", "people", "insights", "relationships")


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """A short note on a day, such as "new role"."""

    day: int
    text: str


@dataclass(frozen=True, slots=True)
class LinkedInScore:
    """The Social Selling Index that LinkedIn's page showed for a member on one day.

    Attributes:
        day: the day on which the page showed it.
        brand: the first pillar in micro-points, 0 to 25,000,000; so are the others.
        people: the second pillar.
        insights: the third pillar.
        relationships: the fourth pillar.
        industry_top: the rank in the industry, "top N %"; None if unknown.
        network_top: the rank in the network; None if unknown.
        industry_average: the average index of the industry in micro-points; None if unknown.
        network_average: the average index of the network in micro-points; None if unknown.
    """

    day: int
    brand: int
    people: int
    insights: int
    relationships: int
    industry_top: int | None = None
    network_top: int | None = None
    industry_average: int | None = None
    network_average: int | None = None

    @property
    def pillars(self) -> tuple[int, int, int, int]:
        """The four pillars in micro-points, in LinkedIn's order, which the model uses too."""
        return self.brand, self.people, self.insights, self.relationships

    @property
    def index_micro(self) -> int:
        """The sum of the pillars; LinkedIn's total differs only by the rounding of its 32-bit numbers."""
        return sum(self.pillars)

    @property
    def shown(self) -> int:
        """The whole number on LinkedIn's gauge: the sum, rounded half up."""
        return (self.index_micro + MICRO // 2) // MICRO


@dataclass(frozen=True, slots=True)
class Annotations:
    """The notes and LinkedIn's scores that a chart shows with the history.

    Attributes:
        notes: sorted by day.
        left_out: lines of the file of notes that are not valid notes, as `(line, reason)`.
        official: LinkedIn's scores, sorted by day.
    """

    notes: tuple[Note, ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()
    official: tuple[LinkedInScore, ...] = ()
