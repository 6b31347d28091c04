"""Describe what a signal counted, and what earns its next point."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from openssi.activity import Activity
from openssi.model import MICRO, WINDOW, Attribute, Fading, Kind, Model, Rate, Signal, Stock
from openssi.scoring import SignalScore
from openssi.scoring.measures import fading, stock

__all__ = [
    "NextPoint",
    "begin_sentence",
    "describe_evidence",
    "format_count",
    "in_sentence",
    "last_day",
    "next_point",
]

#: A rate that takes more attempts than this is out of reach.
_MOST_ATTEMPTS = 10_000


def format_count(value: int, unit: int = 1) -> str:
    """Format a count: "1,655", or "41.3" where one counts as several units."""
    if unit == 1:
        return f"{value:,}"
    tenths = (10 * value + unit // 2) // unit
    return f"{tenths // 10:,}.{tenths % 10}" if tenths % 10 else f"{tenths // 10:,}"


def in_sentence(title: str) -> str:
    """Write a title within a sentence: "own posts"."""
    return title[:1].lower() + title[1:]


def begin_sentence(text: str) -> str:
    """Write a text at the beginning of a sentence; a file keeps its name: LinkedIn calls one "messages.csv"."""
    return text if "." in text.split(" ", 1)[0] else text[:1].upper() + text[1:]


def _of(count: str, kind: Kind) -> str:
    return f"{'no' if count == '0' else count} {kind.one if count == '1' else kind.many}"


def _in_window(activity: Activity, kind: str, day: int) -> int:
    return sum(
        row.quantity for row in activity.rows.get(kind, ()) if day - WINDOW < row.day <= day and row.known_day <= day
    )


def last_day(activity: Activity, kind: str, day: int) -> int | None:
    """Return the last day up to a day on which the member did something of a kind."""
    return max(
        (row.day for row in activity.rows.get(kind, ()) if row.day <= day and row.known_day <= day), default=None
    )


def describe_evidence(activity: Activity, model: Model, signal: Signal, day: int, *, brief: bool = False) -> str:
    """Describe what a signal counted on a day ("23 posts in the last 90 days"); `brief` leaves out the days."""
    window = "" if brief else f" in the last {WINDOW} days"
    match signal.measure:
        case Fading(kind_id):
            return _counts(model, kind_id, lambda kind: _in_window(activity, kind, day)) + window
        case Stock(kind_id):
            return _counts(model, kind_id, lambda kind: stock(activity.rows.get(kind, ()), day))
        case Rate(successes, attempts):
            won, tried = _in_window(activity, successes, day), _in_window(activity, attempts, day)
            of = f"{won:,} of " if tried else ""
            return f"{of}{_of(format_count(tried), model.kind[attempts])}{window}"
        case Attribute(name):
            value = next((v for known, v in reversed(activity.attributes.get(name, ())) if known <= day), 0)
            parts = 2 if name == "profile_media" else 10
            return f"{value * parts // MICRO} of {parts} parts"


def _counts(model: Model, kind_id: str, count: Callable[[str], int]) -> str:
    """Describe how much there is of a kind; of credits, how much there is of what earns them.

    A noun that goes on like the first isn't repeated: "52 senior connections, 10 in conversation".
    """
    first, *others = [model.kind[credit.kind] for credit in model.kind[kind_id].credits] or [model.kind[kind_id]]
    parts = [_of(format_count(count(first.id), first.unit), first)]
    for kind in others:
        amount = format_count(count(kind.id), kind.unit)
        further = kind.many.removeprefix(f"{first.many} ")
        parts.append(_of(amount, kind) if further == kind.many else f"{'none' if amount == '0' else amount} {further}")
    return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class NextPoint:
    """What earns the next point of a signal if done today: how many more of what, and the micro-points."""

    amount: int
    what: str
    micro: int

    def __str__(self) -> str:
        return f"{self.amount:,} more {self.what}"


def next_point(activity: Activity, model: Model, signal: Signal, scored: SignalScore, day: int) -> NextPoint | None:
    """Return what earns a signal's next point, or the rest if less; None if it is complete or not measured."""
    best = signal.maximum * signal.curve.knots[-1][1]
    if scored.value is None or scored.micro >= best:
        return None
    target = min(best, scored.micro + MICRO)
    value = signal.curve.value_for(-(-target // signal.maximum))
    if value is None:
        return None
    amount, what = _needed(activity, model, signal, value, scored.value, day)
    return NextPoint(amount, what, target - scored.micro) if amount else None


def _needed(activity: Activity, model: Model, signal: Signal, wanted: int, value: int, day: int) -> tuple[int, str]:
    match signal.measure:
        case Fading(kind_id):
            kind = model.kind[kind_id]
            amount = _ceil(wanted - value, WINDOW * kind.unit)
        case Stock(kind_id):
            kind = model.kind[kind_id]
            amount = _ceil(wanted - value, kind.unit)
        case Rate():
            kind = model.kind[signal.measure.successes]
            amount = _successes_needed(activity, model, signal.measure, wanted, day)
        case Attribute():
            part = (
                next((quantity for name, quantity in signal.step.adds if name == signal.measure.name), 0)
                if signal.step
                else 0
            )
            amount = _ceil(wanted - value, part) if part else 0
            return amount, "part" if amount == 1 else "parts"
    what = kind.one if amount == 1 else kind.many
    return amount, f"{what}, one a day" if _is_daily(model, signal) and amount > 1 else what


def _is_daily(model: Model, signal: Signal) -> bool:
    """Return whether more of a day earns less, or nothing."""
    return any(
        kind == "active_day" or any(credit.knots for credit in model.kind[kind].credits)
        for kind in signal.measure.kinds
    )


def _successes_needed(activity: Activity, model: Model, rate: Rate, wanted: int, day: int) -> int:
    """Return how many successful attempts, one a day, bring a rate to a value; 0 if too many would be needed."""
    sums = [fading(activity.rows.get(kind, ()), day) for kind in rate.kinds]
    each = [WINDOW, WINDOW, *(WINDOW * _fresh(model, kind) for kind in rate.kinds[2:])]
    amounts = range(1, _MOST_ATTEMPTS)
    return next((n for n in amounts if rate.value(*(s + n * e for s, e in zip(sums, each, strict=True))) >= wanted), 0)


def _fresh(model: Model, kind: str) -> int:
    """Return what a single one earns on a day of its own."""
    return sum(credit.earned(1) for credit in model.kind[kind].credits) or model.kind[kind].unit


def _ceil(value: int, by: int) -> int:
    return -(-value // by)
