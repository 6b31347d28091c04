"""Where the index leads, as a page shows it: with a plan, as now, and stopping today; and what more time would buy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from openssi.activity.calendar import WEEKDAYS
from openssi.insight.coach import Advice, PlanLine
from openssi.insight.next_steps import WEEKS
from openssi.insight.what_if import WhatIf
from openssi.render.html.environment import typographic
from openssi.render.svg import Chart, fan_chart, minutes_chart
from openssi.render.words.minutes import minutes_in_words
from openssi.render.words.plan_lines import planned_in_words
from openssi.render.words.projection import (
    actions_in_words,
    others_in_words,
    pace_in_words,
    plan_in_words,
    without_plan_in_words,
)

__all__ = ["Forecast", "OutlookView", "PlanLineView", "outlook_view", "steps_chart_title"]


class Forecast(NamedTuple):
    """The best plan for the coming weeks, the index with it, and the index with the next steps."""

    advice: Advice
    projection: WhatIf
    steps: WhatIf


@dataclass(frozen=True, slots=True)
class PlanLineView:
    """One line of the plan: what, how long, and how often it is done now."""

    what: str
    minutes: str
    now: str


@dataclass(frozen=True, slots=True)
class OutlookView:
    """The plan in words, where it leads, what more time would buy, and the days of its week."""

    sentence: str
    chart: Chart
    steps_chart: Chart
    steps_title: str
    curve: Chart
    lines: tuple[PlanLineView, ...]
    total: str
    without: str
    week: tuple[tuple[str, str], ...]


def outlook_view(forecast: Forecast) -> OutlookView:
    """Put a forecast into charts and words."""
    advice, projection, steps = forecast
    return OutlookView(
        sentence=typographic(plan_in_words(advice)),
        chart=fan_chart(projection),
        steps_chart=fan_chart(steps),
        steps_title=steps_chart_title(steps),
        curve=minutes_chart(advice),
        lines=tuple(_line(advice, line) for line in advice.plan),
        total=minutes_in_words(advice.minutes_a_week),
        without=typographic(
            f"{without_plan_in_words(advice)}. {others_in_words(advice.range, advice.end_micro)}".rstrip()
        ),
        week=tuple((WEEKDAYS[day.weekday], actions_in_words(day.actions, advice.model)) for day in advice.week),
    )


def steps_chart_title(steps: WhatIf) -> str:
    """Say which steps a chart shows, in the words of the page."""
    count = len(steps.plan)
    if not count:
        return "Where it leads"
    return "Where the next step leads" if count == 1 else f"Where these {_NUMBERS.get(count, count)} steps lead"


_NUMBERS = {2: "two", 3: "three"}


def _line(advice: Advice, line: PlanLine) -> PlanLineView:
    minutes = minutes_in_words(line.minutes * WEEKS if line.item.once else line.minutes)
    what = planned_in_words(line.item, advice.model)
    return PlanLineView(
        what[:1].upper() + what[1:], f"{minutes}, once" if line.item.once else minutes, pace_in_words(line)
    )
