"""One signal in detail: the days that count, what each adds, and the curve that turns their sum into points."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.activity import Activity
from openssi.errors import UsageError
from openssi.insight.signal_evidence import last_day
from openssi.model import WINDOW, Attribute, Fading, Model, Rate, Signal
from openssi.scoring import Score, SignalScore

__all__ = ["EvidenceDay", "SignalDetail", "explain_signal", "find_signal"]


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
class SignalDetail:
    """A signal on a day, in detail.

    Attributes:
        signal: its definition.
        scored: its status, value and points.
        as_of: the day.
        days: the days that count, newest first; for a rate those of both kinds.
        last: the last day on which something that the signal reads was done; None if there was none.
        faded: the day on which that had faded out, if it has; else None.
        open_parts: of an attribute, the parts that are still missing.
    """

    signal: Signal
    scored: SignalScore
    as_of: int
    days: tuple[EvidenceDay, ...]
    last: int | None = None
    faded: int | None = None
    open_parts: tuple[str, ...] = ()


def find_signal(model: Model, name: str) -> Signal:
    """Return the signal whose ID or title is `name`, or the only one that contains it.

    Case, spaces and punctuation don't matter.

    Raises:
        UsageError: the model has no such signal; the hint names the nearest.
    """
    query = _plain(name)
    names = {_plain(known): signal for signal in model.signals.values() for known in (signal.title, signal.id)}
    if query in names:
        return names[query]
    containing = {signal.id: signal for known, signal in names.items() if query and query in known}
    if len(containing) == 1:
        return next(iter(containing.values()))
    from difflib import get_close_matches  # only a mistyped name needs it

    near = get_close_matches(query, names, n=3, cutoff=0.5)
    meant = dict.fromkeys([*containing, *(names[candidate].id for candidate in near)])
    hint = f"Did you mean {' or '.join(list(meant)[:3])}?" if meant else f"Signals: {', '.join(model.signals)}."
    raise UsageError("signal-unknown", f"The model has no signal {name!r}.", hint=hint)


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def explain_signal(activity: Activity, model: Model, score: Score, name: str) -> SignalDetail:
    """Explain one signal of a score, by its ID or its title.

    Raises:
        UsageError: the model does not have that signal.
    """
    signal = find_signal(model, name)
    scored = score.signals[signal.id]
    if not scored.counts:
        return SignalDetail(signal, scored, score.as_of, ())
    days = _days(activity, signal, score.as_of)
    last = max((day for kind in signal.measure.kinds if (day := last_day(activity, kind, score.as_of))), default=None)
    faded = last + WINDOW if last is not None and isinstance(signal.measure, Fading | Rate) and not days else None
    parts = activity.open_parts.get(signal.measure.name, ()) if isinstance(signal.measure, Attribute) else ()
    return SignalDetail(signal, scored, score.as_of, days, last, faded, parts)


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
