"""Whether a signal was measured on a day, and if not, why."""

from __future__ import annotations

from typing import NamedTuple

from openssi.activity import Activity
from openssi.model import WINDOW, Fading, Rate, Signal
from openssi.scoring.results import COUNTED, NO_EXPORT, Status

__all__ = ["SignalStatus", "kinds_or_attribute", "status_on"]

_PART_OF_WINDOW = f"only a part of the last {WINDOW} days is covered"


class SignalStatus(NamedTuple):
    """Whether a signal was measured.

    Attributes:
        status: "partly_measured" for a lower bound.
        reason: why it wasn't measured, or only in part, in words; empty if it was.
    """

    status: Status
    reason: str = ""

    @property
    def counts(self) -> bool:
        """Return whether it was measured, at least in part."""
        return self.status in COUNTED


def status_on(activity: Activity, signal: Signal, day: int) -> SignalStatus:
    """Return whether a signal was measured on a day (days since 1970-01-01)."""
    needs = kinds_or_attribute(signal)
    for need in needs:
        if need in activity.not_applicable:
            return SignalStatus("not_applicable", activity.not_applicable[need])
        coverage = activity.coverage.get(need)
        if coverage is None or not coverage.has(day):
            return SignalStatus("not_measured", activity.reasons.get(need) or _what_is_missing(signal))
    in_part = next((activity.lower_bounds[need] for need in needs if need in activity.lower_bounds), "")
    if not in_part and isinstance(signal.measure, Fading):
        cut = (need for need in needs if not activity.coverage[need].has_all(day - WINDOW + 1, day))
        in_part = next((activity.reasons.get(need) or _PART_OF_WINDOW for need in cut), "")
    if not in_part:
        return SignalStatus("measured")
    # With more of the attempts, a rate could be higher or lower.
    return SignalStatus("not_measured" if isinstance(signal.measure, Rate) else "partly_measured", in_part)


def kinds_or_attribute(signal: Signal) -> tuple[str, ...]:
    """Return the kinds of activity that a signal reads, or its attribute."""
    return signal.measure.kinds or (getattr(signal.measure, "name", ""),)


def _what_is_missing(signal: Signal) -> str:
    return f"needs {signal.brought_by}" if signal.brought_by else NO_EXPORT
