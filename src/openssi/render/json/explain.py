"""Explanations as JSON: the contract that scripts rely on."""

from __future__ import annotations

import json

from openssi.activity.calendar import iso
from openssi.insight.explain import DayExplanation, Explanation, Moves, Reason
from openssi.insight.explanation_text import sentence

__all__ = ["EXPLAIN_KEYS", "change_as_dict", "day_as_dict", "moves_as_dict", "to_text"]

#: Every key of `ssi explain --json`, by its path; `*` stands for an id.
EXPLAIN_KEYS: dict[str, str] = {
    "from": "the first day, YYYY-MM-DD; without dates, the first day that was looked at",
    "to": "the last day",
    "model.id": "the model that made the later score",
    "model.fingerprint": "16 hexadecimal digits over everything in the model that can change a number",
    "index_micro": "the index of the first and of the last day, in whole micro-points",
    "change_micro": "the difference of the two",
    "summary": "the change in one sentence",
    "reasons[].signal": "the signal whose points were won or lost",
    "reasons[].class": "new_activity, faded, left_window, answered, profile, coverage or model; counted with --day",
    "reasons[].micro": "whole micro-points, most first; all of them add up to change_micro (with --day, to index_micro)",
    "reasons[].evidence.*": "by kind of activity, the days behind it and their quantities, in the unit of the kind",
    "reasons[].remedy": "what helps, or how long it lasts; may be empty",
    "day": "with --day, the day; index_micro is then one number",
    "best": "with --day, the same object about the change since the end of the best 90 days until then; null if these are the best",
    "moves[]": "without dates, the same object for each of the largest drops and rises, in the order of their days",
}


def to_text(found: dict[str, object]) -> str:
    """An object of this module as text; everything beyond ASCII is escaped, so that no terminal is harmed."""
    return json.dumps(found, indent=1)


def change_as_dict(explained: Explanation) -> dict[str, object]:
    """The object that `ssi explain --from D --to D --json` prints."""
    return {
        "from": iso(explained.before.as_of),
        "to": iso(explained.after.as_of),
        "model": {"id": explained.model.id, "fingerprint": explained.model.fingerprint},
        "index_micro": [explained.before.index_micro, explained.after.index_micro],
        "change_micro": explained.change_micro,
        "summary": sentence(explained),
        "reasons": [_reason(reason) for reason in explained.reasons],
    }


def day_as_dict(explained: DayExplanation) -> dict[str, object]:
    """The object that `ssi explain --day D --json` prints."""
    return {
        "day": iso(explained.now.as_of),
        "model": {"id": explained.model.id, "fingerprint": explained.model.fingerprint},
        "index_micro": explained.now.index_micro,
        "reasons": [_reason(reason) for reason in explained.reasons],
        "best": None if explained.best is None else change_as_dict(explained.best),
    }


def moves_as_dict(moves: Moves) -> dict[str, object]:
    """The object that `ssi explain --json` prints without dates."""
    return {
        "from": iso(moves.first),
        "to": iso(moves.last),
        "model": {"id": moves.model.id, "fingerprint": moves.model.fingerprint},
        "moves": [change_as_dict(explained) for explained in moves.explanations],
    }


def _reason(reason: Reason) -> dict[str, object]:
    return {
        "signal": reason.signal,
        "class": reason.cause,
        "micro": reason.micro,
        "evidence": {one.kind: {iso(day): quantity for day, quantity in one.days} for one in reason.evidence},
        "remedy": reason.remedy,
    }
