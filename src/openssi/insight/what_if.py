"""Where a plan leads: the index on each day to come, beside the index if nothing more is done."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.activity import Activity
from openssi.activity.plan import PlanItem, standing, with_plan
from openssi.errors import UsageError
from openssi.insight.minimum_data import check_enough
from openssi.model import Model
from openssi.scoring import Score, history

__all__ = ["WhatIf", "check_weeks", "what_if"]

#: Half a year: what was done today has faded long before.
_MOST_WEEKS = 26


@dataclass(frozen=True)
class WhatIf:
    """A plan and where it leads.

    Attributes:
        model: the model that scored every day.
        plan: what is done, every week or once.
        weeks: for how many weeks.
        path: the score on the day of today and on each day to come, with the plan carried out.
        stopped: the same days if nothing more is done, by the member or by anybody else.
    """

    model: Model
    plan: tuple[PlanItem, ...]
    weeks: int
    path: tuple[Score, ...]
    stopped: tuple[Score, ...]

    @property
    def start(self) -> Score:
        """The score on the day from which the plan is carried out."""
        return self.path[0]

    @property
    def end(self) -> Score:
        """The score at the end of the plan."""
        return self.path[-1]

    @property
    def gain_micro(self) -> int:
        """Micro-points by which the index at the end is higher than without the plan."""
        return self.end.index_micro - self.stopped[-1].index_micro

    @property
    def without_effect(self) -> tuple[tuple[str, str], ...]:
        """Signals of the plan that are not measured, so that the index cannot show them, and why."""
        scored = ((item.signal, self.end.signals[item.signal]) for item in self.plan)
        return tuple((signal, found.reason) for signal, found in scored if found.status != "measured")


def check_weeks(weeks: int) -> None:
    """Refuse a plan for less than a week, or for longer than half a year.

    Raises:
        UsageError: it is for so many weeks.
    """
    if not 1 <= weeks <= _MOST_WEEKS:
        raise UsageError("plan-weeks", f"A plan cannot be for {weeks} weeks.", hint=f"Choose 1 to {_MOST_WEEKS}.")


def what_if(activity: Activity, model: Model, plan: tuple[PlanItem, ...], day: int, weeks: int) -> WhatIf:
    """The index from a day on, with and without a plan; a plan of nothing changes nothing.

    Raises:
        DayError: there is too little data for a number.
        UsageError: as `check_weeks`.
    """
    check_weeks(weeks)
    last = day + 7 * weeks
    stopped = tuple(history(standing(activity, day), model, day, last))
    check_enough(activity, model, stopped[0])
    path = tuple(history(with_plan(activity, model, plan, day, weeks), model, day, last))
    return WhatIf(model, plan, weeks, path, stopped)
