"""Where a plan leads, in words: with the plan, without it, if the member stops, and if others respond less."""

from __future__ import annotations

from collections.abc import Iterable

from openssi.activity.calendar import long_day
from openssi.insight.coach import Advice, PlanLine, Target
from openssi.insight.what_if import Range, WhatIf
from openssi.model import Model
from openssi.render.words.minutes import minutes_in_words
from openssi.scoring.rounding import TENTH, format_points, format_short, format_whole, to_tenths

__all__ = [
    "actions_in_words",
    "leads_in_words",
    "others_in_words",
    "pace_in_words",
    "plan_in_words",
    "without_plan_in_words",
]


def plan_in_words(advice: Advice) -> str:
    """Say what a plan takes and brings: "59 minutes a week bring you from 43 to 54 by 25 August 2026"."""
    last, target = long_day(advice.last_day), advice.target
    if target is not None and not advice.reached:
        return _out_of_reach(advice, target)
    if target is not None and not advice.plan:
        return f"Carrying on as now is enough for {_named(target)} by {last}"
    if not advice.plan:
        end = format_whole(advice.end_micro)
        return f"Carry on as now: nothing you could add is worth its time. You'd be at {end} on {last}"
    now, end = _apart(advice.now.index_micro, advice.end_micro)
    enough = f", enough for {_named(target)}" if target else ""
    minutes = advice.minutes_a_week
    bring = "brings" if minutes == 1 else "bring"
    return f"{minutes_in_words(minutes)} a week {bring} you from {now} to {end} by {last}{enough}"


def _apart(one: int, other: int) -> tuple[str, str]:
    """Write two indices in whole points, or in tenths if they would look the same."""
    whole = format_whole(one), format_whole(other)
    return whole if whole[0] != whole[1] else (format_points(one), format_points(other))


def _named(target: Target) -> str:
    shown = format_short(to_tenths(target.micro))
    return shown if target.name in {shown, f"{shown}.0"} else f"{shown}, {target.name}"


def _out_of_reach(advice: Advice, target: Target) -> str:
    weeks = "1 week" if advice.weeks == 1 else f"{advice.weeks} weeks"
    unmeasured = (
        f", and {format_short(to_tenths(advice.open_micro))} points are not measured" if advice.open_micro else ""
    )
    return (
        f"{_named(target)} is out of reach in {weeks}: every step as often as its limit allows leads to "
        f"{format_short(to_tenths(advice.highest_micro))}{unmeasured}. "
        f"The plan below leads to {format_short(to_tenths(advice.end_micro))}"
    )


def without_plan_in_words(advice: Advice) -> str:
    """Compare with carrying on and stopping: "Without the plan you'd be at 44, and at 18 if you stopped today"."""
    as_now, stopped = format_whole(advice.as_now_micro), format_whole(advice.stopped_micro)
    stop = "" if as_now == stopped else f", and at {stopped} if you stopped today"
    return f"Without the plan you'd be at {as_now}{stop}"


def others_in_words(reaction: Range, end_micro: int) -> str:
    """Say where a plan leads if other people respond less; nothing if it doesn't depend on them."""
    half, none = format_whole(reaction.half), format_whole(reaction.none)
    if reaction.none >= end_micro or none == format_whole(end_micro):
        return ""
    return f"If others respond half as often as lately, {half}; if nobody does, {none}."


def leads_in_words(what_if: WhatIf) -> str:
    """Say what a plan adds: "This plan adds 9.9 points by 25 August 2026: 53 instead of 44 as now, 18 if you stop"."""
    last = long_day(what_if.end.as_of)
    as_now, stopped = (format_whole(days[-1].index_micro) for days in (what_if.as_now, what_if.stopped))
    stop = f"if you stop today, {stopped}"
    if not what_if.plan:
        return f"As now, you'd be at {as_now} on {last}; {stop}."
    gain = what_if.gain_micro
    if abs(gain) < TENTH:
        return f"This plan adds nothing by {last}: {as_now}, as now; {stop}."
    end, before = _apart(what_if.end.index_micro, what_if.as_now[-1].index_micro)
    change = f"adds {format_points(gain)}" if gain > 0 else f"takes {format_points(-gain)}"
    return f"This plan {change} points by {last}: {end} instead of {before} as now; {stop}."


def pace_in_words(line: PlanLine) -> str:
    """Say how often the member does now what a line asks for; nothing where that isn't counted."""
    if line.now is None:
        return ""
    return f"{line.now // 100}.{line.now // 10 % 10} a week now" if line.now else "none lately"


def actions_in_words(actions: Iterable[tuple[str, int]], model: Model) -> str:
    """List what to do on a day: "1 comment, 2 invitations"."""
    words: list[str] = []
    for signal, count in actions:
        step = model.signals[signal].step
        kind = model.kind.get(step.adds[0][0]) if step else None
        words.append(f"{count} {kind.one if count == 1 else kind.many}" if kind else model.signals[signal].title)
    return ", ".join(words)
