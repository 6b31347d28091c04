"""Where the index leads, as a page shows it: stopping today, and the least effort that keeps it where it is."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.insight import Assessment
from openssi.insight.coach import Advice, PlanLine, Target, advise
from openssi.insight.what_if import what_if
from openssi.model import efforts
from openssi.render.svg import Chart, fan_chart
from openssi.render.words.dates import short_day
from openssi.render.words.minutes import minutes_in_words, whole_minutes
from openssi.render.words.what_if import planned_in_words
from openssi.scoring.rounding import format_points

__all__ = ["OutlookView", "outlook_view"]

_WEEKS = 8


@dataclass(frozen=True, slots=True)
class OutlookView:
    """The index with the plan and without, what the plan takes, and its lines with their minutes."""

    chart: Chart
    sentence: str
    lines: tuple[tuple[str, str], ...]


def outlook_view(assessment: Assessment) -> OutlookView:
    """Plan the eight weeks from the day of an assessment."""
    activity, model, now = assessment.activity, assessment.model, assessment.score
    target = Target(now.index_micro, "today")
    advice = advise(activity, model, now.as_of, _WEEKS, efforts(model), target)
    plan = tuple(line.item for line in advice.plan)
    lines = tuple((planned_in_words(line.item, model), _minutes(line)) for line in advice.plan)
    return OutlookView(fan_chart(what_if(activity, model, plan, now.as_of, _WEEKS)), _sentence(advice, target), lines)


def _minutes(line: PlanLine) -> str:
    return minutes_in_words(whole_minutes(line.minutes * _WEEKS if line.item.once else line.minutes))


def _sentence(advice: Advice, target: Target) -> str:
    last = short_day(advice.last_day)
    if not advice.plan:
        return f"Even if you stop today, you’ll be where you are now on {last}."
    minutes = f"about {minutes_in_words(whole_minutes(advice.minutes))} a week"
    if advice.reached:
        return f"To still be at {format_points(target.micro)} on {last}, the least effort is {minutes}:"
    return (
        f"{format_points(target.micro)} is out of reach on {last}: "
        f"every step as often as its limit allows leads to {format_points(advice.highest_micro)}. "
        f"To be at {format_points(advice.end_micro)} takes {minutes}:"
    )
