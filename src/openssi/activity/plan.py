"""A plan: how much of which activity each week, turned into daily rows of future days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from openssi.activity.calendar import DAYS_PER_WEEK, weekday
from openssi.activity.table import Activity, Coverage, DailyRow
from openssi.errors import UsageError
from openssi.model import MICRO, Attribute, Model, Step, dose

__all__ = [
    "ACTIVE",
    "WORKING_DAYS",
    "PlanItem",
    "as_of",
    "days_of",
    "is_plan",
    "parse_plan",
    "plannable_signals",
    "rows_of",
    "with_plan",
]

#: The kind that has one row for each day with any activity of the member's own.
ACTIVE = "active_day"

WORKING_DAYS = 5
#: Weekdays (Monday is 0) in the order in which a plan fills them, spread over the week. The days of a smaller count are
#: among those of a larger one, so the active days of a whole plan are those of its most frequent activity.
_ORDER = (2, 0, 4, 1, 3)
_MAX_COUNT = 1000  # times a week, more than any curve rewards

_ITEM = re.compile(r"([a-z][a-z0-9_]*)=(\d+)(/week)?", re.ASCII)
_ITEM_START = re.compile(r"[a-z][a-z0-9_]*=", re.ASCII)


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One line of a plan.

    Attributes:
        signal: the signal whose step is taken.
        count: how many of the first thing that the step adds: posts, comments, invitations.
        once: whether the count is a total, on the first planned day, instead of weekly.
    """

    signal: str
    count: int
    once: bool = False

    def __str__(self) -> str:
        return f"{self.signal}={self.count}" + ("" if self.once else "/week")


def is_plan(text: str) -> bool:
    """Return whether an argument looks like a line of a plan rather than the path of an archive."""
    return _ITEM_START.match(text) is not None


def plannable_signals(model: Model) -> tuple[str, ...]:
    """Return the signals that a member can raise with a step of their own."""
    return tuple(signal.id for signal in model.signals.values() if signal.step)


def parse_plan(texts: Iterable[str], model: Model) -> tuple[PlanItem, ...]:
    """Parse lines such as `posts_published=2/week` (every week) and `articles_published=1` (in total).

    Raises:
        UsageError: a line has another form, or its signal cannot be planned that way.
    """
    items: dict[str, PlanItem] = {}
    for text in texts:
        found = _ITEM.fullmatch(text.strip())
        if found is None or int(found[2]) > _MAX_COUNT:
            raise UsageError(
                "plan-format",
                f"{text!r} is not a line of a plan.",
                hint=f"Write posts_published=2/week, or articles_published=1 for one in total. The limit is {_MAX_COUNT}.",
            )
        item = PlanItem(found[1], int(found[2]), once=not found[3])
        if item.signal in items:
            raise UsageError("plan-format", f"{item.signal} is in the plan twice.", hint="Use each signal once.")
        _check(item, model)
        items[item.signal] = item
    return tuple(items.values())


def _check(item: PlanItem, model: Model) -> None:
    """Raise UsageError if a member cannot plan the signal, or not this way."""
    signal = model.signals.get(item.signal)
    if signal is None:
        raise UsageError(
            "signal-unknown",
            f"{item.signal!r} is not a signal of the model.",
            hint=f"You can plan: {', '.join(plannable_signals(model))}.",
        )
    if signal.step is None:
        raise UsageError(
            "plan-signal",
            f"You can't plan {item.signal}: others do it, or LinkedIn's exports don't cover it.",
            hint=f"You can plan: {', '.join(plannable_signals(model))}.",
        )
    if isinstance(signal.measure, Attribute) and not item.once:
        raise UsageError(
            "plan-signal",
            f"You can't plan {item.signal} by the week: you fill in a part of your profile once.",
            hint=f"Write {item.signal}={item.count} for that many parts in total.",
        )
    if item.once and signal.step.adds[0][0] == ACTIVE:
        raise UsageError(
            "plan-signal",
            f"You can plan {item.signal} only by the week.",
            hint=f"Write {item.signal}={item.count}/week.",
        )


def as_of(activity: Activity, day: int) -> Activity:
    """Return the activity as known on a day, without anything later. What is covered on the day stays covered."""
    return replace(
        activity,
        rows={
            kind: tuple(row for row in rows if row.day <= day and row.known_day <= day)
            for kind, rows in activity.rows.items()
        },
        attributes={
            name: tuple(step for step in steps if step[0] <= day) for name, steps in activity.attributes.items()
        },
        coverage={name: Coverage(((day, None),)) for name, coverage in activity.coverage.items() if coverage.has(day)},
    )


def with_plan(activity: Activity, model: Model, plan: Iterable[PlanItem], day: int, weeks: int) -> Activity:
    """Return the activity as known on a day, plus a plan followed in the weeks after it."""
    now = as_of(activity, day)
    rows: dict[str, list[DailyRow]] = {}
    attributes: dict[str, tuple[tuple[int, int], ...]] = {}
    active: set[int] = set()
    for item in plan:
        step = model.signals[item.signal].step
        if step is None or not item.count:
            continue
        if step.adds[0][0] not in model.kind:
            attributes |= _filled_in(now, step, item.count, _slots(day, 0)[0])
            continue
        for kind, added in rows_of(model, step, item, day, weeks).items():
            rows.setdefault(kind, []).extend(added)
        if not item.once:
            active |= set(days_of(day, item.count, weeks))
    rows[ACTIVE] = [DailyRow(on, on, 1) for on in active]
    return now.plus(rows, attributes)


def rows_of(model: Model, step: Step, item: PlanItem, day: int, weeks: int) -> dict[str, list[DailyRow]]:
    """Return the daily rows that one line of a plan adds, except active days.

    If a step assumes that three of four invitations are accepted, the second, third and fourth of every four are,
    on the day they are sent.
    """
    each = dose(model, step)
    days = [_slots(day, 0)[0]] * item.count if item.once else list(days_of(day, item.count, weeks))
    return {
        kind: [
            DailyRow(on, on, quantity)
            for at, on in enumerate(days)
            if (quantity := (at + 1) * per_dose // each - at * per_dose // each)
        ]
        for kind, per_dose in step.adds
        if kind != ACTIVE
    }


def _filled_in(
    activity: Activity, step: Step, parts: int, day: int
) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    for name, quantity in step.adds:
        history = activity.attributes.get(name, ())
        newest = history[-1][1] if history else 0
        yield name, (*history, (day, min(MICRO, newest + parts * quantity)))


def days_of(day: int, count: int, weeks: int) -> Iterator[int]:
    """Yield the days of something done `count` times a week, week by week."""
    for week in range(weeks):
        slots = _slots(day, week)
        yield from (slots[at % WORKING_DAYS] for at in range(count))


def _slots(day: int, week: int) -> list[int]:
    """Return the working days of a week after the day, in the order in which a plan fills them."""
    first = day + 1 + DAYS_PER_WEEK * week
    by_weekday = {weekday(on): on for on in range(first, first + DAYS_PER_WEEK)}
    return [by_weekday[number] for number in _ORDER]
