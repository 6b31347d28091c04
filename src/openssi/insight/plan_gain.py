"""Compute what lines of a plan add to the index at its end: exact, from sums instead of new daily rows.

The index at the end of a plan is a sum over signals, each of which reads a few kinds of activity. The activity without
the plan, at the recent pace, is summed once; a line of a plan then only adds to these sums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from openssi.activity import Activity, DailyRow
from openssi.activity.credits import added_credits
from openssi.activity.pace import ACTIVE, continued_at_pace
from openssi.activity.plan import PlanItem, planned_days, rows_of_plan_item, within_limit
from openssi.model import MICRO, Attribute, Credit, Effort, Fading, Model, Rate, Signal, Step, Stock, dose
from openssi.scoring import score
from openssi.scoring.measures import fading, stock
from openssi.scoring.status import kinds_or_attribute

__all__ = ["PlanGains", "Sums", "line_minutes"]

#: By kind, what is added to the fading sum and to the total; attributes are added to the total.
Sums = dict[str, tuple[int, int]]


def line_minutes(item: PlanItem, model: Model, efforts: Mapping[str, Effort], weeks: int) -> int:
    """Return the minutes a week that one line of a plan takes, rounded up; one-off steps are spread over the weeks."""
    step = model.signals[item.signal].step
    if step is None:
        return 0
    doses = dose(model, step) * (weeks if item.once else 1)
    return -(-item.count * efforts[item.signal].minutes // doses)


class PlanGains:
    """One member's index at the end of some weeks, at the recent pace, and what lines of a plan add to it.

    Attributes:
        base: the index at the end without a plan, in micro-points.
        measured: the signals that are measured at the end.
        weeks: until the end.
    """

    def __init__(self, activity: Activity, model: Model, names: Iterable[str], day: int, weeks: int) -> None:
        self._now = continued_at_pace(activity, model, day, weeks)
        self._model, self._day, self.weeks = model, day, weeks
        self._last = day + 7 * weeks
        ended = score(self._now, model, self._last)
        self.base = ended.index_micro
        self.measured = [signal for signal in model.signals.values() if ended.signals[signal.id].counts]
        self._micro = {signal.id: ended.signals[signal.id].micro for signal in self.measured}
        self._sums: Sums = {}
        self._rows: dict[PlanItem, dict[str, list[DailyRow]]] = {}
        self._line_sums: dict[PlanItem, Sums] = {}
        self._credited: dict[tuple[int, tuple[PlanItem, ...]], tuple[int, int]] = {}
        self._by_day: dict[str, Counter[int]] = {}
        users = Counter(kind for name in names for kind, _ in self.adds(name))
        self._shared = {kind.id for kind in model.kinds if kind.most_a_day is not None and users[kind.id] > 1}

    def adds(self, name: str) -> tuple[tuple[str, int], ...]:
        """Return what the step of a signal adds, by kind."""
        step = self._model.signals[name].step
        return step.adds if step else ()

    def changes(self, name: str) -> set[str]:
        """Return the kinds and attributes that the step of a signal changes, credits included."""
        kinds = {kind for kind, _ in self.adds(name)}
        return kinds | {kind for kind, credit in self._now.credits if credit.kind in kinds}

    def is_full(self, name: str) -> bool:
        """Return whether a signal has all its points at the end, or is not measured."""
        return self._micro.get(name, MICRO * 100) >= self._model.signals[name].maximum * MICRO

    def missing_parts(self, name: str) -> int:
        """Return how many parts the step of a signal for an attribute can still fill in."""
        attribute, part = self.adds(name)[0]
        return (MICRO - self._newest(attribute)) // part

    def reading(self, kinds: Iterable[str]) -> list[Signal]:
        """Return the measured signals that read one of these kinds or attributes."""
        return [signal for signal in self.measured if not set(kinds_or_attribute(signal)).isdisjoint(kinds)]

    def gains(self, sums: Sums) -> dict[str, int]:
        """Return the micro-points that additions gain, by signal; negative where one loses."""
        changes = {signal.id: self._points(signal, sums) - self._micro[signal.id] for signal in self.reading(sums)}
        return {name: micro for name, micro in changes.items() if micro}

    def gain(self, signals: Iterable[Signal], sums: Sums) -> int:
        """Return the micro-points that additions gain in these signals together."""
        return sum([self._points(signal, sums) - self._micro[signal.id] for signal in signals])

    def sums_of(self, lines: Sequence[PlanItem]) -> Sums:
        """Return what some lines add together, without their active days."""
        sums: Sums = {}
        limited: dict[str, list[DailyRow]] = {}
        for item in lines:
            for kind, more in self._sums_of_line(item).items():
                sums[kind] = _added(sums.get(kind, (0, 0)), more)
            for kind in self._shared and self._shared.intersection(self._rows_of(item)):
                limited.setdefault(kind, []).extend(self._rows_of(item)[kind])
        sums |= {kind: self._within_limit(kind, rows) for kind, rows in limited.items()}
        for at, (kind, credit) in enumerate(self._now.credits):
            earning = tuple([item for item in lines if credit.kind in self._rows_of(item)])
            if earning:
                sums[kind] = _added(sums.get(kind, (0, 0)), self._credits_of_lines(at, earning))
        return sums

    def active_sums(self, often: int) -> Sums:
        """Return what a step taken this often a week adds by its days: those that are not active without it."""
        before = {row.day for row in self._now.rows.get(ACTIVE, ())}
        rows = [DailyRow(on, on, 1) for on in planned_days(self._day, often, self.weeks) if on not in before]
        return {ACTIVE: (fading(rows, self._last), stock(rows, self._last))}

    def step_sums(self, signal: str, step: Step) -> Sums:
        """Return what one dose of a step adds, with its active days; the step may differ from the model's."""
        if isinstance(self._model.signals[signal].measure, Attribute):
            return {name: (0, quantity) for name, quantity in step.adds}
        count = next((quantity // self._model.kind[kind].unit for kind, quantity in step.adds), 0)
        often = 0 if step.once else count
        rows = rows_of_plan_item(self._model, step, PlanItem(signal, count, step.once), self._day, self.weeks)
        sums = {kind: self._within_limit(kind, kind_rows) for kind, kind_rows in rows.items()}
        for kind, credit in self._now.credits:
            if credit.kind in rows:
                sums[kind] = _added(sums.get(kind, (0, 0)), self._credits(credit, rows[credit.kind]))
        return sums | self.active_sums(often)

    def _sums_of_line(self, item: PlanItem) -> Sums:
        """Return what a line adds by itself, except to kinds whose daily limit it shares with another step."""
        if item not in self._line_sums:
            if isinstance(self._model.signals[item.signal].measure, Attribute):
                sums = {kind: (0, item.count * quantity) for kind, quantity in self.adds(item.signal)}
            else:
                alone = ((kind, rows) for kind, rows in self._rows_of(item).items() if kind not in self._shared)
                sums = {kind: self._within_limit(kind, rows) for kind, rows in alone}
            self._line_sums[item] = sums
        return self._line_sums[item]

    def _rows_of(self, item: PlanItem) -> dict[str, list[DailyRow]]:
        if item not in self._rows:
            signal = self._model.signals[item.signal]
            planned = None if isinstance(signal.measure, Attribute) else signal.step
            self._rows[item] = rows_of_plan_item(self._model, planned, item, self._day, self.weeks) if planned else {}
        return self._rows[item]

    def _credits_of_lines(self, at: int, lines: tuple[PlanItem, ...]) -> tuple[int, int]:
        """Return what lines add to the credits of a kind together, since those of one day share a curve."""
        if (at, lines) not in self._credited:
            _, credit = self._now.credits[at]
            rows = [row for item in lines for row in self._rows_of(item)[credit.kind]]
            self._credited[at, lines] = self._credits(credit, rows)
        return self._credited[at, lines]

    def _credits(self, credit: Credit, rows: Iterable[DailyRow]) -> tuple[int, int]:
        """Return what rows earn on top of what is done on their days without the plan."""
        if credit.kind not in self._by_day:
            self._by_day[credit.kind] = Counter()
            for row in self._now.rows.get(credit.kind, ()):
                self._by_day[credit.kind][row.day] += row.quantity
        counted = within_limit(self._model.kind[credit.kind], self._now.rows.get(credit.kind, ()), rows)
        earned = list(map(DailyRow._make, added_credits(counted, credit, self._by_day[credit.kind])))
        return fading(earned, self._last), stock(earned, self._last)

    def _within_limit(self, kind: str, rows: Iterable[DailyRow]) -> tuple[int, int]:
        counted = within_limit(self._model.kind[kind], self._now.rows.get(kind, ()), rows)
        return fading(counted, self._last), stock(counted, self._last)

    def _points(self, signal: Signal, added: Sums) -> int:
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


def _added(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]
