"""What gaming gained: the outcome of each strategy for each seller, and whether it stays within its bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openssi.model import MICRO, Model
from openssi.redteam.sellers import Seller
from openssi.redteam.strategies import Strategy

__all__ = ["HALFWAY", "HONEST_GAIN", "HONEST_MINUTES", "Outcome", "Result", "SuiteResults"]

#: The earlier of the two times at which an index is taken, in weeks.
HALFWAY = 4

#: The promise: this many honest minutes a week gain this many points in eight weeks.
HONEST_MINUTES = 30
HONEST_GAIN = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was gained by a number of weeks over going on as before, in micro-points."""

    weeks: int
    gamed: int
    honest: int

    @property
    def excess(self) -> int:
        """How much more the strategy gained than honest weeks of equal minutes."""
        return self.gamed - self.honest


@dataclass(frozen=True, slots=True)
class Result:
    """One strategy, carried out by one seller."""

    seller: Seller
    strategy: Strategy
    outcomes: tuple[Outcome, ...]

    @property
    def passed(self) -> bool:
        """Whether the excess after eight weeks stays within the bar; always true for what no archive can tell."""
        return not self.strategy.has_bar or self.outcomes[-1].excess <= self.seller.bar * MICRO


@dataclass(frozen=True, slots=True)
class SuiteResults:
    """The whole table: what each strategy gains each seller under one model.

    Attributes:
        model: the model that scored.
        results: by seller, then by strategy.
        honest_gains: by seller ID, what `HONEST_MINUTES` a week gain in eight weeks, in micro-points.
    """

    model: Model
    results: tuple[Result, ...]
    honest_gains: Mapping[str, int]

    @property
    def sellers(self) -> tuple[Seller, ...]:
        """The sellers of the table, in order."""
        return tuple(dict.fromkeys(result.seller for result in self.results))

    @property
    def strategies(self) -> tuple[Strategy, ...]:
        """The strategies of the table, in order."""
        return tuple(dict.fromkeys(result.strategy for result in self.results))

    @property
    def over(self) -> tuple[Result, ...]:
        """The results over their bar, the largest excess first."""
        over = (result for result in self.results if not result.passed)
        return tuple(sorted(over, key=lambda result: -result.outcomes[-1].excess))

    @property
    def passed(self) -> bool:
        """Whether every result and every promised gain is within its bar."""
        return not self.over and all(map(self.is_fair_to, self.sellers))

    def is_fair_to(self, seller: Seller) -> bool:
        """Return whether honest minutes gain enough; only sellers up to the ordinary pace are promised that."""
        return not seller.gains or self.honest_gains[seller.id] >= HONEST_GAIN * MICRO
