"""What a member writes down beside the data: notes on days, and the number that LinkedIn itself shows."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.model import MICRO

__all__ = ["Annotations", "LinkedInScore", "Note"]


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """A word on a day ("new role")."""

    day: int
    text: str


@dataclass(frozen=True, slots=True)
class LinkedInScore:
    """LinkedIn's own Social Selling Index of a member on one day, as its page shows it.

    Attributes:
        day: the day on which it was read off.
        brand: micro-points of the first pillar, 0 to 25,000,000; the others likewise.
        people: of the second.
        insights: of the third.
        relationships: of the fourth.
        industry_top: the rank among people of the industry, "top N %"; None if it is not known.
        network_top: the same within the network.
        industry_average: the average index of the industry in micro-points; None if it is not known.
        network_average: the same of the network.
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
        """Micro-points of the four pillars, in LinkedIn's order, which is ours."""
        return self.brand, self.people, self.insights, self.relationships

    @property
    def index_micro(self) -> int:
        """The sum of the pillars: LinkedIn's total equals it to the noise of its 32-bit numbers."""
        return sum(self.pillars)

    @property
    def shown(self) -> int:
        """The whole number on LinkedIn's dial: the sum rounded, half up."""
        return (self.index_micro + MICRO // 2) // MICRO


@dataclass(frozen=True, slots=True)
class Annotations:
    """What stands beside a line.

    Attributes:
        notes: in order of their days.
        left_out: lines of the notes' file that are no notes, as `(line, reason)`.
        official: in order of their days.
    """

    notes: tuple[Note, ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()
    official: tuple[LinkedInScore, ...] = ()
