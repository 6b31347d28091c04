"""Project the index day by day: as now, as now plus a plan, and if the member stops today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openssi.activity import Activity
from openssi.activity.pace import ALL_ANSWERS, WORKING_DAYS, as_of, continued_at_pace
from openssi.activity.plan import PlanItem, with_plan
from openssi.errors import UsageError
from openssi.insight.minimum_data import require_enough_data
from openssi.model import MICRO, Kind, Model, Rate, Signal
from openssi.scoring import Score, daily_scores, score

__all__ = ["MAX_WEEKS", "DailyLimit", "Range", "WhatIf", "answer_range", "check_weeks", "what_if"]

#: Half a year: by then everything done today has long faded.
MAX_WEEKS = 26


@dataclass(frozen=True, slots=True)
class DailyLimit:
    """A line of a plan that exceeds what counts on a day.

    Attributes:
        item: the line.
        most: how many count on a day.
        wasted: how many of the line's count add nothing.
    """

    item: PlanItem
    most: int
    wasted: int


@dataclass(frozen=True, slots=True)
class Range:
    """The index at the end in micro-points, if other people respond half as often, or not at all."""

    half: int
    none: int


@dataclass(frozen=True)
class WhatIf:
    """A plan and the index it leads to.

    Attributes:
        model: the model that scored every day.
        plan: what is done on top of the recent pace, every week or once.
        weeks: for how many weeks.
        path: the score today and on each day ahead, at the pace of the last 90 days plus the plan.
        as_now: the same days at the pace of the last 90 days.
        stopped: the same days if nothing more happens, done by the member or by anyone else.
        range: the end of the path if other people respond less.
        limits: lines of the plan that exceed a daily limit.
    """

    model: Model
    plan: tuple[PlanItem, ...]
    weeks: int
    path: tuple[Score, ...]
    as_now: tuple[Score, ...]
    stopped: tuple[Score, ...]
    range: Range
    limits: tuple[DailyLimit, ...]

    @property
    def start(self) -> Score:
        """The score on the day the plan starts."""
        return self.path[0]

    @property
    def end(self) -> Score:
        """The score at the end of the plan."""
        return self.path[-1]

    @property
    def gain_micro(self) -> int:
        """How many micro-points the plan adds to the index at the end, compared with carrying on as now."""
        return self.end.index_micro - self.as_now[-1].index_micro

    @property
    def without_effect(self) -> tuple[tuple[str, str], ...]:
        """Signals of the plan that are not measured, so the index cannot show them, and why."""
        scores = [self.end.signals[item.signal] for item in self.plan]
        return tuple((score.id, score.reason) for score in scores if not score.counts)

    @property
    def already_full(self) -> tuple[str, ...]:
        """Signals of the plan that have all of their points without it."""
        as_now = self.as_now[-1].signals
        return tuple(
            item.signal for item in self.plan if as_now[item.signal].micro >= as_now[item.signal].maximum * MICRO
        )


def check_weeks(weeks: int) -> None:
    """Refuse a plan shorter than a week or longer than half a year.

    Raises:
        UsageError: the number of weeks is out of range.
    """
    if not 1 <= weeks <= MAX_WEEKS:
        raise UsageError("plan-weeks", f"A plan can't run for {weeks} weeks.", hint=f"Choose 1 to {MAX_WEEKS} weeks.")


def what_if(activity: Activity, model: Model, plan: tuple[PlanItem, ...], day: int, weeks: int) -> WhatIf:
    """Project the index from a day on. An empty plan changes nothing.

    Raises:
        DayError: there is too little data for a number.
        UsageError: as `check_weeks`.
    """
    check_weeks(weeks)
    last = day + 7 * weeks
    stopped = tuple(daily_scores(as_of(activity, day), model, day, last))
    require_enough_data(activity, model, stopped[0])
    unchanged = tuple(daily_scores(continued_at_pace(activity, model, day, weeks), model, day, last))
    path = tuple(daily_scores(with_plan(activity, model, plan, day, weeks), model, day, last)) if plan else unchanged
    return WhatIf(
        model,
        plan,
        weeks,
        path,
        unchanged,
        stopped,
        answer_range(activity, model, plan, day, weeks),
        tuple(_limits(model, plan)),
    )


def answer_range(activity: Activity, model: Model, plan: tuple[PlanItem, ...], day: int, weeks: int) -> Range:
    """Return the index at the end of a plan if other people respond half as often as now, or not at all."""
    half, none = (
        score(with_plan(activity, model, plan, day, weeks, others), model, day + 7 * weeks).index_micro
        for others in (ALL_ANSWERS // 2, 0)
    )
    return Range(half, none)


def _limits(model: Model, plan: tuple[PlanItem, ...]) -> Iterator[DailyLimit]:
    for item in plan:
        signal = model.signals[item.signal]
        kind = model.kind.get(signal.step.adds[0][0]) if signal.step else None
        limit = _most_a_day(model, signal, kind) if kind else None
        if kind is None or limit is None:
            continue
        most = limit // kind.unit
        wasted = item.count - most * (1 if item.once else WORKING_DAYS)
        if wasted > 0:
            yield DailyLimit(item, most, wasted)


def _most_a_day(model: Model, signal: Signal, kind: Kind) -> int | None:
    """Return the quantity of a day beyond which more adds nothing: a limit, or the end of the curves of its credits."""
    if kind.most_a_day is not None:
        return kind.most_a_day
    curves = [credit for other in model.kind.values() for credit in other.credits if credit.kind == kind.id]
    if isinstance(signal.measure, Rate) or not curves or not all(credit.knots for credit in curves):
        return None
    return max(credit.knots[-1][0] for credit in curves)
