"""Where the index leads, as a page shows it: the best use of an hour a week, as now, and stopping today."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.activity.calendar import short_day
from openssi.insight import Assessment
from openssi.insight.coach import Advice, PlanLine, advise
from openssi.insight.next_steps import WEEKS
from openssi.insight.what_if import what_if
from openssi.model import efforts
from openssi.render.svg import Chart, fan_chart
from openssi.render.words.minutes import minutes_in_words
from openssi.render.words.what_if import planned_in_words
from openssi.scoring.rounding import format_points

__all__ = ["OutlookView", "outlook_view"]


@dataclass(frozen=True, slots=True)
class OutlookView:
    """The index with the plan and without, what the plan takes, and its lines with their minutes."""

    chart: Chart
    sentence: str
    lines: tuple[tuple[str, str], ...]


def outlook_view(assessment: Assessment) -> OutlookView:
    """Plan the weeks from the day of an assessment."""
    activity, model, now = assessment.activity, assessment.model, assessment.score
    advice = advise(activity, model, now.as_of, WEEKS, efforts(model))
    plan = tuple(line.item for line in advice.plan)
    lines = tuple((planned_in_words(line.item, model), _minutes(line)) for line in advice.plan)
    return OutlookView(fan_chart(what_if(activity, model, plan, now.as_of, WEEKS)), _sentence(advice), lines)


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
