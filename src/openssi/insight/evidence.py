"""Describe what a signal counted, and what earns its next point."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.activity import Activity
from openssi.model import MICRO, WINDOW, Attribute, Fading, Kind, Model, Rate, Signal, Stock
from openssi.scoring import SignalScore
from openssi.scoring.measures import fading, stock

__all__ = ["NextPoint", "describe_evidence", "format_count", "next_point"]


def format_count(value: int, unit: int = 1) -> str:
    """Format a count: "1,655", or "41.3" where one counts as several units."""
    if unit == 1:
        return f"{value:,}"
    tenths = (10 * value + unit // 2) // unit
    return f"{tenths // 10:,}.{tenths % 10}" if tenths % 10 else f"{tenths // 10:,}"


def _of(count: str, kind: Kind) -> str:
    return f"{count} {kind.one if count == '1' else kind.many}"


def _in_window(activity: Activity, kind: str, day: int) -> int:
    return sum(
        row.quantity for row in activity.rows.get(kind, ()) if day - WINDOW < row.day <= day and row.known_day <= day
    )


def describe_evidence(activity: Activity, model: Model, signal: Signal, day: int, *, brief: bool = False) -> str:
    """Describe what a measured signal counted on a day ("23 posts in the last 90 days"); `brief` leaves out the days."""
    window = "" if brief else f" in the last {WINDOW} days"
    match signal.measure:
        case Fading(kind_id):
            kind = model.kind[kind_id]
            count = format_count(_in_window(activity, kind_id, day), kind.unit)
            return f"{_of(count, kind)}{window}"
        case Stock(kind_id):
            kind = model.kind[kind_id]
            return _of(format_count(stock(activity.rows.get(kind_id, ()), day), kind.unit), kind)
        case Rate(successes, attempts, _):
            won, tried = _in_window(activity, successes, day), _in_window(activity, attempts, day)
            return f"{won:,} of {_of(format_count(tried), model.kind[attempts])}{window}"
        case Attribute(name):
            value = next((v for known, v in reversed(activity.attributes.get(name, ())) if known <= day), 0)
            parts = 2 if name == "profile_media" else 10
            return f"{value * parts // MICRO} of {parts} parts"


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
        case Rate(successes, attempts, prior):
            kind = model.kind[successes]
            won, tried = (fading(activity.rows.get(k, ()), day) for k in (successes, attempts))
            # x fresh attempts that all succeed: 1,000,000 (won + 90 x) // (tried + 90 x + prior) >= wanted
            missing = wanted * (tried + prior) - MICRO * won
            amount = _ceil(missing, WINDOW * (MICRO - wanted)) if wanted < MICRO else 0
        case Attribute():
            part = (
                next((quantity for name, quantity in signal.step.adds if name == signal.measure.name), 0)
                if signal.step
                else 0
            )
            amount = _ceil(wanted - value, part) if part else 0
            return amount, "part" if amount == 1 else "parts"
    what = kind.one if amount == 1 else kind.many
    return amount, f"{what}, one a day" if kind.id == "active_day" else what


def _ceil(value: int, by: int) -> int:
    return -(-value // by)
