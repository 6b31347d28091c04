"""A history as JSON: the contract that scripts rely on."""

from __future__ import annotations

import json
from typing import cast

from openssi.activity.calendar import iso
from openssi.insight.history import Every, History, HistoryDay

__all__ = ["HISTORY_KEYS", "as_dict", "as_json"]

#: Every key of `ssi history --json`, by its path; `*` stands for an id.
HISTORY_KEYS: dict[str, str] = {
    "model.id": "the model that scored every day",
    "model.fingerprint": "16 hexadecimal digits over everything in the model that can change a number",
    "days[].day": "the day, YYYY-MM-DD, in order; with --every week or month not all of them",
    "days[].index_micro": "the index in whole micro-points; null where there was not enough data for a number",
    "days[].range_micro": "the index, and the index if all that was not measured earned everything; null likewise",
    "days[].pillars.*": "whole micro-points; null where there was no number, or nothing of the pillar was measured",
    "notes[].day": "the day of a note; `notes` is there only with --notes",
    "notes[].text": "the note",
    "notes_left_out[].line": "the number of a line that is no note; `notes_left_out` is there only with --notes",
    "notes_left_out[].reason": "why it is none",
    "official[].day": "the day of an official number; `official` is there only if any lies in the stretch",
    "official[].index_micro": "LinkedIn's own number, in micro-points",
    "official[].pillars.*": "its four pillars, in micro-points",
}


def as_json(history: History, every: Every = "day") -> str:
    """The object as text, one line a day; everything beyond ASCII is escaped, so that no terminal is harmed."""
    found = as_dict(history, every)
    return "{" + ",\n ".join(f"{json.dumps(key)}: {_lines(value)}" for key, value in found.items()) + "}"


def _lines(value: object) -> str:
    if not isinstance(value, list):
        return json.dumps(value)
    return "[\n  " + ",\n  ".join(map(json.dumps, cast("list[object]", value))) + "]"


def as_dict(history: History, every: Every = "day") -> dict[str, object]:
    """The object that `ssi history --json` prints."""
    model = history.model
    ids = [pillar.id for pillar in model.pillars]
    found: dict[str, object] = {
        "model": {"id": model.id, "fingerprint": model.fingerprint},
        "days": [_day(day, ids) for day in history.every(every)],
    }
    if history.notes or history.left_out:
        found["notes"] = [{"day": iso(note.day), "text": note.text} for note in history.notes]
        found["notes_left_out"] = [{"line": line, "reason": reason} for line, reason in history.left_out]
    if history.official:
        found["official"] = [
            {"day": iso(one.day), "index_micro": one.index_micro, "pillars": dict(zip(ids, one.pillars, strict=True))}
            for one in history.official
        ]
    return found


def _day(day: HistoryDay, ids: list[str]) -> dict[str, object]:
    return {
        "day": iso(day.day),
        "index_micro": day.index_micro,
        "range_micro": None if day.index_micro is None else [day.index_micro, day.upper_micro],
        "pillars": dict(zip(ids, day.pillars, strict=True)),
    }
