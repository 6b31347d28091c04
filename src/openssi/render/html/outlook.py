"""Where the index leads, as a page shows it: with a plan, as now, and stopping today; and what more time would buy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from openssi.activity.calendar import WEEKDAYS, short_day
from openssi.insight.coach import Advice, PlanLine
from openssi.insight.next_steps import WEEKS
from openssi.insight.what_if import WhatIf
from openssi.render.svg import Chart, fan_chart, minutes_chart
from openssi.render.words.minutes import minutes_in_words
from openssi.render.words.what_if import planned_in_words
from openssi.scoring.rounding import format_points

__all__ = ["Forecast", "OutlookView", "PlannedLine", "outlook_view", "steps_chart_title"]


class Forecast(NamedTuple):
    """The best plan for the coming weeks, the index with it, and the index with the next steps."""

    advice: Advice
    projection: WhatIf
    steps: WhatIf


@dataclass(frozen=True, slots=True)
class PlannedLine:
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
    lines: tuple[PlannedLine, ...]
    total: str
    without: str
    week: tuple[tuple[str, str], ...]


def outlook_view(forecast: Forecast) -> OutlookView:
    """Put a forecast into charts and words."""
    advice, projection, steps = forecast
    return OutlookView(
        sentence=_sentence(advice),
        chart=fan_chart(projection),
        steps_chart=fan_chart(steps),
        steps_title=steps_chart_title(steps),
        curve=minutes_chart(advice),
        lines=tuple(_line(advice, line) for line in advice.plan),
        total=minutes_in_words(advice.minutes_a_week),
        without=_without(advice),
        week=tuple((WEEKDAYS[day.weekday], _actions(advice, day.actions)) for day in advice.week),
    )


def steps_chart_title(steps: WhatIf) -> str:
    """Say which steps a chart shows, in the words of the page."""
    count = len(steps.plan)
    if not count:
        return "Where it leads"
    return "Where the next step leads" if count == 1 else f"Where these {_NUMBERS.get(count, count)} steps lead"


_NUMBERS = {2: "two", 3: "three"}


def _line(advice: Advice, line: PlanLine) -> PlannedLine:
    minutes = minutes_in_words(line.minutes * WEEKS if line.item.once else line.minutes)
    if line.now is None:
        now = ""
    elif line.now:
        now = f"{line.now // 100}.{line.now // 10 % 10} a week now"
    else:
        now = "none lately"
    what = planned_in_words(line.item, advice.model)
    return PlannedLine(what[:1].upper() + what[1:], f"{minutes}, once" if line.item.once else minutes, now)


def _sentence(advice: Advice) -> str:
    last, end = short_day(advice.last_day), format_points(advice.end_micro)
    if not advice.plan:
        return f"Carry on as now: nothing you could add is worth its time. You’d be at {end} on {last}."
    minutes = minutes_in_words(advice.minutes_a_week)
    return f"{minutes} a week bring you from {format_points(advice.now.index_micro)} to {end} by {last}"


def _without(advice: Advice) -> str:
    as_now, stopped = format_points(advice.as_now_micro), format_points(advice.stopped_micro)
    words = f"On top of what you do now, which alone leads to {as_now}. If you stop today, {stopped}."
    if advice.range.none < advice.end_micro:
        half, none = format_points(advice.range.half), format_points(advice.range.none)
        words += f" If others respond half as often as lately, {half}; if nobody does, {none}."
    return words


def _actions(advice: Advice, actions: tuple[tuple[str, int], ...]) -> str:
    words: list[str] = []
    for signal, count in actions:
        step = advice.model.signals[signal].step
        kind = advice.model.kind.get(step.adds[0][0]) if step else None
        words.append(f"{count} {kind.one if count == 1 else kind.many}" if kind else advice.model.signals[signal].title)
    return ", ".join(words)
