"""What to do next, and the least-effort weekly plan that reaches a target: advice as data, by the model and an effort table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from openssi.activity import Activity
from openssi.activity.plan import PlanItem, standing
from openssi.errors import UsageError
from openssi.insight.minimum_data import check_enough
from openssi.insight.next_steps import NextStep, next_steps
from openssi.insight.optimizer import least_effort, minutes_of
from openssi.insight.what_if import check_weeks
from openssi.model import MICRO, WINDOW, Effort, Model
from openssi.scoring import Score, score

__all__ = ["Advice", "PlanLine", "Target", "advise", "pace"]


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached: micro-points, and whose mark that is, in words ("the top 10 % of Software")."""

    micro: int
    name: str


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the plan.

    Attributes:
        item: what is done.
        minutes: minutes a week; what is done once is spread over the weeks.
        now: how often it was done in the last 90 days, in hundredths a week; None where that is not counted.
        effort: what it takes, with its provenance.
    """

    item: PlanItem
    minutes: Fraction
    now: int | None
    effort: Effort


@dataclass(frozen=True)
class Advice:
    """The best next steps, and the plan with the least effort that reaches the target, or the nearest that can be reached.

    Attributes:
        model: the model that scored.
        now: the score on the day of today.
        weeks: for how many weeks is planned.
        steps: the best next steps, at most three: what each adds to all that is done already.
        target: what is to be reached; None if every mark is reached.
        plan: all that has to be done, beginning from nothing.
        minutes: minutes a week of the whole plan.
        end_micro: the index at the end with the plan.
        stopped_micro: the index at the end if nothing more is done.
        highest_micro: the index at the end if everything is done as often as the effort table lets a plan ask for.
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
    def not_measured(self) -> int:
        """Points that no plan can show, since nothing measures them."""
        return 100 - self.now.measurable


def advise(
    activity: Activity, model: Model, day: int, weeks: int, efforts: Mapping[str, Effort], target: Target | None
) -> Advice:
    """Steps and plan for one member from a day on; without a target to the next mark above the index, a band or thought leader.

    Raises:
        DayError: there is too little data for a number.
        UsageError: weeks or target are out of bounds, or the efforts are too lax to weigh every plan.
    """
    check_weeks(weeks)
    if target is not None and not 0 <= target.micro <= 100 * MICRO:
        raise UsageError("target-outside", f"{target.name} is no target.", hint="The index goes from 0 to 100.")
    now = score(activity, model, day)
    check_enough(activity, model, now)
    target = target or _next_mark(model, now.index_micro)
    found = least_effort(activity, model, efforts, day, weeks, target.micro if target else now.index_micro)
    lines = tuple(_line(activity, model, efforts, item, day, weeks) for item in found.plan)
    stopped = score(standing(activity, day), model, day + 7 * weeks).index_micro
    steps = next_steps(activity, model, now, weeks=weeks, efforts=efforts)
    return Advice(
        model,
        now,
        weeks,
        steps,
        target,
        _heaviest_first(lines),
        found.minutes,
        found.end_micro,
        stopped,
        found.highest_micro,
    )


def _next_mark(model: Model, index_micro: int) -> Target | None:
    marks = [(band.start, f"the band {band.id}") for band in model.bands] + [
        (model.thought_leader, "an industry thought leader")
    ]
    return next((Target(start * MICRO, name) for start, name in sorted(marks) if start * MICRO > index_micro), None)


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
    """How often it was done in the last 90 days, in hundredths a week."""
    step = model.signals[item.signal].step
    kind = step.adds[0][0] if step else ""
    if kind not in activity.coverage:
        return None
    counted = sum(
        row.quantity for row in activity.rows.get(kind, ()) if day - WINDOW < row.day <= day and row.known_day <= day
    )
    return 100 * 7 * counted // (WINDOW * model.kind[kind].unit)
