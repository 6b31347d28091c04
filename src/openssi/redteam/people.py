"""The people around an invented seller: enough of them for mass invitations, no two with the same name."""

from __future__ import annotations

from random import Random

from openssi.demo import names
from openssi.demo.people import OWNER_COMPANY
from openssi.demo.records import Person

__all__ = ["DIRECTOR", "NETWORKER", "STAFF", "VICE_PRESIDENT", "People"]

DIRECTOR = "Director of Logistics"
VICE_PRESIDENT = "VP Operations"
STAFF = "Transport Planner"
NETWORKER = "Founder & CEO, open networker"

#: Titles of those whom an honest seller meets: a director in six, a vice president in twelve.
_MET = (
    STAFF,
    "Warehouse Manager",
    DIRECTOR,
    "Customer Service Specialist",
    "Buyer",
    "Yard Planner",
    "Freight Coordinator",
    "Transport Manager",
    VICE_PRESIDENT,
    "Shift Supervisor",
    "Key Account Manager",
    "Logistics Analyst",
)
_FIRST = tuple(sorted({name for table in (names.FEMALE, names.MALE) for group in table.values() for name in group}))
_LAST = tuple(sorted({name for group in names.LAST.values() for name in group}))
_COMPANIES = tuple(sorted({name for group in names.COMPANIES.values() for name in group}))


class People:
    """Invent people in a random but repeatable order."""

    def __init__(self, rng: Random) -> None:
        self._order = rng.sample(range(len(_FIRST) * len(_LAST)), 6_000)
        self._count = 0

    def meet(self) -> Person:
        """Return the next person of an ordinary mixture of titles."""
        return self.person(_MET[self._count % len(_MET)])

    def colleague(self) -> Person:
        """Return somebody who works where the seller works."""
        return self.person("Sales Representative", OWNER_COMPANY)

    def person(self, title: str, company: str = "") -> Person:
        """Return somebody with this title."""
        number = self._order[self._count]
        self._count += 1
        first, last = _FIRST[number % len(_FIRST)], _LAST[number // len(_FIRST)]
        employer = company or _COMPANIES[number % len(_COMPANIES)]
        return Person(first, last, f"invented-{number:06d}", "en", employer, title, "staff")
