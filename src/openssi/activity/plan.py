"""A plan: how much of which activity each week, on top of the recent pace, turned into daily rows of future days."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from openssi.activity.pace import ACTIVE, ALL_ANSWERS, WORKING_DAYS, continued_at_pace, week_days
from openssi.activity.table import Activity, DailyRow
from openssi.errors import UsageError
from openssi.model import MICRO, Attribute, Kind, Model, Step, dose

__all__ = [
    "PlanItem",
    "is_plan",
    "parse_plan",
    "plannable_signals",
    "planned_days",
    "rows_of_plan_item",
    "step_rows",
    "with_plan",
    "within_limit",
]

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
        match = _ITEM.fullmatch(text.strip())
        if match is None or int(match[2]) > _MAX_COUNT:
            raise UsageError(
                "plan-format",
                f"{text!r} is not a line of a plan.",
                hint=(
                    "Write posts_published=2/week, or articles_published=1 for one in total. The limit is "
                    f"{_MAX_COUNT}."
                ),
            )
        item = PlanItem(match[1], int(match[2]), once=not match[3])
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


def with_plan(
    activity: Activity, model: Model, plan: Iterable[PlanItem], day: int, weeks: int, others: int = ALL_ANSWERS
) -> Activity:
    """Return the activity as known on a day, continued at its recent pace, plus a plan followed on top of that.

    `others` is how often other people respond, in percent of what the pace and the plan's steps assume.
    """
    now = continued_at_pace(activity, model, day, weeks, others)
    rows: dict[str, list[DailyRow]] = {}
    attributes: dict[str, tuple[tuple[int, int], ...]] = {}
    active: set[int] = set()
    for item in plan:
        step = model.signals[item.signal].step
        if step is None or not item.count:
            continue
        if step.adds[0][0] not in model.kind:
            attributes |= _filled_in(now, step, item.count, week_days(day, 0)[0])
            continue
        for kind, added in rows_of_plan_item(model, step, item, day, weeks, others).items():
            rows.setdefault(kind, []).extend(added)
        if not item.once:
            active |= set(planned_days(day, item.count, weeks))
    rows = {kind: within_limit(model.kind[kind], now.rows.get(kind, ()), added) for kind, added in rows.items()}
    active -= {row.day for row in now.rows.get(ACTIVE, ())}
    rows[ACTIVE] = [DailyRow(on, on, 1) for on in active]
    return now.plus(rows, attributes)


def rows_of_plan_item(
    model: Model, step: Step, item: PlanItem, day: int, weeks: int, others: int = ALL_ANSWERS
) -> dict[str, list[DailyRow]]:
    """Return the daily rows that one line of a plan adds, except active days and before daily limits.

    If a step assumes that three of four invitations are accepted, the second, third and fourth of every four are,
    on the day they are sent.
    """
    days = [week_days(day, 0)[0]] * item.count if item.once else list(planned_days(day, item.count, weeks))
    return {kind: rows for kind, rows in step_rows(model, step, days, others).items() if kind != ACTIVE}


def step_rows(model: Model, step: Step, days: Sequence[int], others: int = ALL_ANSWERS) -> dict[str, list[DailyRow]]:
    """Return the daily rows that a step adds if the first kind that it adds to is done once on each of these days."""
    each = dose(model, step) * ALL_ANSWERS
    rows: dict[str, list[DailyRow]] = {}
    for kind, per_dose in step.adds:
        parts = per_dose * (others if model.kind[kind].from_others else ALL_ANSWERS)
        rows[kind] = [
            DailyRow(on, on, quantity)
            for at, on in enumerate(days)
            if (quantity := (at + 1) * parts // each - at * parts // each)
        ]
    return rows


def within_limit(kind: Kind, before: Iterable[DailyRow], added: Iterable[DailyRow]) -> list[DailyRow]:
    """Return the added rows without what exceeds the daily limit of their kind, given the rows from before."""
    if kind.most_a_day is None:
        return list(added)
    totals = Counter[int]()
    for row in before:
        totals[row.day] += row.quantity
    counted: list[DailyRow] = []
    for row in added:
        quantity = min(row.quantity, kind.most_a_day - totals[row.day])
        if quantity > 0:
            totals[row.day] += quantity
            counted.append(row._replace(quantity=quantity))
    return counted


def _filled_in(
    activity: Activity, step: Step, parts: int, day: int
) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    for name, quantity in step.adds:
        history = activity.attributes.get(name, ())
        newest = history[-1][1] if history else 0
        yield name, (*history, (day, min(MICRO, newest + parts * quantity)))


def planned_days(day: int, count: int, weeks: int) -> Iterator[int]:
    """Yield the working days of something done `count` times a week, week by week."""
    for week in range(weeks):
        days = week_days(day, week)
        yield from (days[at % WORKING_DAYS] for at in range(count))
