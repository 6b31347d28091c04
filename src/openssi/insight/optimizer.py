"""Find the weekly plan with the least effort that reaches a target: exact, with the measures and curves that score.

The index at the end of a plan is a sum over signals, and each signal reads a few kinds of activity. Steps that add to a
common kind (invitations, connections) form a group; within a group every combination of counts is evaluated. Groups
depend on each other in one way only: the active days are those of the most frequent weekly activity, so every partial
plan remembers that frequency. Partial plans that are dominated in minutes, points and active days are dropped, and so
are those that can't beat a known plan. The result is the optimum, not an approximation; `tests/property/test_planner.py`
compares it with every plan of small cases.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from math import lcm
from typing import NamedTuple

from openssi.activity import Activity, DailyRow
from openssi.activity.credits import added_credits
from openssi.activity.plan import ACTIVE, WORKING_DAYS, PlanItem, as_of, days_of, rows_of
from openssi.errors import UsageError
from openssi.model import MICRO, Attribute, Effort, Fading, Model, Rate, Signal, Stock, dose
from openssi.scoring import score
from openssi.scoring.measures import fading, stock

__all__ = ["LeastEffort", "least_effort", "minutes_of"]

_MAX_COMBINATIONS = 100_000
_LEAST = -(10**9)  # below any gain


@dataclass(frozen=True, slots=True)
class LeastEffort:
    """A plan and the index it leads to.

    Attributes:
        plan: the plan; empty if doing nothing reaches the target.
        minutes: minutes per week; one-off steps are spread over the weeks.
        end_micro: the index at the end.
        highest_micro: the index at the end if every step is taken as often as allowed.
    """

    plan: tuple[PlanItem, ...]
    minutes: Fraction
    end_micro: int
    highest_micro: int


class _Option(NamedTuple):
    """One way to take the steps of a group, or of all groups so far: effort, micro-points, active days per week."""

    cost: int
    gain: int
    level: int
    items: tuple[PlanItem, ...]


def minutes_of(item: PlanItem, model: Model, efforts: Mapping[str, Effort], weeks: int) -> Fraction:
    """Return the minutes per week that one line of a plan takes; a one-off step is spread over the weeks."""
    step = model.signals[item.signal].step
    if step is None:
        return Fraction(0)
    whole = Fraction(item.count * efforts[item.signal].minutes, dose(model, step))
    return whole / weeks if item.once else whole


def least_effort(
    activity: Activity, model: Model, efforts: Mapping[str, Effort], day: int, weeks: int, target: int | None
) -> LeastEffort:
    """Return the plan with the fewest minutes that ends at `target` micro-points or more; of equals, the highest gain.

    If no plan reaches it, or the target is None, the plan reaches the highest whole point that one can.

    Raises:
        UsageError: the effort table allows more combinations of one group than can be compared.
    """
    outlook = _Outlook(activity, model, efforts, day, weeks)
    groups = [outlook.options(items) for items in outlook.groups()]
    days = outlook.days_active()
    highest = outlook.base + _highest(groups, days)
    wanted = highest // MICRO * MICRO if target is None or target > highest else target
    best = _cheapest(groups, days, wanted - outlook.base)
    return LeastEffort(best.items, Fraction(best.cost, outlook.unit), outlook.base + best.gain, highest)


class _Days(NamedTuple):
    """What active days gain, for none to five per week, and what a day costs on which nothing else is done."""

    gains: tuple[int, ...]
    signal: str
    cost: int
    most: int


class _Outlook:
    """The index at the end of a plan as sums that each line of a plan adds to."""

    def __init__(self, activity: Activity, model: Model, efforts: Mapping[str, Effort], day: int, weeks: int) -> None:
        self._now = as_of(activity, day)
        self._model, self._efforts, self._day, self._weeks = model, efforts, day, weeks
        self._last = day + 7 * weeks
        ended = score(self._now, model, self._last)
        self.base = ended.index_micro
        self._measured = [signal for signal in model.signals.values() if ended.signals[signal.id].counts]
        self._micro = {signal.id: ended.signals[signal.id].micro for signal in self._measured}
        self._sums: dict[str, tuple[int, int]] = {}
        self._added: dict[tuple[str, int], dict[str, tuple[int, int]]] = {}
        self._credited: dict[tuple[int, tuple[tuple[str, int], ...]], tuple[int, int]] = {}
        each = {
            name: minutes_of(PlanItem(name, 1, once=self._is_once(name)), model, efforts, weeks) for name in efforts
        }
        self.unit = lcm(*(minutes.denominator for minutes in each.values()))
        self._cost = {name: int(minutes * self.unit) for name, minutes in each.items()}

    def _is_once(self, name: str) -> bool:
        step = self._model.signals[name].step
        return step is not None and step.once

    def _adds(self, name: str) -> tuple[tuple[str, int], ...]:
        step = self._model.signals[name].step
        return step.adds if step else ()

    def _kinds(self, name: str) -> set[str]:
        """Return the kinds that a step changes, credits included."""
        kinds = {kind for kind, _ in self._adds(name)}
        return kinds | {kind for kind, credit in self._now.credits if credit.kind in kinds}

    def groups(self) -> list[list[str]]:
        """Group the steps that change a measured signal by common kinds, except the step for active days."""
        read = {need for signal in self._measured for need in _needs(signal)}
        found: list[tuple[set[str], list[str]]] = []
        for name in self._efforts:
            kinds = self._kinds(name)
            if ACTIVE in kinds or not kinds & read:
                continue
            # Two kinds that one signal reads belong together as well: a rate couples attempts with successes.
            kinds = kinds.union(*(_needs(signal) for signal in self._measured if kinds & set(_needs(signal))))
            names = [name]
            apart: list[tuple[set[str], list[str]]] = []
            for other, members in found:
                if other & kinds:
                    kinds, names = kinds | other, members + names
                else:
                    apart.append((other, members))
            found = [*apart, (kinds, names)]
        return [names for _, names in found]

    def options(self, names: Sequence[str]) -> list[_Option]:
        """Return every way to take the steps of a group that is not dominated by another."""
        counts = [self._counts(name) for name in names]
        combinations = 1
        for some in counts:
            combinations *= len(some)
        if combinations > _MAX_COMBINATIONS:
            raise UsageError(
                "effort-limits",
                f"{', '.join(names)} depend on each other; their limits allow {combinations:,} combinations.",
                hint=f"Lower their `most` in the effort file: at most {_MAX_COMBINATIONS:,} combinations can be compared.",
            )
        kinds = set[str]().union(*map(self._kinds, names))
        signals = [signal for signal in self._measured if kinds.intersection(_needs(signal))]
        return _undominated(self._option(names, chosen, signals) for chosen in product(*counts))

    def _counts(self, name: str) -> range:
        most = self._efforts[name].most
        signal = self._model.signals[name]
        if isinstance(signal.measure, Attribute):  # at most the parts that are missing
            part = self._adds(name)[0][1]
            return range(min(most, (MICRO - self._newest(signal.measure.name)) // part) + 1)
        if signal.step and signal.step.once:
            each = dose(self._model, signal.step)
            return range(0, most + 1, each)
        return range(most + 1)

    def _option(self, names: Sequence[str], counts: Sequence[int], signals: Sequence[Signal]) -> _Option:
        chosen = [(name, count) for name, count in zip(names, counts, strict=True) if count]
        sums: dict[str, tuple[int, int]] = {}
        for name, count in chosen:
            for kind, (fades, stays) in self._contribution(name, count).items():
                old = sums.get(kind, (0, 0))
                sums[kind] = (old[0] + fades, old[1] + stays)
        for at, (kind, credit) in enumerate(self._now.credits):
            lines = tuple([(name, count) for name, count in chosen if credit.kind in dict(self._adds(name))])
            if lines:
                old, more = sums.get(kind, (0, 0)), self._credits(at, lines)
                sums[kind] = (old[0] + more[0], old[1] + more[1])
        gain = sum(self._points(signal, sums) - self._micro[signal.id] for signal in signals)
        weekly = [count for name, count in chosen if not self._is_once(name)]
        items = tuple(PlanItem(name, count, once=self._is_once(name)) for name, count in chosen)
        cost = sum(self._cost[name] * count for name, count in chosen)
        return _Option(cost, gain, min(WORKING_DAYS, max(weekly, default=0)), items)

    def _contribution(self, name: str, count: int) -> dict[str, tuple[int, int]]:
        """Return, by kind, what a line of a plan adds to the fading sum and to the total (attributes: to the total)."""
        found = self._added.get((name, count))
        if found is None:
            signal = self._model.signals[name]
            if signal.step is None:
                return {}
            if isinstance(signal.measure, Attribute):
                found = {kind: (0, count * quantity) for kind, quantity in signal.step.adds}
            else:
                rows = self._rows(name, count)
                found = {kind: (fading(some, self._last), stock(some, self._last)) for kind, some in rows.items()}
            self._added[name, count] = found
        return found

    def _credits(self, at: int, lines: tuple[tuple[str, int], ...]) -> tuple[int, int]:
        """Return what lines of a plan add to the credits of a kind together, since those of one day share a curve."""
        found = self._credited.get((at, lines))
        if found is None:
            _, credit = self._now.credits[at]
            rows = [row for name, count in lines for row in self._rows(name, count).get(credit.kind, ())]
            earned = list(map(DailyRow._make, added_credits(rows, credit, {})))
            found = self._credited[at, lines] = (fading(earned, self._last), stock(earned, self._last))
        return found

    def _rows(self, name: str, count: int) -> dict[str, list[DailyRow]]:
        step = self._model.signals[name].step
        if step is None or isinstance(self._model.signals[name].measure, Attribute):
            return {}
        return rows_of(self._model, step, PlanItem(name, count, once=step.once), self._day, self._weeks)

    def _points(self, signal: Signal, added: Mapping[str, tuple[int, int]]) -> int:
        """Return the micro-points of a signal with these additions; as `scoring.value_on`, from sums."""
        match signal.measure:
            case Fading(kind):
                value = self._sum(kind)[0] + added.get(kind, (0, 0))[0]
            case Stock(kind):
                value = self._sum(kind)[1] + added.get(kind, (0, 0))[1]
            case Rate():
                value = signal.measure.value(
                    *(self._sum(kind)[0] + added.get(kind, (0, 0))[0] for kind in signal.measure.kinds)
                )
            case Attribute(name):
                value = min(MICRO, self._newest(name) + added.get(name, (0, 0))[1])
        return signal.maximum * signal.curve.fraction(value)

    def _sum(self, kind: str) -> tuple[int, int]:
        if kind not in self._sums:
            rows = self._now.rows.get(kind, ())
            self._sums[kind] = (fading(rows, self._last), stock(rows, self._last))
        return self._sums[kind]

    def _newest(self, name: str) -> int:
        history = self._now.attributes.get(name, ())
        return history[-1][1] if history else 0

    def days_active(self) -> _Days:
        """Return what active days gain, and what one costs by itself."""
        signals = [signal for signal in self._measured if ACTIVE in _needs(signal)]
        step = next((name for name in self._efforts if ACTIVE in dict(self._adds(name))), None)
        gains: list[int] = []
        for level in range(WORKING_DAYS + 1):
            some = {ACTIVE: self._active(level)}
            gains.append(sum(self._points(signal, some) - self._micro[signal.id] for signal in signals))
        return _Days(tuple(gains), step or "", self._cost[step] if step else 0, self._efforts[step].most if step else 0)

    def _active(self, level: int) -> tuple[int, int]:
        """Return the sums of this many active days per week: those of a step as frequent that adds one each time."""
        rows = [DailyRow(on, on, 1) for on in days_of(self._day, level, self._weeks)]
        return fading(rows, self._last), stock(rows, self._last)


def _needs(signal: Signal) -> tuple[str, ...]:
    return (signal.measure.name,) if isinstance(signal.measure, Attribute) else signal.measure.kinds


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
    found = sum(most) + days.gains[min(days.most, WORKING_DAYS)]
    for level in range(WORKING_DAYS + 1):
        for options, best in zip(groups, most, strict=True):
            frequent = max((option.gain for option in options if option.level >= level), default=None)
            if frequent is not None:
                found = max(found, sum(most) - best + frequent + days.gains[level])
    return found


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
        for found in _on_days(groups, days, need, level, best.cost if best else None):
            if best is None or (found.cost, -found.gain) < (best.cost, -best.gain):
                best = found
    return best or _Option(0, 0, 0, ())


def _on_days(
    groups: Sequence[Sequence[_Option]], days: _Days, need: int, level: int, limit: int | None
) -> Iterator[_Option]:
    """Yield the undominated plans with this many active days per week that gain enough within the cost limit."""
    wanted = need - days.gains[level]
    partial = [_Option(0, 0, 0, ())]
    for at, options in enumerate(groups):
        rest = _CostBound(groups[at + 1 :])
        longer: list[_Option] = []
        for one, other in product(partial, options):
            cost, gain = one.cost + other.cost, one.gain + other.gain
            still = rest.cost(wanted - gain)
            if still is not None and (limit is None or cost + still <= limit):
                longer.append(_Option(cost, gain, min(level, max(one.level, other.level)), one.items + other.items))
        partial = _undominated(longer)
    for found in partial:
        if found.gain < wanted:
            continue
        if found.level < level <= days.most:
            item = PlanItem(days.signal, level)
            yield _Option(
                found.cost + days.cost * (level - found.level),
                found.gain + days.gains[level],
                level,
                (*found.items, item),
            )
        elif found.level == level:
            often = min(WORKING_DAYS, max((item.count for item in found.items if not item.once), default=0))
            yield _Option(found.cost, found.gain + days.gains[often], often, found.items)
