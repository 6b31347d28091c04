"""Divide the change of the index between two days among its causes, exactly: every micro-point, in whole numbers.

The causes of one signal act on the same curve, so what each is worth depends on which came first. Every order is tried
and the average taken (the Shapley value), which favors none; what does not divide evenly goes to the largest
remainders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import factorial
from typing import Literal

from openssi.activity import Activity, DailyRow, rows_since
from openssi.model import WINDOW, Attribute, Fading, Model, Rate, Signal, Stock
from openssi.scoring.results import Score
from openssi.scoring.rounding import apportion
from openssi.scoring.score import score

__all__ = ["Cause", "Contribution", "baseline_contributions", "change_contributions"]

#: Why points come and go: activity that is new, that faded, that left the window; response rates; the profile; what
#: the sources cover; the model. "counted" is a day's index measured from zero.
Cause = Literal["new_activity", "faded", "left_window", "answered", "profile", "coverage", "model", "counted"]

Rows = Mapping[str, tuple[DailyRow, ...]]
_Sums = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one cause did to one signal.

    Attributes:
        signal: the signal.
        cause: why.
        micro: micro-points, negative if points were lost.
        rows: the daily rows behind it, by kind; empty for the profile, coverage and the model.
    """

    signal: str
    cause: Cause
    micro: int
    rows: Rows


def change_contributions(
    activity: Activity, before: Score, after: Score, model: Model, earlier: Model | None = None
) -> tuple[Contribution, ...]:
    """Return the change from `before` to `after`, divided: the contributions add up to it exactly.

    Contributions of nothing are left out.

    `model` made `after`; `earlier` made `before`, if that was another one.
    """
    contributions: list[Contribution] = []
    if earlier is not None and earlier != model:
        same_day = score(activity.for_model(model), model, before.as_of)
        contributions += _of_models(before, same_day)
        before = same_day
    for signal in model.signals.values():
        contributions += _of_signal(activity, signal, before, after)
    return tuple(contribution for contribution in contributions if contribution.micro)


def baseline_contributions(activity: Activity, model: Model, now: Score) -> tuple[Contribution, ...]:
    """Divide a day's index among its signals, measured from zero; the contributions add up to the index."""
    return tuple(
        Contribution(scored.id, "counted", scored.micro, _counting(activity, model.signals[scored.id], now.as_of))
        for scored in now.signals.values()
        if scored.micro
    )


def _of_models(old: Score, new: Score) -> Iterator[Contribution]:
    for name in {**old.signals, **new.signals}:
        was, is_now = (scores.signals[name].micro if name in scores.signals else 0 for scores in (old, new))
        yield Contribution(name, "model", is_now - was, {})


def _of_signal(activity: Activity, signal: Signal, before: Score, after: Score) -> list[Contribution]:
    was, now = before.signals[signal.id], after.signals[signal.id]
    if was.counts != now.counts:
        return [Contribution(signal.id, "coverage", now.micro - was.micro, {})]
    if not now.counts:
        return []
    measure = signal.measure
    if isinstance(measure, Attribute):
        return [Contribution(signal.id, "profile", now.micro - was.micro, {})]
    if isinstance(measure, Stock):
        return [
            Contribution(
                signal.id, "new_activity", now.micro - was.micro, _arrived(activity, measure.kind, before, after)
            )
        ]
    return _of_fading(activity, signal, measure, before.as_of, after.as_of)


def _of_fading(activity: Activity, signal: Signal, measure: Fading | Rate, first: int, last: int) -> list[Contribution]:
    """Return the sums of each kind as they were, and what each cause adds to them or takes away."""
    kinds = measure.kinds
    causes: dict[Cause, tuple[list[int], dict[str, list[DailyRow]]]] = {}
    start = [0] * len(kinds)
    for at, kind in enumerate(kinds):
        for row in rows_since(activity.rows.get(kind, ()), first - WINDOW + 1):
            was, now = _weight(row, first), _weight(row, last)
            start[at] += row.quantity * was
            if was != now:
                cause: Cause = "faded" if was and now else "left_window" if was else _arrival(measure)
                sums, rows = causes.setdefault(cause, ([0] * len(kinds), {}))
                sums[at] += row.quantity * (now - was)
                rows.setdefault(kind, []).append(row)

    def micro(sums: _Sums) -> int:
        value = measure.value(*sums) if isinstance(measure, Rate) else sums[0]
        return signal.maximum * signal.curve.fraction(value)

    parts = _divided(micro, tuple(start), [tuple(sums) for sums, _ in causes.values()])
    return [
        Contribution(signal.id, cause, part, {kind: tuple(kind_rows) for kind, kind_rows in rows.items()})
        for part, (cause, (_, rows)) in zip(parts, causes.items(), strict=True)
    ]


def _arrival(measure: Fading | Rate) -> Cause:
    return "answered" if isinstance(measure, Rate) else "new_activity"


def _weight(row: DailyRow, day: int) -> int:
    """Return what one of the row's quantity counts on the day; 0 if it does not."""
    return max(0, WINDOW - (day - row.day)) if row.day <= day and row.known_day <= day else 0


def _divided(micro: Callable[[_Sums], int], start: _Sums, deltas: list[_Sums]) -> list[int]:
    """Return the Shapley value of each delta, rounded to whole numbers that add up."""
    count = len(deltas)
    worth = {
        subset: micro(tuple(map(sum, zip(start, *(deltas[at] for at in subset), strict=True))))
        for size in range(count + 1)
        for subset in combinations(range(count), size)
    }
    whole = factorial(count)
    parts = [0] * count
    for subset, points in worth.items():
        for at in range(count):
            if at not in subset:
                orders = factorial(len(subset)) * factorial(count - len(subset) - 1)
                parts[at] += orders * (worth[tuple(sorted((*subset, at)))] - points)
    return apportion(parts, whole, sum(parts) // whole)


def _arrived(activity: Activity, kind: str, before: Score, after: Score) -> Rows:
    return {kind: tuple(_until(activity.rows.get(kind, ()), after.as_of, since=before.as_of))}


def _until(rows: Iterable[DailyRow], day: int, since: int | None = None) -> Iterator[DailyRow]:
    for row in rows:
        counts_from = max(row.day, row.known_day)
        if counts_from <= day and (since is None or counts_from > since):
            yield row


def _counting(activity: Activity, signal: Signal, day: int) -> Rows:
    """Return the rows that a signal counts on a day, by kind."""
    kinds = signal.measure.kinds
    if isinstance(signal.measure, Stock):
        return {kind: tuple(_until(activity.rows.get(kind, ()), day)) for kind in kinds}
    rows = {kind: rows_since(activity.rows.get(kind, ()), day - WINDOW + 1) for kind in kinds}
    return {kind: tuple(row for row in some if _weight(row, day)) for kind, some in rows.items()}
