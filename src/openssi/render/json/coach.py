"""`ssi coach --json`: a plan for an index, its week and the forecast."""

from __future__ import annotations

import json
from typing import Annotated, TypedDict

from openssi.activity.calendar import iso
from openssi.insight.coach import Advice, PlanLine
from openssi.render.json.contract import Day, Doc, ModelRef
from openssi.render.json.next_steps import IfNever, NextStep, if_never_as_dict, next_step_as_dict

__all__ = [
    "CoachPlanItem",
    "Coaching",
    "CurvePoint",
    "ForecastRange",
    "ForecastWithPlan",
    "Goal",
    "PlannedAction",
    "as_dict",
    "as_json",
]


class Goal(TypedDict):
    """The index that the plan is for."""

    index_micro: Annotated[int, Doc("The target index in micro-points.")]
    name: Annotated[str, Doc("What the target is, in words.")]
    reached: Annotated[
        bool, Doc("Whether the plan reaches the target. If not, the plan reaches the highest whole point possible.")
    ]


class CoachPlanItem(TypedDict):
    """One activity of the plan."""

    signal: Annotated[str, Doc("ID of the signal whose step is taken.")]
    count: Annotated[int, Doc("How many more than now, in the unit of the step.")]
    once: Annotated[bool, Doc("True if that many in total, false if that many every week.")]
    minutes_a_week: Annotated[
        int, Doc("Minutes a week, rounded up. The time of a one-time step is spread over the weeks.")
    ]
    now_a_week: Annotated[
        float | None, Doc("How many a week the member did in the last 90 days. Null if that isn't counted.")
    ]
    effort_provenance: Annotated[str, Doc("Where the minutes and the upper limit come from.")]


class PlannedAction(TypedDict):
    """Part of the plan's week."""

    weekday: Annotated[int, Doc("Day of the week: 1 is Monday, 5 is Friday.")]
    signal: Annotated[str, Doc("ID of the signal whose step is taken.")]
    count: Annotated[int, Doc("How many on that day.")]


class ForecastRange(TypedDict):
    """The index at the end with the plan, in micro-points, if other people respond less than they did lately."""

    half: Annotated[int, Doc("If they respond half as often.")]
    none: Annotated[int, Doc("If nobody responds.")]


class ForecastWithPlan(TypedDict):
    """The index now and at the end of the weeks, in micro-points."""

    start: Annotated[int, Doc("The index on `as_of`.")]
    end: Annotated[int, Doc("The index at the end, at the pace of the last 90 days plus the plan.")]
    end_as_now: Annotated[int, Doc("The index at the end at the pace of the last 90 days, without the plan.")]
    end_if_stopped: Annotated[int, Doc("The index at the end without any further activity.")]
    if_others_respond: Annotated[ForecastRange, Doc("The index at the end with the plan if other people respond less.")]
    highest: Annotated[int, Doc("The index at the end if everything is done as often as a plan allows.")]


class CurvePoint(TypedDict):
    """What some minutes a week lead to."""

    minutes: Annotated[int, Doc("Minutes a week.")]
    index_micro: Annotated[int, Doc("The highest index at the end that a plan within the minutes leads to.")]


class Coaching(TypedDict):
    """The next steps, and a plan: the best use of some minutes a week, or the least effort to a target."""

    as_of: Annotated[Day, Doc("Day on which the plan starts.")]
    weeks: Annotated[int, Doc("Length of the plan in weeks.")]
    model: Annotated[ModelRef, Doc("Model that computed the scores.")]
    next_steps: Annotated[list[NextStep], Doc("Next steps, largest gain first, at most three.")]
    if_never: Annotated[list[IfNever], Doc("Steps of kinds whose file is missing, for a member who never did them.")]
    minutes: Annotated[int | None, Doc("The minutes a week that the plan may take. Null if it was made for a target.")]
    target: Annotated[Goal | None, Doc("What the plan aims for. Null if it was made for some minutes a week.")]
    plan: Annotated[list[CoachPlanItem], Doc("What to do on top of the recent pace.")]
    minutes_a_week: Annotated[int, Doc("Minutes a week that the plan takes: the sum of its lines.")]
    week: Annotated[list[PlannedAction], Doc("The weekly lines of the plan, spread over the days of a week.")]
    index_micro: Annotated[ForecastWithPlan, Doc("Where the plan leads.")]
    curve: Annotated[list[CurvePoint], Doc("What more time, or less, leads to.")]
    next_point_minutes: Annotated[
        int | None, Doc("Minutes a week that one more point takes on top of the plan. Null if it is out of reach.")
    ]


def as_json(advice: Advice) -> str:
    """Return what `ssi coach --json` prints: ASCII only, so that every terminal can show it."""
    return json.dumps(as_dict(advice), indent=1)


def as_dict(advice: Advice) -> Coaching:
    """Return the object of `ssi coach --json`."""
    target = advice.target
    return {
        "as_of": iso(advice.now.as_of),
        "weeks": advice.weeks,
        "model": {"id": advice.now.model_id, "fingerprint": advice.now.fingerprint},
        "next_steps": [next_step_as_dict(step) for step in advice.steps],
        "if_never": [if_never_as_dict(offer) for offer in advice.if_never],
        "minutes": advice.minutes,
        "target": target and {"index_micro": target.micro, "name": target.name, "reached": advice.reached},
        "plan": [_item(line) for line in advice.plan],
        "minutes_a_week": advice.minutes_a_week,
        "week": [
            {"weekday": day.weekday + 1, "signal": signal, "count": count}
            for day in advice.week
            for signal, count in day.actions
        ],
        "index_micro": {
            "start": advice.now.index_micro,
            "end": advice.end_micro,
            "end_as_now": advice.as_now_micro,
            "end_if_stopped": advice.stopped_micro,
            "if_others_respond": {"half": advice.range.half, "none": advice.range.none},
            "highest": advice.highest_micro,
        },
        "curve": [{"minutes": minutes, "index_micro": micro} for minutes, micro in advice.curve],
        "next_point_minutes": advice.next_point,
    }


def _item(line: PlanLine) -> CoachPlanItem:
    return {
        "signal": line.item.signal,
        "count": line.item.count,
        "once": line.item.once,
        "minutes_a_week": line.minutes,
        "now_a_week": None if line.now is None else line.now / 100,
        "effort_provenance": line.effort.provenance,
    }
