"""Where the index leads, as a page shows it: the best use of an hour a week, as now, and stopping today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from openssi.activity.calendar import short_day
from openssi.insight.coach import Advice, PlanLine
from openssi.insight.next_steps import WEEKS
from openssi.insight.what_if import WhatIf
from openssi.render.svg import Chart, fan_chart
from openssi.render.words.minutes import minutes_in_words
from openssi.render.words.what_if import planned_in_words
from openssi.scoring.rounding import format_points

__all__ = ["Forecast", "OutlookView", "outlook_view"]


class Forecast(NamedTuple):
    """The best plan for the coming weeks, and the index with it."""

    advice: Advice
    projection: WhatIf


@dataclass(frozen=True, slots=True)
class OutlookView:
    """The index with the plan and without, what the plan takes, and its lines with their minutes."""

    chart: Chart
    sentence: str
    lines: tuple[tuple[str, str], ...]


def outlook_view(forecast: Forecast) -> OutlookView:
    """Put a forecast into a chart and words."""
    advice, projection = forecast
    lines = tuple((planned_in_words(line.item, projection.model), _minutes(line)) for line in advice.plan)
    return OutlookView(fan_chart(projection), _sentence(advice), lines)


def _minutes(line: PlanLine) -> str:
    return minutes_in_words(line.minutes * WEEKS if line.item.once else line.minutes)


def _sentence(advice: Advice) -> str:
    last, end = short_day(advice.last_day), format_points(advice.end_micro)
    if not advice.plan:
        return f"Carry on as now: nothing you could add is worth its time. You’d be at {end} on {last}."
    minutes = minutes_in_words(advice.minutes_a_week)
    return (
        f"{minutes} a week bring you from {format_points(advice.now.index_micro)} to {end} by {last}, "
        "on top of what you do now:"
    )
