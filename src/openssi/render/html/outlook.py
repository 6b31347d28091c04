"""What a page says of the days to come: where doing nothing leads, and the least effort that holds the index."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.insight import Assessment
from openssi.insight.coach import Advice, PlanLine, Target, advise
from openssi.insight.what_if import what_if
from openssi.model import efforts
from openssi.render.svg import Chart, fan_chart
from openssi.render.svg.chart import day_in_words
from openssi.render.words import minutes_in_words, planned_in_words, whole_minutes
from openssi.scoring.rounding import format_points

__all__ = ["AheadView", "ahead_view"]

_WEEKS = 8


@dataclass(frozen=True, slots=True)
class AheadView:
    """Where the index goes: the fan, what it takes to hold the index, and that line by line with its minutes."""

    chart: Chart
    sentence: str
    lines: tuple[tuple[str, str], ...]


def ahead_view(assessment: Assessment) -> AheadView:
    """The next eight weeks from the day of an assessment."""
    activity, model, now = assessment.activity, assessment.model, assessment.score
    held = Target(now.index_micro, "today")
    advice = advise(activity, model, now.as_of, _WEEKS, efforts(model), held)
    plan = tuple(line.item for line in advice.plan)
    lines = tuple((planned_in_words(line.item, model), _takes(line)) for line in advice.plan)
    return AheadView(fan_chart(what_if(activity, model, plan, now.as_of, _WEEKS)), _sentence(advice, held), lines)


def _takes(line: PlanLine) -> str:
    minutes = whole_minutes(line.minutes * _WEEKS) if line.item.once else whole_minutes(line.minutes)
    return minutes_in_words(minutes)


def _sentence(advice: Advice, held: Target) -> str:
    last = day_in_words(advice.last_day)
    if not advice.plan:
        return f"Nothing has to be done to stand where you stand on {last}."
    takes = f"takes about {minutes_in_words(whole_minutes(advice.minutes))} a week"
    if advice.reached:
        return f"To stand at {format_points(held.micro)} on {last} still {takes}, if done with the least effort:"
    return (
        f"{format_points(held.micro)} cannot be held until {last}: "
        f"every step as often as its limit allows leads to {format_points(advice.highest_micro)}. "
        f"To stand at {format_points(advice.end_micro)} {takes}:"
    )
