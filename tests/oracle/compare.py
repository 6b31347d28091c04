"""Compare a reading with the truth, difference by difference."""

from __future__ import annotations

from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from openssi.activity import Activity, daily_rows
from openssi.activity.calendar import to_day
from openssi.scoring import score
from tests.archives import Layout, Sizes, World, invent, truth
from tests.archives.activity import activity as true_activity
from tests.models import MODEL_2026_1

#: Doubts of the generator that docs/counting.md settles: people are joined by address, or else by a name that is unique.
SETTLED = frozenset({"changed_addresses", "own_old_address", "namesake", "own_days"})
#: Days before the export: the window's edges, and the middle.
AGO = (0, 1, 13, 60, 89, 90, 200)


@cache
def world(name: str) -> World:
    """A few worlds that differ in more than their seed."""
    match name:
        case "doubtful":
            return invent(seed=4, doubts=SETTLED)
        case "sparse":
            return invent(
                seed=5, sizes=Sizes(posts=2, comments=3, reactions=5, connections=9, conversations=3, searches=4)
            )
        case "capped follows":
            return invent(seed=6, sizes=Sizes(company_follows=99, groups=0, articles=0, undated_articles=1))
        case "long ago":
            return invent(seed=7, exported=date(2022, 1, 5))
        case seed:
            return invent(seed=int(seed))


WORLDS = ("1", "2", "3", "doubtful", "sparse", "capped follows", "long ago")


def values(member: Activity, day: date) -> dict[str, int | None]:
    return {signal.id: signal.value for signal in score(member, MODEL_2026_1, to_day(day)).signals.values()}


def differences(
    member: Activity, told: World, layout: Layout, day: date, zone: str = "UTC"
) -> dict[str, tuple[int | None, int]]:
    """Signals whose value on a day is not the true one: what was read, and what is true."""
    true = truth(told, layout, day, zone)
    found = values(member, day)
    wrong = {signal: (found[signal], value) for signal, value in true.by_name.items() if found[signal] != value}
    if not told.doubts and layout.has_addresses:
        # Everybody is found by address alone, so the stricter join must give the same.
        wrong |= {signal: (found[signal], value) for signal, value in true.values.items() if found[signal] != value}
    newest = {name: history[-1][1] for name, history in member.attributes.items() if history}
    return wrong | {
        name: (newest.get(name), value) for name, value in true.attributes.items() if newest.get(name) != value
    }


def true_rows(told: World, layout: Layout, zone: str = "UTC") -> dict[str, list[tuple[int, int, int]]]:
    """The true daily rows of each kind that a signal reads which this archive settles."""
    settled = truth(told, layout, told.exported, zone).by_name
    kinds = {kind for signal in settled for kind in MODEL_2026_1.signals[signal].measure.kinds}
    events: dict[str, list[tuple[int, int, int]]] = {kind: [] for kind in kinds}
    for row in true_activity(told, layout, ZoneInfo(zone), by_name=True):
        if row.kind in kinds:
            events[row.kind].append((to_day(row.day), to_day(row.known), row.quantity))
    return {
        kind: [(row.day, row.known_day, row.quantity) for row in daily_rows(found)] for kind, found in events.items()
    }
