"""`ssi history --json`: the index day by day, with notes and LinkedIn's own."""

from __future__ import annotations

import json
from typing import Annotated, NotRequired, TypedDict, cast

import openssi.insight.history as insight
from openssi.activity.calendar import iso
from openssi.render.json.contract import Day, Doc, ModelRef, Pair

__all__ = ["History", "HistoryDay", "HistoryNote", "LinkedInDay", "SkippedNote", "as_dict", "as_json"]


class HistoryDay(TypedDict):
    """The index of one day."""

    day: Annotated[Day, Doc("The day.")]
    index_micro: Annotated[int | None, Doc("The index in micro-points. Null if there wasn't enough data.")]
    range_micro: Annotated[
        Pair[int] | None,
        Doc(
            "The index, and the index if every signal that wasn't measured had its maximum. "
            "Null if there wasn't enough data."
        ),
    ]
    pillars: Annotated[
        dict[str, int | None],
        Doc(
            "Micro-points of each pillar, by ID. Null if there wasn't enough data or nothing of the pillar was "
            "measured."
        ),
    ]


class HistoryNote(TypedDict):
    """A note on a day."""

    day: Annotated[Day, Doc("Day of the note.")]
    text: Annotated[str, Doc("Text of the note.")]


class SkippedNote(TypedDict):
    """A line of the notes file that isn't a note."""

    line: Annotated[int, Doc("Line number.")]
    reason: Annotated[str, Doc("Why the line was skipped.")]


class LinkedInDay(TypedDict):
    """LinkedIn's own index of one day."""

    day: Annotated[Day, Doc("The day.")]
    index_micro: Annotated[int, Doc("LinkedIn's index in micro-points.")]
    pillars: Annotated[dict[str, int], Doc("Micro-points of LinkedIn's four pillars, by ID.")]


class History(TypedDict):
    """The index of each day of a period."""

    model: Annotated[ModelRef, Doc("Model that computed every day.")]
    days: Annotated[
        list[HistoryDay], Doc("Days in order: every day, or the last day of every week or month if asked for.")
    ]
    notes: NotRequired[Annotated[list[HistoryNote], Doc("Notes on these days. Left out if there are none.")]]
    notes_left_out: NotRequired[
        Annotated[list[SkippedNote], Doc("Lines of the notes file that were skipped. Left out along with `notes`.")]
    ]
    official: NotRequired[
        Annotated[list[LinkedInDay], Doc("LinkedIn's own index on days of the period. Left out if there is none.")]
    ]


def as_json(history: insight.History, every: insight.Every = "day") -> str:
    """Return what `ssi history --json` prints: one line a day, ASCII only, so that every terminal can show it."""
    return (
        "{" + ",\n ".join(f"{json.dumps(key)}: {_lines(value)}" for key, value in as_dict(history, every).items()) + "}"
    )


def _lines(value: object) -> str:
    if not isinstance(value, list):
        return json.dumps(value)
    return "[\n  " + ",\n  ".join(map(json.dumps, cast("list[object]", value))) + "]"


def as_dict(history: insight.History, every: insight.Every = "day") -> History:
    """Return the object of `ssi history --json`."""
    model = history.model
    ids = [pillar.id for pillar in model.pillars]
    result: History = {
        "model": {"id": model.id, "fingerprint": model.fingerprint},
        "days": [_day(day, ids) for day in history.every(every)],
    }
    if history.notes or history.left_out:
        result["notes"] = [{"day": iso(note.day), "text": note.text} for note in history.notes]
        result["notes_left_out"] = [{"line": line, "reason": reason} for line, reason in history.left_out]
    if history.official:
        result["official"] = [
            {
                "day": iso(number.day),
                "index_micro": number.index_micro,
                "pillars": dict(zip(ids, number.pillars, strict=True)),
            }
            for number in history.official
        ]
    return result


def _day(day: insight.HistoryDay, ids: list[str]) -> HistoryDay:
    return {
        "day": iso(day.day),
        "index_micro": day.index_micro,
        "range_micro": None
        if day.index_micro is None or day.upper_micro is None
        else [day.index_micro, day.upper_micro],
        "pillars": dict(zip(ids, day.pillars, strict=True)),
    }
