"""Seeded chance for the world: moments, ids and choices, with the awkward ones much likelier than in life."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from tests.archives.facts import Target

T = TypeVar("T")
PACIFIC = ZoneInfo("America/Los_Angeles")

# Around midnight in UTC, and around midnight in the US Pacific zone (07:00 in summer, 08:00 in winter).
_EDGES = (
    time(23, 59, 59),
    time(0, 0, 0),
    time(0, 0, 1),
    time(23, 30, 7),
    time(6, 59, 30),
    time(7, 0, 0),
    time(7, 59, 59),
    time(8, 0, 1),
    time(6, 10, 0),
)


def moment_ms(at: datetime) -> int:
    """Milliseconds since 1970, in whole numbers."""
    gone = at - datetime(1970, 1, 1, tzinfo=UTC)
    return (gone.days * 86_400 + gone.seconds) * 1000 + gone.microseconds // 1000


class Chance:
    """One stream of chance for one part of the world, so that a change in one part leaves the others as they were."""

    def __init__(self, seed: int, part: str, exported: date, span: int) -> None:
        self.rng = random.Random(f"{seed}:{part}")
        self.exported = exported
        self.span = span
        self._used: set[datetime] = set()

    def day(self) -> date:
        """Half of them in the last 120 days: what is older has faded and proves little."""
        reach = min(self.span, 120) if self.rng.random() < 0.5 else self.span
        return self.exported - timedelta(days=self.rng.randrange(reach))

    def moment(self, day: date | None = None) -> datetime:
        """A second of its own: two records of one part never share it."""
        while True:
            chosen = self._second(day or self.day())
            if chosen not in self._used:
                self._used.add(chosen)
                return chosen

    def _second(self, day: date) -> datetime:
        if self.rng.random() < 0.15:
            return datetime.combine(day, self.rng.choice(_EDGES), UTC)
        return datetime.combine(day, time(), UTC) + timedelta(seconds=self.rng.randrange(86_400))

    def midday(self, day: date | None = None) -> datetime:
        """Between 09:00 and 15:00 UTC: the same day in UTC and in the Pacific zone, whichever way a reader takes it."""
        while True:
            start = datetime.combine(day or self.day(), time(9), UTC)
            chosen = start + timedelta(seconds=self.rng.randrange(6 * 3600))
            if chosen not in self._used:
                self._used.add(chosen)
                return chosen

    def id_at(self, ms: int) -> int:
        """An id as LinkedIn makes them: the milliseconds above 22 other bits."""
        return (ms << 22) | self.rng.getrandbits(22)

    def foreign(self, before: datetime, group: int = 0) -> Target:
        """A post of somebody else, made in the seconds 30 to 49 of its minute; the member's own: -3 to 18."""
        made = before - timedelta(minutes=self.rng.randrange(1, 3 * 1440))
        ms = moment_ms(made.replace(second=30, microsecond=0)) + self.rng.randrange(20_000)
        kind = "groupPost" if group else self.rng.choice(("activity", "activity", "activity", "ugcPost"))
        return Target(kind, self.id_at(ms), group)

    def pick(self, things: Sequence[T]) -> T:
        return things[self.rng.randrange(len(things))]

    def odds(self, share: float) -> bool:
        return self.rng.random() < share


def clock_changes(first: date, last: date) -> list[date]:
    """The days in this stretch on which the US Pacific zone changes its clocks."""
    found: list[date] = []
    day = first
    while day <= last:
        noon = datetime.combine(day, time(12), PACIFIC)
        if noon.utcoffset() != (noon - timedelta(days=1)).utcoffset():
            found.append(day)
        day += timedelta(days=1)
    return found
