"""Project the index day by day: with a plan, and if nothing more is done."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.activity import Activity
from openssi.activity.plan import PlanItem, as_of, with_plan
from openssi.errors import UsageError
from openssi.insight.minimum_data import require_enough_data
from openssi.model import Model
from openssi.scoring import Score, history

__all__ = ["WhatIf", "check_weeks", "what_if"]

#: Half a year: by then everything done today has long faded.
_MAX_WEEKS = 26


@dataclass(frozen=True)
class WhatIf:
    """A plan and the index it leads to.

    Attributes:
        model: the model that scored every day.
        plan: what is done, every week or once.
        weeks: for how many weeks.
        path: the score today and on each day ahead, with the plan.
        stopped: the same days if nothing more happens, done by the member or by anyone else.
    """

    model: Model
    plan: tuple[PlanItem, ...]
    weeks: int
    path: tuple[Score, ...]
    stopped: tuple[Score, ...]

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
        """How many micro-points the plan adds to the index at the end."""
        return self.end.index_micro - self.stopped[-1].index_micro

    @property
    def without_effect(self) -> tuple[tuple[str, str], ...]:
        """Signals of the plan that are not measured, so the index cannot show them, and why."""
        scores = [self.end.signals[item.signal] for item in self.plan]
        return tuple((score.id, score.reason) for score in scores if not score.counts)


def check_weeks(weeks: int) -> None:
    """Refuse a plan shorter than a week or longer than half a year.

    Raises:
        UsageError: the number of weeks is out of range.
    """
    if not 1 <= weeks <= _MAX_WEEKS:
        raise UsageError("plan-weeks", f"A plan can't run for {weeks} weeks.", hint=f"Choose 1 to {_MAX_WEEKS} weeks.")


def what_if(activity: Activity, model: Model, plan: tuple[PlanItem, ...], day: int, weeks: int) -> WhatIf:
    """Project the index from a day on, with and without a plan. An empty plan changes nothing.

    Raises:
        DayError: there is too little data for a number.
        UsageError: as `check_weeks`.
    """
    check_weeks(weeks)
    last = day + 7 * weeks
    stopped = tuple(history(as_of(activity, day), model, day, last))
    require_enough_data(activity, model, stopped[0])
    path = tuple(history(with_plan(activity, model, plan, day, weeks), model, day, last))
    return WhatIf(model, plan, weeks, path, stopped)
