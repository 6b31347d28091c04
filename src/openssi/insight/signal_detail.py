"""One signal in detail: the days that count, what each adds, and the curve that turns their sum into points."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.activity import Activity
from openssi.errors import UsageError
from openssi.model import WINDOW, Attribute, Fading, Model, Rate, Signal
from openssi.scoring import Score, SignalScore

__all__ = ["EvidenceDay", "SignalExplanation", "explain_signal"]


@dataclass(frozen=True, slots=True)
class EvidenceDay:
    """One daily row that counts: its quantity times its weight is what it adds.

    Attributes:
        kind: the kind of activity.
        day: the day of the activity.
        known_day: the day from which it counts.
        quantity: in the unit of the kind.
        weight: days left until it has faded, 90 to 1; 1 for a stock.
    """

    kind: str
    day: int
    known_day: int
    quantity: int
    weight: int

    @property
    def adds(self) -> int:
        """The amount added to the sum of its kind."""
        return self.quantity * self.weight


@dataclass(frozen=True, slots=True)
class SignalExplanation:
    """A signal on a day, in detail.

    Attributes:
        signal: its definition.
        scored: its status, value and points.
        as_of: the day.
        days: the days that count, newest first; for a rate those of both kinds.
    """

    signal: Signal
    scored: SignalScore
    as_of: int
    days: tuple[EvidenceDay, ...]


def explain_signal(activity: Activity, model: Model, score: Score, signal_id: str) -> SignalExplanation:
    """Explain one signal of a score.

    Raises:
        UsageError: the model does not have that signal.
    """
    signal = model.signals.get(signal_id)
    if signal is None:
        raise UsageError(
            "signal-unknown", f"The model has no signal {signal_id!r}.", hint=f"Signals: {', '.join(model.signals)}."
        )
    scored = score.signals[signal_id]
    days = _days(activity, signal, score.as_of) if scored.counts else ()
    return SignalExplanation(signal, scored, score.as_of, days)


def _days(activity: Activity, signal: Signal, as_of: int) -> tuple[EvidenceDay, ...]:
    if isinstance(signal.measure, Attribute):
        return ()
    fades = isinstance(signal.measure, Fading | Rate)
    days = [
        EvidenceDay(kind, row.day, row.known_day, row.quantity, WINDOW - (as_of - row.day) if fades else 1)
        for kind in signal.measure.kinds
        for row in activity.rows.get(kind, ())
        if row.day <= as_of and row.known_day <= as_of and (not fades or row.day > as_of - WINDOW)
    ]
    return tuple(sorted(days, key=lambda row: (-row.day, row.kind, row.known_day)))
