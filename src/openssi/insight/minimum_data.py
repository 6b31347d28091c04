"""Refuse days with too little data for a number, and name the first day that has enough."""

from __future__ import annotations

from openssi.activity import Activity
from openssi.activity.calendar import iso
from openssi.errors import DayError
from openssi.model import Model
from openssi.scoring import Score, daily_scores

__all__ = ["first_day_with_number", "require_enough_data"]


def first_day_with_number(activity: Activity, model: Model, first: int, last: int) -> int | None:
    """Return the first of these days that has enough data for a number; None if no day has."""
    days = daily_scores(activity, model, first, last)
    return next((scored.as_of for scored in days if scored.enough), None)


def require_enough_data(activity: Activity, model: Model, scored: Score) -> None:
    """Refuse a score that rests on too little data to be shown.

    Raises:
        DayError: there was too little data on its day.
    """
    data = scored.enough
    if data:
        return
    first = first_day_with_number(activity, model, activity.first_day, activity.last_day)
    raise DayError(
        "day-not-enough",
        f"There is too little data for a number on {iso(scored.as_of)}: {data.in_words}.",
        hint="ssi score shows what was counted." if first is None else f"The first day with a number is {iso(first)}.",
    )
