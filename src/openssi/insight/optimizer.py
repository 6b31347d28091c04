"""Find the best weekly plan: the highest index within some minutes, or the fewest minutes to a target. Exact.

A plan comes on top of the recent pace. The index at its end is a sum over signals, and each signal reads a few kinds of
activity. Steps that add to a common kind (invitations, connections) form a group; within a group every combination of
counts is evaluated. Groups depend on each other in one way only: the active days are those of the most frequent weekly
activity, so every partial plan remembers that frequency. Partial plans that are dominated in minutes, points and active
days are dropped, and so are those that can't beat a known plan. The result is the optimum, not an approximation;
`tests/property/test_planner.py` compares it with every plan of small cases.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise, product
from math import prod
from typing import NamedTuple

from openssi.activity import Activity
from openssi.activity.pace import ACTIVE, WORKING_DAYS
from openssi.activity.plan import PlanItem
from openssi.errors import UsageError
from openssi.insight.plan_gain import PlanGains, line_minutes
from openssi.model import MICRO, Attribute, Effort, Model, Signal, dose
from openssi.scoring.status import kinds_or_attribute

__all__ = ["BestPlan", "LineCost", "Planner", "best_plan_within"]

_MAX_COMBINATIONS = 100_000
_LEAST = -(10**9)  # below any gain


class LineCost(NamedTuple):
    """A line of a plan and the minutes a week it takes, rounded up; a one-off step is spread over the weeks."""

    item: PlanItem
    minutes: int


@dataclass(frozen=True, slots=True)
class BestPlan:
    """A plan and the index it leads to.

    Attributes:
        lines: what to do on top of the recent pace; empty if nothing more is needed.
        end_micro: the index at the end.
    """

    lines: tuple[LineCost, ...]
    end_micro: int

    @property
    def minutes(self) -> int:
        """Minutes per week of all lines."""
        return sum(line.minutes for line in self.lines)

    @property
    def items(self) -> tuple[PlanItem, ...]:
        """The plan without its minutes."""
        return tuple(line.item for line in self.lines)


class _Option(NamedTuple):
    """One way to take the steps of a group, or of all groups so far: minutes, micro-points, active days per week."""

    cost: int
    gain: int
    level: int
    lines: tuple[LineCost, ...]


class Planner:
    """Every plan from a day on, for one member.

    Raises:
        UsageError: the effort table allows more combinations of one group than can be compared.
    """

    def __init__(self, activity: Activity, model: Model, efforts: Mapping[str, Effort], day: int, weeks: int) -> None:
        self._outlook = PlanGains(activity, model, efforts, day, weeks)
        choices = _Choices(self._outlook, model, efforts, weeks)
        self._groups = [choices.options(names) for names in choices.groups()]
        self._days = choices.days_active()

    @property
    def as_now_micro(self) -> int:
        """The index at the end without a plan, at the recent pace."""
        return self._outlook.base

    @cached_property
    def highest_micro(self) -> int:
        """The index at the end if every step is taken as often as its limit allows."""
        return self._outlook.base + _highest(self._groups, self._days)

    def least_effort(self, target: int) -> BestPlan:
        """Return the plan with the fewest minutes that ends at `target` micro-points or more; of equals, the highest.

        If no plan reaches it, the plan reaches the highest whole point that one can.
        """
        goal = self.highest_micro // MICRO * MICRO if target > self.highest_micro else target
        return self._plan(_cheapest(self._groups, self._days, goal - self._outlook.base))

    def plans_within(self, minutes: int) -> tuple[BestPlan, ...]:
        """Return the best plan for each budget of minutes a week: each takes longer and ends higher than the last."""
        affordable = [[option for option in options if option.cost <= minutes] for options in self._groups]
        plans = (
            plan
            for level in range(WORKING_DAYS + 1)
            for plan in _on_days(affordable, self._days, _LEAST, level, minutes)
            if plan.cost <= minutes
        )
        rising: list[_Option] = []
        for plan in sorted(plans, key=lambda option: (option.cost, -option.gain)):
            if not rising or plan.gain > rising[-1].gain:
                rising.append(plan)
        return tuple(map(self._plan, rising))

    def minutes_to_rise(self, plan: BestPlan, micro: int = MICRO) -> int | None:
        """Return how many more minutes a week it takes to end a point higher than a plan; None if no plan does."""
        target = plan.end_micro + micro
        if target > self.highest_micro:
            return None
        return self.least_effort(target).minutes - plan.minutes

    def _plan(self, option: _Option) -> BestPlan:
        return BestPlan(option.lines, self._outlook.base + option.gain)


def best_plan_within(plans: Sequence[BestPlan], minutes: int) -> BestPlan:
    """Return the best of rising plans that takes no longer than some minutes."""
    return plans[bisect_right(plans, minutes, key=lambda plan: plan.minutes) - 1]


class _Days(NamedTuple):
    """What active days gain, for none to five per week, and what a day costs on which nothing else is done."""

    gains: tuple[int, ...]
    signal: str
    cost: int
    most: int


class _Choices:
    """The ways to take the steps of a member, group by group."""

    def __init__(self, outlook: PlanGains, model: Model, efforts: Mapping[str, Effort], weeks: int) -> None:
        self._outlook, self._model, self._efforts, self._weeks = outlook, model, efforts, weeks

    def _is_once(self, name: str) -> bool:
        step = self._model.signals[name].step
        return step is not None and step.once

    def groups(self) -> list[list[str]]:
        """Group the steps that change a measured signal by common kinds, except the step for active days."""
        groups: list[tuple[set[str], list[str]]] = []
        for name in self._efforts:
            kinds = self._outlook.changes(name)
            readers = self._outlook.reading(kinds)
            if ACTIVE in kinds or not readers:
                continue
            # Two kinds that one signal reads belong together as well: a rate couples attempts with successes.
            kinds = kinds.union(*map(kinds_or_attribute, readers))
            names = [name]
            apart: list[tuple[set[str], list[str]]] = []
            for group_kinds, members in groups:
                if group_kinds & kinds:
                    kinds, names = kinds | group_kinds, members + names
                else:
                    apart.append((group_kinds, members))
            groups = [*apart, (kinds, names)]
        return [names for _, names in groups]

    def options(self, names: Sequence[str]) -> list[_Option]:
        """Return every way to take the steps of a group that is not dominated by another.

        Raises:
            UsageError: there are too many ways to compare.
        """
        counts = [self._counts(name) for name in names]
        combinations = prod(map(len, counts))
        if combinations > _MAX_COMBINATIONS:
            raise UsageError(
                "effort-limits",
                f"{', '.join(names)} depend on each other; their limits allow {combinations:,} combinations.",
                hint=(
                    f"Lower their `most` in the effort file: at most {_MAX_COMBINATIONS:,} combinations can be "
                    "compared."
                ),
            )
        signals = self._outlook.reading(set[str]().union(*map(self._outlook.changes, names)))
        lines = [[self._line(name, count) for count in allowed] for name, allowed in zip(names, counts, strict=True)]
        return _undominated(self._option(chosen, signals) for chosen in product(*lines))

    def _counts(self, name: str) -> range:
        most = self._efforts[name].most
        signal = self._model.signals[name]
        if isinstance(signal.measure, Attribute):  # at most the parts that are missing
            return range(min(most, self._outlook.missing_parts(name)) + 1)
        if signal.step and signal.step.once:
            return range(0, most + 1, dose(self._model, signal.step))
        return range(most + 1)

    def _line(self, name: str, count: int) -> LineCost:
        item = PlanItem(name, count, self._is_once(name))
        return LineCost(item, line_minutes(item, self._model, self._efforts, self._weeks))

    def _option(self, chosen: Iterable[LineCost], signals: Iterable[Signal]) -> _Option:
        lines = tuple(line for line in chosen if line.item.count)
        gain = self._outlook.gain(signals, self._outlook.sums_of([line.item for line in lines]))
        return _Option(sum(line.minutes for line in lines), gain, min(WORKING_DAYS, _often(lines)), lines)

    def days_active(self) -> _Days:
        """Return what active days gain, and what one costs by itself."""
        step = next((name for name in self._efforts if ACTIVE in dict(self._outlook.adds(name))), None)
        signals = self._outlook.reading((ACTIVE,))
        gains = [self._outlook.gain(signals, self._outlook.active_sums(level)) for level in range(WORKING_DAYS + 1)]
        cost = self._line(step, 1).minutes if step else 0
        return _Days(tuple(gains), step or "", cost, self._efforts[step].most if step else 0)


def _often(lines: Iterable[LineCost]) -> int:
    """Return how often the most frequent weekly line is done."""
    return max((line.item.count for line in lines if not line.item.once), default=0)


def _undominated(options: Iterable[_Option]) -> list[_Option]:
    """Drop options that another one dominates: it costs no more, gains no less and is active on no fewer days."""
    remaining: list[_Option] = []
    best = [_LEAST] * (WORKING_DAYS + 1)  # by level, the highest gain among the remaining options of that level or more
    for option in sorted(options, key=lambda option: (option.cost, -option.gain, -option.level)):
        if option.gain > best[option.level]:
            remaining.append(option)
            for level in range(option.level + 1):
                best[level] = max(best[level], option.gain)
    return remaining


def _highest(groups: Sequence[Sequence[_Option]], days: _Days) -> int:
    """Return the most micro-points that any plan gains."""
    most = [max(option.gain for option in options) for options in groups]
    highest = sum(most) + days.gains[min(days.most, WORKING_DAYS)]
    for level in range(WORKING_DAYS + 1):
        for options, best in zip(groups, most, strict=True):
            frequent = max((option.gain for option in options if option.level >= level), default=None)
            if frequent is not None:
                highest = max(highest, sum(most) - best + frequent + days.gains[level])
    return highest


class _CostBound:
    """A lower bound on the cost of a gain from the remaining groups: fractions of their slopes, steepest first."""

    def __init__(self, groups: Sequence[Sequence[_Option]]) -> None:
        slopes = sorted(
            (slope for options in groups for slope in _slopes(options)), key=lambda at: Fraction(-at[0], at[1])
        )
        self._gains, self._costs = [0], [0]
        for gain, cost in slopes:
            self._gains.append(self._gains[-1] + gain)
            self._costs.append(self._costs[-1] + cost)

    def cost(self, gain: int) -> int | None:
        """Return the lower bound, rounded up; None if the gain is out of reach."""
        if gain <= 0:
            return 0
        at = bisect_left(self._gains, gain)
        if at == len(self._gains):
            return None
        step, width = self._costs[at] - self._costs[at - 1], self._gains[at] - self._gains[at - 1]
        return self._costs[at - 1] - (-(gain - self._gains[at - 1]) * step // width)


def _slopes(options: Sequence[_Option]) -> Iterator[tuple[int, int]]:
    """Yield gain and cost between the corners of the upper convex hull of all options."""
    corners = [(0, 0)]
    for option in sorted(options):
        if option.gain <= corners[-1][1]:
            continue
        if option.cost == corners[-1][0]:
            corners.pop()
        while len(corners) > 1 and _is_below(corners[-2], corners[-1], (option.cost, option.gain)):
            corners.pop()
        corners.append((option.cost, option.gain))
    yield from ((b[1] - a[1], b[0] - a[0]) for a, b in pairwise(corners))


def _is_below(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    return (b[1] - a[1]) * (c[0] - a[0]) <= (c[1] - a[1]) * (b[0] - a[0])


def _cheapest(groups: Sequence[Sequence[_Option]], days: _Days, need: int) -> _Option:
    """Return the cheapest plan that gains what is needed; of equals, the one that gains most."""
    best: _Option | None = None
    for level in reversed(range(WORKING_DAYS + 1)):
        for plan in _on_days(groups, days, need, level, best.cost if best else None):
            if best is None or (plan.cost, -plan.gain) < (best.cost, -best.gain):
                best = plan
    return best or _Option(0, 0, 0, ())


def _on_days(
    groups: Sequence[Sequence[_Option]], days: _Days, need: int, level: int, limit: int | None
) -> Iterator[_Option]:
    """Yield the undominated plans with this many active days per week that gain enough within the cost limit."""
    required = need - days.gains[level]
    partial = [_Option(0, 0, 0, ())]
    for at, options in enumerate(groups):
        rest = _CostBound(groups[at + 1 :])
        longer: list[_Option] = []
        for base, option in product(partial, options):
            cost, gain = base.cost + option.cost, base.gain + option.gain
            still = rest.cost(required - gain)
            if still is not None and (limit is None or cost + still <= limit):
                longer.append(_Option(cost, gain, min(level, max(base.level, option.level)), base.lines + option.lines))
        partial = _undominated(longer)
    for plan in partial:
        if plan.gain < required:
            continue
        if plan.level < level <= days.most:
            line = LineCost(PlanItem(days.signal, level), days.cost * (level - plan.level))
            yield _Option(plan.cost + line.minutes, plan.gain + days.gains[level], level, (*plan.lines, line))
        elif plan.level == level:
            often = min(WORKING_DAYS, _often(plan.lines))
            yield _Option(plan.cost, plan.gain + days.gains[often], often, plan.lines)
