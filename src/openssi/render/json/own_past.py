"""`GET /api/v1/me/best`: a member compared with their own past."""

from __future__ import annotations

from typing import Annotated, TypedDict

from openssi.activity.calendar import iso
from openssi.insight import own_past as insight
from openssi.insight.history import HistoryDay
from openssi.render.json.contract import Day, Doc
from openssi.scoring.rounding import to_tenths

__all__ = ["OwnPast", "PastDay", "as_dict"]


class PastDay(TypedDict):
    """The index on an earlier day."""

    day: Annotated[Day, Doc("The day.")]
    index: Annotated[float, Doc("Index on that day, to a tenth.")]
    index_micro: Annotated[int, Doc("Index on that day, in micro-points.")]
    change_micro: Annotated[int, Doc("Change since then, in micro-points.")]
    comparable: Annotated[bool, Doc("Whether as much was measured on both days.")]


class OwnPast(TypedDict):
    """The newest index compared with your own earlier ones of the last two years."""

    day: Annotated[Day, Doc("The newest day.")]
    index_micro: Annotated[int, Doc("Index on the newest day, in micro-points.")]
    best: Annotated[
        PastDay, Doc("The last day of your best 90 days of which as much was measured. It can be the newest day.")
    ]
    year_ago: Annotated[PastDay | None, Doc("The same day a year earlier. Null without an index.")]


def as_dict(past: insight.OwnPast) -> OwnPast:
    """Return a comparison with one's own past as an object."""
    return {
        "day": iso(past.now.day),
        "index_micro": past.now.index_micro or 0,
        "best": _day(past.best, past.now),
        "year_ago": None if past.year_ago is None else _day(past.year_ago, past.now),
    }


def _day(day: HistoryDay, now: HistoryDay) -> PastDay:
    micro = day.index_micro or 0
    return {
        "day": iso(day.day),
        "index": to_tenths(micro) / 10,
        "index_micro": micro,
        "change_micro": (now.index_micro or 0) - micro,
        "comparable": day.covered == now.covered,
    }
