"""Refuses a day on which there was not enough data for a number, and tells the first one on which there was."""

from __future__ import annotations

from openssi.activity import Activity
from openssi.activity.calendar import iso
from openssi.errors import DayError
from openssi.model import Model
from openssi.scoring import Score

__all__ = ["check_enough"]


def check_enough(activity: Activity, model: Model, scored: Score) -> None:
    """Let a score pass that may be shown.

    Raises:
        DayError: there was not enough data on its day.
    """
    had = scored.enough
    if had:
        return
    days = range(activity.first_day, activity.last_day + 1)
    enough = (day for day in days if day - activity.first_day + 1 >= model.minimum_days)
    first = next((day for day in enough if activity.records_until(day) >= model.minimum_records), None)
    raise DayError(
        "day-not-enough",
        f"On {iso(scored.as_of)} there was no number yet: {min(had.days, had.days_needed)} of {had.days_needed} days of data "
        f"and {min(had.records, had.records_needed)} of {had.records_needed} dated records.",
        hint="ssi score shows what was counted." if first is None else f"The first day with a number is {iso(first)}.",
    )
