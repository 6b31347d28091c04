"""Turn activity into credits: a day's quantity on a curve, a copy in place of what it copies, a person once.

A score reads what was known on its day, so a credit that changes later is written as rows of differences: a copy that is made
today takes credits from the day of the text that it copies, known from today on. Yesterday's score never changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from openssi.model import WINDOW, Credit, Kind

__all__ = ["Deed", "added_credits", "credited_deeds", "earned_credits"]

#: A difference: day, the day from which it counts, quantity.
Event = tuple[int, int, int]


class Deed(NamedTuple):
    """One thing that was done, where more than its day matters.

    Attributes:
        day: the day of the activity, in days since 1970-01-01.
        known_day: the day from which it counts.
        quantity: a whole number in the unit of the kind.
        slot: deeds of one slot share a curve; None for all deeds of the day.
        chain: deeds of one chain count as one, the newest: a text and its copies, exchanges with one person. None if unique.
    """

    day: int
    known_day: int
    quantity: int
    slot: int | None = None
    chain: int | None = None


def earned_credits(
    kind: Kind, rows: Mapping[str, Iterable[Event]], deeds: Mapping[str, Sequence[Deed]]
) -> Iterator[Event]:
    """Yield the credits of a kind: those that the source reports, and those that other activity earns.

    Deeds count instead of the rows of their kind. Each row is on a curve of its own, as in the tables of a population.
    """
    yield from rows.get(kind.id, ())
    for credit in kind.credits:
        if credit.kind in deeds:
            yield from credited_deeds(deeds[credit.kind], credit)
        else:
            for day, known_day, quantity in rows.get(credit.kind, ()):
                yield day, known_day, credit.earned(quantity)


def added_credits(rows: Iterable[Event], credit: Credit, before: Mapping[int, int]) -> Iterator[Event]:
    """Yield the credits of rows that are added to days with this much before."""
    totals = dict(before)
    for day, known_day, quantity in sorted(rows, key=lambda row: row[1]):
        done = totals.get(day, 0)
        totals[day] = done + quantity
        yield day, known_day, credit.earned(done + quantity) - credit.earned(done)


def credited_deeds(deeds: Sequence[Deed], credit: Credit) -> Iterator[Event]:
    """Yield the credits of deeds, and the differences by which later deeds change them."""
    ledger = _Ledger(deeds, credit)
    for at in sorted(range(len(deeds)), key=lambda at: (deeds[at].known_day, deeds[at].day, at)):
        yield from ledger.add(at)


class _Ledger:
    """What each deed has earned so far.

    The newest deeds of a slot come first on its curve, and unique ones before copies. A copy takes over as many credits from the
    earlier deeds of its chain as it earns itself. So nothing that is added can lower a sum in which newer days weigh more.
    """

    def __init__(self, deeds: Sequence[Deed], credit: Credit) -> None:
        self._deeds, self._credit = deeds, credit
        self._earned = [0] * len(deeds)  # by the curve of the slot
        self._counted = [0] * len(deeds)  # without what later deeds of the chain took over
        self._slots: dict[tuple[str, int], list[int]] = {}
        self._chains: dict[int, list[int]] = {}

    def add(self, at: int) -> Iterator[Event]:
        """Add a deed, and yield what it changes."""
        deed = self._deeds[at]
        slot = self._slots.setdefault(("day", deed.day) if deed.slot is None else ("slot", deed.slot), [])
        slot.append(at)
        if deed.chain is not None:
            chain = self._chains.setdefault(deed.chain, [])
            chain.append(at)
            chain.sort(key=lambda one: (self._deeds[one].day, one))
        for one in self._on_curve(slot):
            for changed, counted in self._in_chain(one):
                difference, self._counted[changed] = counted - self._counted[changed], counted
                if difference:
                    yield self._deeds[changed].day, deed.known_day, difference

    def _on_curve(self, slot: Sequence[int]) -> list[int]:
        """Divide the credits of a slot; return the deeds whose credits changed."""
        changed: list[int] = []
        total = 0
        same: dict[int | None, tuple[int, int]] = {}  # quantity and credits of a chain in this slot: copies share room
        for one in sorted(slot, key=lambda one: (self._is_copy(one), -self._deeds[one].day)):
            _, _, quantity, _, chain = self._deeds[one]
            taken, earned = same.get(chain, (0, 0)) if chain is not None else (0, 0)
            before, total = total, total + max(0, quantity - taken)
            earned += self._credit.earned(total) - self._credit.earned(before)
            same[chain] = max(quantity, taken), earned
            if earned != self._earned[one]:
                self._earned[one] = earned
                changed.append(one)
        return changed

    def _is_copy(self, at: int) -> bool:
        chain = self._deeds[at].chain
        return chain is not None and self._chains[chain][0] != at

    def _in_chain(self, at: int) -> Iterator[tuple[int, int]]:
        """Yield what the deeds of a chain count now, as far back as one still can."""
        deed = self._deeds[at]
        if deed.chain is None:
            yield at, self._earned[at]
            return
        highest = 0
        for one in reversed(self._chains[deed.chain]):
            if self._deeds[one].day <= deed.day - WINDOW:
                return
            yield one, max(0, self._earned[one] - highest)
            highest = max(highest, self._earned[one])
