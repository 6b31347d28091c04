"""Turn activity into credits: a day's quantity on a curve, a copy in place of what it copies, a person once.

A score reads what was known on its day, so a credit that changes later is written as rows of differences: a copy that
is made today takes credits from the day of the text that it copies, known from today on. Yesterday's score never
changes.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from openssi.activity.calendar import DAYS_PER_WEEK, week_of
from openssi.model import WINDOW, Credit, Kind

__all__ = ["Action", "ActivityEvent", "added_credits", "credited_actions", "earned_credits"]

#: Kinds of which a whole week shares a curve in an archive, instead of a day.
_BY_WEEK = frozenset({"post_published"})

#: Day, the day from which it counts, quantity; also a difference between two such quantities.
ActivityEvent = tuple[int, int, int]


class Action(NamedTuple):
    """One thing that was done, where more than its day matters.

    Attributes:
        day: the day of the activity, in days since 1970-01-01.
        known_day: the day from which it counts.
        quantity: a whole number in the unit of the kind.
        slot: actions of one slot share a curve; None for all actions of the day.
        chain: actions of one chain count as one, the newest: a text and its copies, exchanges with one person. None if
            unique.
    """

    day: int
    known_day: int
    quantity: int
    slot: int | None = None
    chain: int | None = None


def earned_credits(
    kind: Kind, rows: Mapping[str, Iterable[ActivityEvent]], actions: Mapping[str, Sequence[Action]], since: int = 0
) -> Iterator[ActivityEvent]:
    """Yield the credits of a kind: those that the source reports, and those that other activity earns.

    Actions count instead of the rows of their kind, from the day `since` on. Each row is on its own curve, as in the
    tables of a population.
    """
    yield from rows.get(kind.id, ())
    for credit in kind.credits:
        if credit.kind in actions:
            yield from credited_actions(actions[credit.kind], credit, since)
        else:
            for day, known_day, quantity in rows.get(credit.kind, ()):
                yield day, known_day, credit.earned(quantity)


def added_credits(rows: Iterable[ActivityEvent], credit: Credit, before: Mapping[int, int]) -> Iterator[ActivityEvent]:
    """Yield the credits of rows that are added to days with this much before, as an archive would earn them."""
    slot_of = week_of if credit.kind in _BY_WEEK else int
    totals = Counter[int]()
    for day, quantity in before.items():
        totals[slot_of(day)] += quantity
    for day, known_day, quantity in sorted(rows, key=lambda row: row[1]):
        previous = totals[slot_of(day)]
        totals[slot_of(day)] += quantity
        yield day, known_day, credit.earned(previous + quantity) - credit.earned(previous)


def credited_actions(actions: Sequence[Action], credit: Credit, since: int = 0) -> Iterator[ActivityEvent]:
    """Yield the credits of actions from a day on, and the differences by which later actions change them.

    Earlier actions matter only as what later ones copy. A slot spans at most a week.
    """
    ledger = _Ledger(actions, credit)
    groups: defaultdict[tuple[int, int, int], list[int]] = defaultdict(list)
    for at, (day, known_day, _, slot, _) in enumerate(actions):
        groups[known_day, day, -1 if slot is None else slot].append(at)
    for (known_day, day, _), added in sorted(groups.items()):
        ledger.link(added)
        if day > since - DAYS_PER_WEEK:
            for changed_day, difference in ledger.add(added):
                yield changed_day, known_day, difference


class _Ledger:
    """What each action has earned so far.

    The newest actions of a slot come first on its curve, and unique ones before copies. A copy takes over as many
    credits from the earlier actions of its chain as it earns itself. So nothing that is added can lower a sum in which
    newer days weigh more.
    """

    def __init__(self, actions: Sequence[Action], credit: Credit) -> None:
        self._actions, self._credits_of = actions, cache(credit.earned)
        self._earned = [0] * len(actions)  # by the curve of the slot
        self._counted = [0] * len(actions)  # without what later actions of the chain took over
        self._slots: defaultdict[tuple[bool, int], list[int]] = defaultdict(list)
        self._chains: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)  # day and index of each, sorted

    def link(self, added: Sequence[int]) -> None:
        """Add actions to their chains."""
        for at in added:
            day, _, _, _, chain = self._actions[at]
            if chain is not None:
                insort(self._chains[chain], (day, at))

    def add(self, added: Sequence[int]) -> list[tuple[int, int]]:
        """Add actions of one day and slot that become known on one day; return which days change, by how much."""
        first = self._actions[added[0]]
        sharing = self._slots[first.slot is None, first.day if first.slot is None else first.slot]
        sharing += added
        changes: list[tuple[int, int]] = []
        for at in self._divide(sharing):
            self._change(at, changes)
        return changes

    def _divide(self, slot: Sequence[int]) -> list[int]:
        """Divide the credits of a slot; return the actions whose credits changed."""
        changed: list[int] = []
        total = earned_by_total = 0
        by_chain: dict[int | None, tuple[int, int]] = {}  # quantity and credits of a chain: copies share room
        for at in self._in_order(slot):
            _, _, quantity, _, chain = self._actions[at]
            used, earned = (0, 0) if chain is None else by_chain.get(chain, (0, 0))
            if quantity > used:
                total += quantity - used
                before, earned_by_total = earned_by_total, self._credits_of(total)
                earned += earned_by_total - before
                by_chain[chain] = quantity, earned
            if earned != self._earned[at]:
                self._earned[at] = earned
                changed.append(at)
        return changed

    def _in_order(self, slot: Sequence[int]) -> Sequence[int]:
        """Return the actions of a slot: unique ones first, then copies, each from the newest day to the oldest."""
        if len(slot) == 1:
            return slot
        actions, chains = self._actions, self._chains
        keys = [
            ((chain := actions[at].chain) is not None and chains[chain][0][1] != at, -actions[at].day, number)
            for number, at in enumerate(slot)
        ]
        return [slot[number] for _, _, number in sorted(keys)]

    def _change(self, at: int, changes: list[tuple[int, int]]) -> None:
        """Append the days on which the actions of a chain count differently now, with the differences."""
        day, _, _, _, chain = self._actions[at]
        earliest, highest = day - WINDOW + 1, 0
        for on, one in ((day, at),) if chain is None else reversed(self._chains[chain]):
            if on < earliest:
                return
            earned, counted = self._earned[one], 0
            if earned > highest:
                counted, highest = earned - highest, earned
            if counted != self._counted[one]:
                changes.append((on, counted - self._counted[one]))
                self._counted[one] = counted
