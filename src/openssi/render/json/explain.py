"""`ssi explain --json`: the change between two days, what a day is made of, and the largest moves of a year."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, TypedDict

from openssi.activity.calendar import iso
from openssi.insight import explain
from openssi.insight.explanation_text import sentence
from openssi.render.json.contract import Day, Doc, ModelRef, Pair
from openssi.scoring.attribution import Cause

__all__ = ["Change", "DayExplanation", "Moves", "Reason", "change_as_dict", "day_as_dict", "moves_as_dict", "to_text"]

# Where a key is a keyword of Python, the dictionary is defined by a call.
Reason = TypedDict(
    "Reason",
    {
        "signal": Annotated[str, Doc("ID of the signal that gained or lost points.")],
        "class": Annotated[Cause, Doc("Why. `counted` only appears in the explanation of a day.")],
        "micro": Annotated[
            int,
            Doc("Micro-points, negative if lost. The reasons add up to the change, or to the index of a day."),
        ],
        "evidence": Annotated[
            dict[str, dict[str, int]],
            Doc(
                "Activity behind the reason: by kind of activity, the quantity of each day, in the unit of the kind. "
                "Negative where newer activity took the place of that day's."
            ),
        ],
        "remedy": Annotated[str, Doc("What helps, or how long it lasts. May be empty.")],
    },
)
Reason.__doc__ = "One cause of points gained or lost."

Change = TypedDict(
    "Change",
    {
        "from": Annotated[Day, Doc("First day.")],
        "to": Annotated[Day, Doc("Last day.")],
        "model": Annotated[ModelRef, Doc("Model that computed the later score.")],
        "index_micro": Annotated[Pair[int], Doc("The index of the first and of the last day, in micro-points.")],
        "change_micro": Annotated[int, Doc("Difference of the two, in micro-points.")],
        "summary": Annotated[str, Doc("The change in one sentence.")],
        "reasons": Annotated[list[Reason], Doc("Everything behind the change, most points first.")],
    },
)
Change.__doc__ = "Why the index changed between two days."


class DayExplanation(TypedDict):
    """What the index of a day is made of."""

    day: Annotated[Day, Doc("Day that is explained.")]
    model: Annotated[ModelRef, Doc("Model that computed the score.")]
    index_micro: Annotated[int, Doc("The index in micro-points.")]
    reasons: Annotated[list[Reason], Doc("Everything that counts on the day, most points first.")]
    best: Annotated[
        Change | None,
        Doc("Change since the end of the member's best 90 days. Null if the best 90 days end on the day itself."),
    ]


Moves = TypedDict(
    "Moves",
    {
        "from": Annotated[Day, Doc("First day of the year that was searched.")],
        "to": Annotated[Day, Doc("Last day of the year that was searched.")],
        "model": Annotated[ModelRef, Doc("Model that computed the scores.")],
        "moves": Annotated[list[Change], Doc("Each of the largest drops and rises, in order of their days.")],
    },
)
Moves.__doc__ = "The largest drops and rises within a year."


def to_text(result: Mapping[str, object]) -> str:
    """Return an object of this module as text: ASCII only, so that every terminal can show it."""
    return json.dumps(result, indent=1)


def change_as_dict(explained: explain.Explanation) -> Change:
    """Return the object of `ssi explain --from D --to D --json`."""
    return {
        "from": iso(explained.before.as_of),
        "to": iso(explained.after.as_of),
        "model": {"id": explained.model.id, "fingerprint": explained.model.fingerprint},
        "index_micro": [explained.before.index_micro, explained.after.index_micro],
        "change_micro": explained.change_micro,
        "summary": sentence(explained),
        "reasons": [_reason(reason) for reason in explained.reasons],
    }


def day_as_dict(explained: explain.DayExplanation) -> DayExplanation:
    """Return the object of `ssi explain --day D --json`."""
    return {
        "day": iso(explained.now.as_of),
        "model": {"id": explained.model.id, "fingerprint": explained.model.fingerprint},
        "index_micro": explained.now.index_micro,
        "reasons": [_reason(reason) for reason in explained.reasons],
        "best": None if explained.best is None else change_as_dict(explained.best),
    }


def moves_as_dict(moves: explain.Moves) -> Moves:
    """Return the object of `ssi explain --json` without dates."""
    return {
        "from": iso(moves.first),
        "to": iso(moves.last),
        "model": {"id": moves.model.id, "fingerprint": moves.model.fingerprint},
        "moves": [change_as_dict(explained) for explained in moves.explanations],
    }


def _reason(reason: explain.Reason) -> Reason:
    return {
        "signal": reason.signal,
        "class": reason.cause,
        "micro": reason.micro,
        "evidence": {entry.kind: {iso(day): quantity for day, quantity in entry.days} for entry in reason.evidence},
        "remedy": reason.remedy,
    }
