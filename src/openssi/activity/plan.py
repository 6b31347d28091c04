"""A plan: so much of which activity a week, turned into the daily rows of the days to come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from openssi.activity.table import Activity, Coverage, DailyRow
from openssi.errors import UsageError
from openssi.model import MICRO, Attribute, Model, Step, dose

__all__ = [
    "ACTIVE",
    "WORKING_DAYS",
    "PlanItem",
    "can_be_planned",
    "carried_out",
    "days_of",
    "is_plan",
    "parse_plan",
    "rows_of",
    "standing",
]

#: The kind of which each day with any activity of the member's own has one row.
ACTIVE = "active_day"

WORKING_DAYS = 5
#: Monday is 0. What is done several times a week is spread over different days, Wednesday first. The days of a smaller number are
#: among those of a larger one, so that the days active of a whole plan are those of its most frequent activity.
_ORDER = (2, 0, 4, 1, 3)
_MOST = 1000  # times a week; no curve rewards as many

_WRITTEN = re.compile(r"([a-z][a-z0-9_]*)=(\d+)(/week)?", re.ASCII)
_MEANT = re.compile(r"[a-z][a-z0-9_]*=", re.ASCII)


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One line of a plan.

    Attributes:
        signal: the signal whose step is taken.
        count: how many of what the step names first: posts, comments, invitations.
        once: in all, on the first of the planned days, instead of every week.
    """

    signal: str
    count: int
    once: bool = False

    def __str__(self) -> str:
        return f"{self.signal}={self.count}" + ("" if self.once else "/week")


def is_plan(text: str) -> bool:
    """Whether an argument is meant as a line of a plan and not as the path of an archive."""
    return _MEANT.match(text) is not None


def can_be_planned(model: Model) -> tuple[str, ...]:
    """The signals that have a step of the member's own."""
    return tuple(signal.id for signal in model.signals.values() if signal.step)


def parse_plan(texts: Iterable[str], model: Model) -> tuple[PlanItem, ...]:
    """A plan from lines such as `posts_published=2/week` (every week) and `articles_published=1` (in all).

    Raises:
        UsageError: a line is not written like that, or its signal cannot be planned so.
    """
    items: dict[str, PlanItem] = {}
    for text in texts:
        found = _WRITTEN.fullmatch(text.strip())
        if found is None or int(found[2]) > _MOST:
            raise UsageError(
                "plan-format",
                f"{text!r} is no line of a plan.",
                hint=f"Write it as posts_published=2/week, or as articles_published=1 for once; at most {_MOST}.",
            )
        item = PlanItem(found[1], int(found[2]), once=not found[3])
        if item.signal in items:
            raise UsageError("plan-format", f"{item.signal} stands in the plan twice.", hint="Name each signal once.")
        _check(item, model)
        items[item.signal] = item
    return tuple(items.values())


def _check(item: PlanItem, model: Model) -> None:
    """Refuse what no member can plan."""
    signal = model.signals.get(item.signal)
    if signal is None:
        raise UsageError(
            "signal-unknown",
            f"There is no signal {item.signal!r}.",
            hint=f"Can be planned: {', '.join(can_be_planned(model))}.",
        )
    if signal.step is None:
        raise UsageError(
            "plan-signal",
            f"{item.signal} cannot be planned: it is what others do, or no export tells of it.",
            hint=f"Can be planned: {', '.join(can_be_planned(model))}.",
        )
    if isinstance(signal.measure, Attribute) and not item.once:
        raise UsageError(
            "plan-signal",
            f"{item.signal} cannot be planned by the week: a part of the profile is filled in once.",
            hint=f"Write {item.signal}={item.count} for so many parts in all.",
        )
    if item.once and signal.step.adds[0][0] == ACTIVE:
        raise UsageError(
            "plan-signal",
            f"{item.signal} can be planned by the week only.",
            hint=f"Write {item.signal}={item.count}/week.",
        )


def standing(activity: Activity, day: int) -> Activity:
    """The member as known on a day, and nothing after it; what is covered on the day stays covered."""
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


def carried_out(activity: Activity, model: Model, plan: Iterable[PlanItem], day: int, weeks: int) -> Activity:
    """The member as known on a day, and a plan carried out in the weeks after it."""
    now = standing(activity, day)
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
    """What one line of a plan adds, days active apart.

    A step that assumes that three of four invitations are accepted has the second, the third and the fourth of every four accepted,
    on the day on which they are sent.
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
    """The days on which something is done so many times a week, week by week."""
    for week in range(weeks):
        slots = _slots(day, week)
        yield from (slots[at % WORKING_DAYS] for at in range(count))


def _slots(day: int, week: int) -> list[int]:
    """The working days of a week after the day, in the order in which they are taken."""
    first = day + 1 + 7 * week
    by_weekday = {(on + 3) % 7: on for on in range(first, first + 7)}  # 1970-01-01 was a Thursday
    return [by_weekday[weekday] for weekday in _ORDER]
