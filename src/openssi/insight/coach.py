"""Advice as data: the best next steps, and the weekly plan that reaches a target with the least effort."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from openssi.activity import Activity
from openssi.activity.plan import PlanItem, as_of
from openssi.errors import UsageError
from openssi.insight.minimum_data import require_enough_data
from openssi.insight.next_steps import NextStep, next_steps
from openssi.insight.optimizer import least_effort, minutes_of
from openssi.insight.what_if import check_weeks
from openssi.model import MICRO, WINDOW, Effort, Model
from openssi.scoring import Score, score

__all__ = ["Advice", "PlanLine", "Target", "advise", "pace"]


@dataclass(frozen=True, slots=True)
class Target:
    """An index to reach: micro-points, and a name for it ("the top 10 % of Software")."""

    micro: int
    name: str


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the plan.

    Attributes:
        item: the step and how often.
        minutes: minutes per week; a one-off step is spread over the weeks.
        now: how often it was done in the last 90 days, in hundredths per week; None where that is not counted.
        effort: how long the step takes, with its provenance.
    """

    item: PlanItem
    minutes: Fraction
    now: int | None
    effort: Effort


@dataclass(frozen=True)
class Advice:
    """The best next steps, and the plan with the least effort that reaches the target or gets closest to it.

    Attributes:
        model: the model that scored.
        now: the score today.
        weeks: length of the plan.
        steps: the best next steps, at most three, each measured on top of everything done already.
        target: the index to reach; None if every band has been reached.
        plan: everything to do, starting from nothing.
        minutes: minutes per week of the whole plan.
        end_micro: the index at the end with the plan.
        stopped_micro: the index at the end if nothing more is done.
        highest_micro: the index at the end if every step is taken as often as the effort table allows.
    """

    model: Model
    now: Score
    weeks: int
    steps: tuple[NextStep, ...]
    target: Target | None
    plan: tuple[PlanLine, ...]
    minutes: Fraction
    end_micro: int
    stopped_micro: int
    highest_micro: int

    @property
    def last_day(self) -> int:
        """The last day of the plan."""
        return self.now.as_of + 7 * self.weeks

    @property
    def reached(self) -> bool:
        """Whether the plan reaches the target."""
        return self.target is None or self.end_micro >= self.target.micro

    @property
    def open_micro(self) -> int:
        """Micro-points that are not measured, so that no plan can earn them."""
        return self.now.open_micro


def advise(
    activity: Activity, model: Model, day: int, weeks: int, efforts: Mapping[str, Effort], target: Target | None
) -> Advice:
    """Return next steps and a plan from a day on; without a target, plan for the next band or for a thought leader.

    Raises:
        DayError: there is too little data for a number.
        UsageError: weeks or target are out of range, or the effort table allows too many plans to compare.
    """
    check_weeks(weeks)
    if target is not None and not 0 <= target.micro <= 100 * MICRO:
        raise UsageError("target-outside", f"The target {target.name} is out of range.", hint="Choose 0 to 100.")
    now = score(activity, model, day)
    require_enough_data(activity, model, now)
    target = target or _next_threshold(model, now.index_micro)
    best = least_effort(activity, model, efforts, day, weeks, target.micro if target else now.index_micro)
    lines = tuple(_line(activity, model, efforts, item, day, weeks) for item in best.plan)
    stopped = score(as_of(activity, day), model, day + 7 * weeks).index_micro
    steps = next_steps(activity, model, now, weeks=weeks, efforts=efforts)
    return Advice(
        model,
        now,
        weeks,
        steps,
        target,
        _heaviest_first(lines),
        best.minutes,
        best.end_micro,
        stopped,
        best.highest_micro,
    )


def _next_threshold(model: Model, index_micro: int) -> Target | None:
    thresholds = [(band.start, f"the band {band.id}") for band in model.bands] + [
        (model.thought_leader, "an industry thought leader")
    ]
    return next(
        (Target(start * MICRO, name) for start, name in sorted(thresholds) if start * MICRO > index_micro), None
    )


def _heaviest_first(lines: tuple[PlanLine, ...]) -> tuple[PlanLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.item.once, -line.minutes, line.item.signal)))


def _line(
    activity: Activity, model: Model, efforts: Mapping[str, Effort], item: PlanItem, day: int, weeks: int
) -> PlanLine:
    effort = efforts[item.signal]
    return PlanLine(
        item, minutes_of(item, model, efforts, weeks), None if item.once else pace(activity, model, item, day), effort
    )


def pace(activity: Activity, model: Model, item: PlanItem, day: int) -> int | None:
    """Return how often a step was taken in the last 90 days, in hundredths per week; None where that is not counted."""
    step = model.signals[item.signal].step
    kind = step.adds[0][0] if step else ""
    if kind not in activity.coverage:
        return None
    counted = sum(
        row.quantity for row in activity.rows.get(kind, ()) if day - WINDOW < row.day <= day and row.known_day <= day
    )
    return 100 * 7 * counted // (WINDOW * model.kind[kind].unit)
