"""Next steps, the same list in `ssi score --json`, in `ssi coach --json` and in the REST API."""

from __future__ import annotations

from typing import Annotated, TypedDict

from openssi import insight
from openssi.activity.calendar import iso
from openssi.model import MICRO
from openssi.render.json.contract import Day, Doc, Pair
from openssi.render.words.next_steps import if_never_in_words

__all__ = ["Fade", "IfNever", "NextStep", "RaisedSignal", "fade_as_dict", "if_never_as_dict", "next_step_as_dict"]


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


class IfNever(TypedDict):
    """A step that helps if the member has never done something: its file is missing, which proves nothing."""

    never: Annotated[str, Doc("What, as `--never` takes it: `posts`.")]
    question: Annotated[str, Doc("The assumption and what it would mean, in words.")]
    step: Annotated[NextStep, Doc("The step, tried out as if nothing of the kind had ever been done.")]


class Fade(TypedDict):
    """Points that expire within 30 days if the member stops."""

    signal: Annotated[str, Doc("ID of the signal that loses them.")]
    micro: Annotated[int, Doc("Micro-points that expire.")]
    day: Annotated[Day, Doc("Day by which half of them are lost. Of a chance, its last day.")]
    keep: Annotated[
        int | None, Doc("How many more of `kind` within the 30 days keep them. Null if nothing the member does can.")
    ]
    kind: Annotated[str | None, Doc("Kind of activity that keeps them.")]
    earned: Annotated[bool, Doc("Whether the member has the points. False for a chance that expires.")]


def if_never_as_dict(one: insight.NeverDone) -> IfNever:
    """Return a step with its assumption as an object."""
    return {"never": one.kind, "question": if_never_in_words(one), "step": next_step_as_dict(one.step)}


def fade_as_dict(fade: insight.Fade) -> Fade:
    """Return points that expire as an object."""
    return {
        "signal": fade.signal,
        "micro": fade.micro,
        "day": iso(fade.day),
        "keep": fade.keep or None,
        "kind": fade.kind or None,
        "earned": fade.earned,
    }


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
