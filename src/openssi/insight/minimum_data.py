"""Refuse days with too little data for a number, and name the first day that has enough."""

from __future__ import annotations

from openssi.activity import Activity
from openssi.activity.calendar import iso
from openssi.errors import DayError
from openssi.model import Model
from openssi.scoring import Score

__all__ = ["require_enough_data"]


def require_enough_data(activity: Activity, model: Model, scored: Score) -> None:
    """Refuse a score that rests on too little data to be shown.

    Raises:
        DayError: there was too little data on its day.
    """
    data = scored.enough
    if data:
        return
    days = range(activity.first_day, activity.last_day + 1)
    long_enough = (day for day in days if day - activity.first_day + 1 >= model.minimum_days)
    first = next((day for day in long_enough if activity.records_until(day) >= model.minimum_records), None)
    raise DayError(
        "day-not-enough",
        f"There is too little data for a number on {iso(scored.as_of)}: "
        f"{min(data.days, data.days_needed)} of {data.days_needed} days of data "
        f"and {min(data.records, data.records_needed)} of {data.records_needed} dated records.",
        hint="ssi score shows what was counted." if first is None else f"The first day with a number is {iso(first)}.",
    )
