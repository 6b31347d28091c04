"""The growth of a member's network, year by year: connections, decision makers, senior people, companies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from openssi.activity import Activity
from openssi.activity.calendar import to_date

__all__ = ["Network", "NetworkYear", "network"]


@dataclass(frozen=True, slots=True)
class NetworkYear:
    """One calendar year: what was new in it, and the connections at its end.

    Attributes:
        year: the year.
        new: connections made.
        connections: all connections at its end.
        decision_makers: of the new ones, those at director level or above.
        senior: of the new ones, those at VP level or above.
        companies: companies of which the first person was met.
    """

    year: int
    new: int
    connections: int
    decision_makers: int
    senior: int
    companies: int


@dataclass(frozen=True, slots=True)
class Network:
    """A network from its first connection to a day, with every year between, also those without a new connection."""

    first_day: int
    years: tuple[NetworkYear, ...]

    @property
    def total(self) -> NetworkYear:
        """All years together, under the last of them."""
        last = self.years[-1]
        sums = (sum(getattr(year, name) for year in self.years) for name in ("decision_makers", "senior", "companies"))
        return NetworkYear(last.year, last.connections, last.connections, *sums)


def network(activity: Activity, day: int) -> Network | None:
    """Return the network up to a day; None if no connection is known."""
    made = _by_day((row.day, row.quantity) for row in activity.rows.get("connection_made", ()) if row.day <= day)
    if not made:
        return None
    counts = [
        _by_year(days, day)
        for days in (
            made.items(),
            ((row.day, row.quantity) for row in activity.rows.get("decision_maker_met", ())),
            ((row.day, row.quantity) for row in activity.rows.get("senior_connection_made", ())),
            activity.companies,
        )
    ]
    first = min(made)
    years: list[NetworkYear] = []
    total = 0
    for year in range(to_date(first).year, to_date(day).year + 1):
        new, decision_makers, senior, companies = (count[year] for count in counts)
        total += new
        years.append(NetworkYear(year, new, total, decision_makers, senior, companies))
    return Network(first, tuple(years))


def _by_day(days: Iterable[tuple[int, int]]) -> Counter[int]:
    counted: Counter[int] = Counter()
    for day, count in days:
        counted[day] += count
    return counted


def _by_year(days: Iterable[tuple[int, int]], last: int) -> Counter[int]:
    counted: Counter[int] = Counter()
    for day, count in days:
        if day <= last:
            counted[to_date(day).year] += count
    return counted
