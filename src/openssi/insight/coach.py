"""Advice as data: the next steps, and the best use of some minutes a week or the least effort to a target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openssi.activity import Activity
from openssi.activity.calendar import DAYS_PER_WEEK
from openssi.activity.pace import WEEK_ORDER, WORKING_DAYS, as_of, recent_quantity_and_days
from openssi.activity.plan import PlanItem
from openssi.errors import UsageError
from openssi.insight.feasible_steps import feasible_efforts
from openssi.insight.minimum_data import require_enough_data
from openssi.insight.never_done import NeverDone, never_done
from openssi.insight.next_steps import NextStep, next_steps
from openssi.insight.optimizer import BestPlan, LineCost, Planner, best_plan_within
from openssi.insight.what_if import Range, answer_range, check_weeks
from openssi.model import MICRO, Effort, Model
from openssi.scoring import Score, score

__all__ = ["MINUTES", "Advice", "PlanLine", "PlannedDay", "Target", "advise", "check_minutes", "weekly_pace"]

#: Minutes a week that a plan takes at most by default.
MINUTES = 60
#: A plan stops where a further point would take longer than this every week. Chosen: half an hour.
_MINUTES_PER_POINT = 30
_MOST_MINUTES = 2_400  # a working week
_CURVE = (15, 30, 45, 60, 90, 120, 180, 240)  # minutes


@dataclass(frozen=True, slots=True)
class Target:
    """An index to reach: micro-points, and a name for it ("the top 10% of Software")."""

    micro: int
    name: str


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the plan.

    Attributes:
        item: the step and how often.
        minutes: minutes per week, rounded up; a one-off step is spread over the weeks.
        now: how often it is done at the recent pace, in hundredths per week; None where that is not counted.
        effort: how long the step takes, with its provenance.
    """

    item: PlanItem
    minutes: int
    now: int | None
    effort: Effort


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A working day of the plan's week (Monday is 0) and how often to take which step on it."""

    weekday: int
    actions: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Advice:
    """The next steps and a plan: the best use of some minutes a week, or the least effort to a target.

    Attributes:
        model: the model that scored.
        now: the score today.
        weeks: length of the plan.
        steps: the next steps, at most three, each measured on top of the recent pace.
        minutes: the minutes a week that the plan may take; None if it is for a target.
        target: the index to reach; None if the plan is for some minutes.
        plan: what to do on top of the recent pace.
        end_micro: the index at the end with the plan.
        as_now_micro: the index at the end at the recent pace, without the plan.
        stopped_micro: the index at the end if nothing more is done.
        highest_micro: the index at the end if every step is taken as often as the effort table allows.
        range: the index at the end with the plan if other people respond less.
        curve: the highest index that some minutes a week lead to, as `(minutes, micro-points)`.
        if_never: steps of kinds whose file is missing, for a member who has never done them.
        next_point: minutes a week, on top of the plan's, that a further point takes; None if it is out of reach.
    """

    model: Model
    now: Score
    weeks: int
    steps: tuple[NextStep, ...]
    minutes: int | None
    target: Target | None
    plan: tuple[PlanLine, ...]
    end_micro: int
    as_now_micro: int
    stopped_micro: int
    highest_micro: int
    range: Range
    curve: tuple[tuple[int, int], ...]
    if_never: tuple[NeverDone, ...]
    next_point: int | None

    @property
    def minutes_a_week(self) -> int:
        """The minutes a week that the plan takes."""
        return sum(line.minutes for line in self.plan)

    @property
    def last_day(self) -> int:
        """The last day of the plan."""
        return self.now.as_of + DAYS_PER_WEEK * self.weeks

    @property
    def reached(self) -> bool:
        """Whether the plan reaches the target."""
        return self.target is None or self.end_micro >= self.target.micro

    @property
    def open_micro(self) -> int:
        """Micro-points that are not measured, so that no plan can earn them."""
        return self.now.open_micro

    @property
    def week(self) -> tuple[PlannedDay, ...]:
        """The weekly lines spread over the days of a week."""
        return _week([line for line in self.plan if not line.item.once and line.minutes])


def check_minutes(minutes: int) -> None:
    """Refuse a plan of no time, or of more than a working week.

    Raises:
        UsageError: the number of minutes is out of range.
    """
    if not 1 <= minutes <= _MOST_MINUTES:
        raise UsageError(
            "plan-minutes",
            f"A plan can't take {minutes} minutes a week.",
            hint=f"Choose 1 to {_MOST_MINUTES:,} minutes.",
        )


def advise(
    activity: Activity,
    model: Model,
    day: int,
    weeks: int,
    table: Mapping[str, Effort],
    target: Target | None = None,
    minutes: int = MINUTES,
) -> Advice:
    """Return next steps and a plan from a day on: for a target if there is one, else for some minutes a week.

    Raises:
        DayError: there is too little data for a number.
        UsageError: weeks, minutes or target are out of range, or the effort table allows too many plans to compare.
    """
    check_weeks(weeks)
    check_minutes(minutes)
    if target is not None and not 0 <= target.micro <= 100 * MICRO:
        raise UsageError("target-outside", f"The target {target.name} is out of range.", hint="Choose 0 to 100.")
    now = score(activity, model, day)
    require_enough_data(activity, model, now)
    planner = Planner(activity, model, feasible_efforts(activity, model, table, day), day, weeks)
    plans = planner.plans_within(max(minutes, _CURVE[-1]))
    best = planner.least_effort(target.micro) if target else _worthwhile(plans, minutes)
    lines = tuple(_line(activity, model, table, line, day) for line in best.lines)
    return Advice(
        model,
        now,
        weeks,
        next_steps(activity, model, now, weeks=weeks, table=table),
        None if target else minutes,
        target,
        _heaviest_first(lines),
        best.end_micro,
        planner.as_now_micro,
        score(as_of(activity, day), model, day + DAYS_PER_WEEK * weeks).index_micro,
        planner.highest_micro,
        answer_range(activity, model, best.items, day, weeks),
        tuple((budget, best_plan_within(plans, budget).end_micro) for budget in (0, *_CURVE)),
        never_done(activity, model, now, weeks),
        planner.minutes_to_rise(best),
    )


def _worthwhile(plans: tuple[BestPlan, ...], minutes: int) -> BestPlan:
    """Return the best plan within the minutes that spends at most half an hour on each further point."""
    return max(
        (plan for plan in plans if plan.minutes <= minutes),
        key=lambda plan: (_MINUTES_PER_POINT * plan.end_micro - MICRO * plan.minutes, -plan.minutes),
    )


def _heaviest_first(lines: tuple[PlanLine, ...]) -> tuple[PlanLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.item.once, -line.minutes, line.item.signal)))


def _line(activity: Activity, model: Model, table: Mapping[str, Effort], line: LineCost, day: int) -> PlanLine:
    now = None if line.item.once else weekly_pace(activity, model, line.item.signal, day)
    return PlanLine(line.item, line.minutes, now, table[line.item.signal])


def weekly_pace(activity: Activity, model: Model, signal: str, day: int) -> int | None:
    """Return how often a signal's step is taken lately, in hundredths per week; None where that is not counted."""
    step = model.signals[signal].step
    kind = step.adds[0][0] if step else ""
    if kind not in activity.coverage or kind not in model.kind:
        return None
    total, days = recent_quantity_and_days(activity, kind, day)
    return 100 * DAYS_PER_WEEK * total // (days * model.kind[kind].unit)


def _week(lines: list[PlanLine]) -> tuple[PlannedDay, ...]:
    """Spread weekly lines over as many days as the most frequent one has, evenly by minutes."""
    days = min(WORKING_DAYS, max((line.item.count for line in lines), default=0))
    weekdays = sorted(WEEK_ORDER[:days])
    busy = dict.fromkeys(weekdays, 0.0)
    actions: dict[int, dict[str, int]] = {weekday: {} for weekday in weekdays}
    for line in sorted(lines, key=lambda line: -line.minutes / line.item.count):
        counts = dict.fromkeys(weekdays, 0)
        for _ in range(line.item.count):
            weekday = min(weekdays, key=lambda day: (counts[day], busy[day], day))
            counts[weekday] += 1
            busy[weekday] += line.minutes / line.item.count
            actions[weekday][line.item.signal] = counts[weekday]
    return tuple(PlannedDay(weekday, tuple(actions[weekday].items())) for weekday in weekdays)
