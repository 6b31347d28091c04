"""`ssi year --json`: a year in five figures."""

from __future__ import annotations

import json
from typing import Annotated, TypedDict

import openssi.insight.year as insight
from openssi.activity.calendar import iso
from openssi.render.json.contract import Day, Doc

__all__ = ["Year", "YearEnd", "YearRise", "as_dict", "as_json"]


class YearEnd(TypedDict):
    """The index on one end of the year."""

    day: Annotated[Day, Doc("Day that was scored.")]
    index_micro: Annotated[int, Doc("The index in micro-points.")]


class YearRise(TypedDict):
    """The signal that rose most."""

    signal: Annotated[str, Doc("ID of the signal.")]
    points: Annotated[float, Doc("Points that it rose by.")]


class Year(TypedDict):
    """A year in five figures."""

    first: Annotated[Day, Doc("First day of the year; later if the data begin later.")]
    last: Annotated[Day, Doc("Last day of the year.")]
    start: Annotated[YearEnd, Doc("The first day with an index.")]
    end: Annotated[YearEnd, Doc("The last day.")]
    plus_minus: Annotated[int, Doc("Half the width of the interval of the last index, in whole points.")]
    rise: Annotated[YearRise | None, Doc("The signal that rose most. Null if none rose.")]
    days_active: Annotated[int | None, Doc("Days on which the member was active. Null if the files don't cover that.")]
    days_wrote: Annotated[dict[str, int], Doc("Days with posts, comments, reposts and replies, by kind of activity.")]
    met: Annotated[dict[str, int], Doc("New connections, decision makers met and answered first messages, by kind.")]


def as_json(year: insight.Year) -> str:
    """Return what `ssi year --json` prints."""
    return json.dumps(as_dict(year), indent=1)


def as_dict(year: insight.Year) -> Year:
    """Return the object of `ssi year --json`."""
    return {
        "first": iso(year.first),
        "last": iso(year.last),
        "start": {"day": iso(year.before.as_of), "index_micro": year.before.index_micro},
        "end": {"day": iso(year.now.as_of), "index_micro": year.now.index_micro},
        "plus_minus": year.interval,
        "rise": None if year.best is None else {"signal": year.best.signal, "points": year.best.tenths / 10},
        "days_active": None if year.active is None else len(year.active),
        "days_wrote": dict(year.wrote),
        "met": dict(year.met),
    }
