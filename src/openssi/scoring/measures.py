"""Compute a signal's value from daily activity: from scratch for one day, from the day before for many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from openssi.activity import Activity, DailyRow, rows_since
from openssi.model import WINDOW, Attribute, Fading, Measure, Model, Rate, Stock

__all__ = ["daily_values", "fading", "fading_value", "stock", "value_on", "values_on"]


def fading(rows: Iterable[DailyRow], day: int) -> int:
    """Return the fading sum: quantity × max(0, 90 − age) over the rows known on the day."""
    gone = day - WINDOW
    return sum([quantity * (of - gone) for of, known, quantity in rows if gone < of <= day and known <= day])


def stock(rows: Iterable[DailyRow], day: int) -> int:
    """Sum of quantity over the rows known on the day."""
    return sum([quantity for of, known, quantity in rows if of <= day and known <= day])


def _newest(history: tuple[tuple[int, int], ...], day: int) -> int:
    return next((value for known_day, value in reversed(history) if known_day <= day), 0)


def value_on(activity: Activity, measure: Measure, day: int) -> int:
    """Return a signal's value on a day."""
    match measure:
        case Stock(kind):
            return stock(activity.rows.get(kind, ()), day)
        case Attribute(name):
            return _newest(activity.attributes.get(name, ()), day)
        case Fading() | Rate():
            return fading_value(measure, lambda kind: fading(_counting(activity, kind, day), day))


def _counting(activity: Activity, kind: str, day: int) -> Sequence[DailyRow]:
    """Return the rows of a kind that aren't too old to count on a day, or later."""
    return rows_since(activity.rows.get(kind, ()), day - WINDOW + 1)


def fading_value(measure: Fading | Rate, total: Callable[[str], int]) -> int:
    """Return a signal's value, given the fading sum of each kind that it reads."""
    match measure:
        case Fading(kind):
            return total(kind)
        case Rate():
            return measure.value(*map(total, measure.kinds))


def values_on(activity: Activity, model: Model, day: int) -> dict[str, int]:
    """Return every signal's value on a day, by signal ID."""
    return {signal.id: value_on(activity, signal.measure, day) for signal in model.signals.values()}


def daily_values(activity: Activity, model: Model, first: int, last: int) -> Iterator[tuple[int, dict[str, int]]]:
    """Yield every signal's value on each day from `first` to `last`; equals `values_on` of each day."""
    days = range(first, last + 1)
    series = {signal.id: _series(activity, signal.measure, days) for signal in model.signals.values()}
    for at, day in enumerate(days):
        yield day, {signal_id: values[at] for signal_id, values in series.items()}


def _series(activity: Activity, measure: Measure, days: range) -> list[int]:
    match measure:
        case Fading(kind):
            return _fading_series(_counting(activity, kind, days.start), days)
        case Stock(kind):
            return _stock_series(activity.rows.get(kind, ()), days)
        case Rate():
            sums = zip(
                *(_fading_series(_counting(activity, kind, days.start), days) for kind in measure.kinds), strict=True
            )
            return [measure.value(*of_day) for of_day in sums]
        case Attribute(name):
            history = activity.attributes.get(name, ())
            return [_newest(history, day) for day in days]


def _fading_series(rows: Iterable[DailyRow], days: range) -> list[int]:
    """Return each day's fading sum: what is inside the window loses its quantity, what comes in adds its rest."""
    first, count = days.start, len(days)
    comes = [0] * (count + 1)  # added to the fading sum on that day
    inside = [0] * (count + 1)  # change of the quantity inside the window on that day
    for row in rows:
        starts = max(row.day, row.known_day, first)  # a row from before the first day is there when it begins
        ends = row.day + WINDOW
        if starts >= ends or starts >= days.stop or ends <= first:
            continue
        comes[starts - first] += row.quantity * (ends - starts)
        inside[starts - first] += row.quantity
        if ends < days.stop:
            inside[ends - first] -= row.quantity
    sums: list[int] = []
    total = quantity = 0
    for at in range(count):
        total += comes[at] - quantity
        quantity += inside[at]
        sums.append(total)
    return sums


def _stock_series(rows: Iterable[DailyRow], days: range) -> list[int]:
    first, count = days.start, len(days)
    comes = [0] * (count + 1)
    for row in rows:
        starts = max(row.day, row.known_day, first)
        if starts < days.stop:
            comes[starts - first] += row.quantity
    sums: list[int] = []
    total = 0
    for at in range(count):
        total += comes[at]
        sums.append(total)
    return sums
