"""Next steps, the same list in `ssi score --json`, in `ssi coach --json` and in the REST API."""

from __future__ import annotations

from typing import Annotated, TypedDict

from openssi import insight
from openssi.activity.calendar import iso
from openssi.model import MICRO
from openssi.render.json.contract import Day, Doc, Pair

__all__ = ["NextStep", "RaisedSignal", "next_step_as_dict"]


class RaisedSignal(TypedDict):
    """A signal that a step raises, or lowers."""

    signal: Annotated[str, Doc("ID of the signal.")]
    micro: Annotated[int, Doc("Micro-points, negative if lost. They add up to the gain of the step.")]


class NextStep(TypedDict):
    """A step that raises the index."""

    signal: Annotated[str, Doc("ID of the signal whose step it is.")]
    do: Annotated[str, Doc("What to do.")]
    gain: Annotated[
        float,
        Doc("Points gained by the end of the weeks, on top of the recent pace, rounded down to one decimal."),
    ]
    gain_micro: Annotated[int, Doc("The same gain in micro-points. Of a step that expires, what it brings at once.")]
    gain_range_micro: Annotated[Pair[int], Doc("The gain if other people don't respond, and if all of them do.")]
    raises: Annotated[list[RaisedSignal], Doc("Every signal that gains or loses, most points first.")]
    minutes_a_week: Annotated[
        int, Doc("Minutes a week, rounded up. The time of a one-time step is spread over the weeks.")
    ]
    because: Annotated[str, Doc("What gains, and what the member does now, in words.")]
    until: Annotated[Day | None, Doc("Last day on which the step counts as described. Null if it doesn't expire.")]


def next_step_as_dict(step: insight.NextStep) -> NextStep:
    """Return a step as an object."""
    return {
        "signal": step.signal,
        "do": step.do,
        "gain": (step.gain * 10 // MICRO) / 10,
        "gain_micro": step.gain,
        "gain_range_micro": [step.least, step.most],
        "raises": [{"signal": signal, "micro": micro} for signal, micro in step.raises],
        "minutes_a_week": step.minutes_a_week,
        "because": step.because,
        "until": None if step.until is None else iso(step.until),
    }
