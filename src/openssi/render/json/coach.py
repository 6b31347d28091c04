"""`ssi coach --json`."""

from __future__ import annotations

import json
from typing import Annotated, TypedDict

from openssi import insight
from openssi.activity.calendar import iso
from openssi.insight.coach import Advice, PlanLine
from openssi.render.json.contract import Day, Doc, ModelRef, Pair
from openssi.render.words.minutes import whole_minutes

__all__ = ["CoachPlanItem", "CoachStep", "Coaching", "ForecastWithPlan", "Goal", "as_dict", "as_json"]


class CoachStep(TypedDict):
    """A step that raises the index."""

    signal: Annotated[str, Doc("ID of the signal that the step raises most directly.")]
    do: Annotated[str, Doc("What to do.")]
    because: Annotated[str, Doc("The evidence behind the step.")]
    gain_micro: Annotated[int, Doc("Micro-points gained by the end, on top of what the member does already.")]
    gain_range_micro: Annotated[
        Pair[int], Doc("The gain if other people don't respond, and if they respond as much as assumed.")
    ]
    minutes_a_week: Annotated[
        int, Doc("Minutes a week, rounded up. The time of a one-time step is spread over the weeks.")
    ]
    until: Annotated[Day | None, Doc("Last day on which the step counts as described. Null if it doesn't expire.")]


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
    count: Annotated[int, Doc("How many, in the unit of the step.")]
    once: Annotated[bool, Doc("True if that many in total, false if that many every week.")]
    minutes_a_week: Annotated[
        int, Doc("Minutes a week, rounded up. The time of a one-time step is spread over the weeks.")
    ]
    now_a_week: Annotated[
        float | None, Doc("How many a week the member did in the last 90 days. Null if that isn't counted.")
    ]
    effort_provenance: Annotated[str, Doc("Where the minutes and the upper limit come from.")]


class ForecastWithPlan(TypedDict):
    """The index now and at the end of the weeks, in micro-points."""

    start: Annotated[int, Doc("The index on `as_of`.")]
    end: Annotated[int, Doc("The index at the end with the plan.")]
    end_if_stopped: Annotated[int, Doc("The index at the end without any further activity.")]
    highest: Annotated[int, Doc("The index at the end if everything is done as often as a plan allows.")]


class Coaching(TypedDict):
    """The best next steps, and the plan that reaches a target with the least effort."""

    as_of: Annotated[Day, Doc("Day on which the plan starts.")]
    weeks: Annotated[int, Doc("Length of the plan in weeks.")]
    model: Annotated[ModelRef, Doc("Model that computed the scores.")]
    next_steps: Annotated[list[CoachStep], Doc("Best next steps, at most three.")]
    target: Annotated[Goal | None, Doc("What the plan aims for. Null if the member has reached every target.")]
    plan: Annotated[list[CoachPlanItem], Doc("Everything to do. Existing habits are part of it.")]
    minutes_a_week: Annotated[int, Doc("Minutes a week for the whole plan, rounded up.")]
    index_micro: Annotated[ForecastWithPlan, Doc("Where the plan leads.")]


def as_json(advice: Advice) -> str:
    """Return what `ssi coach --json` prints: plain ASCII, so that no terminal is harmed."""
    return json.dumps(as_dict(advice), indent=1)


def as_dict(advice: Advice) -> Coaching:
    """Return the object of `ssi coach --json`."""
    target = advice.target
    return {
        "as_of": iso(advice.now.as_of),
        "weeks": advice.weeks,
        "model": {"id": advice.now.model_id, "fingerprint": advice.now.fingerprint},
        "next_steps": [_step(step) for step in advice.steps],
        "target": target and {"index_micro": target.micro, "name": target.name, "reached": advice.reached},
        "plan": [_item(line) for line in advice.plan],
        "minutes_a_week": whole_minutes(advice.minutes),
        "index_micro": {
            "start": advice.now.index_micro,
            "end": advice.end_micro,
            "end_if_stopped": advice.stopped_micro,
            "highest": advice.highest_micro,
        },
    }


def _step(step: insight.NextStep) -> CoachStep:
    return {
        "signal": step.signal,
        "do": step.do,
        "because": step.because,
        "gain_micro": step.gain,
        "gain_range_micro": [step.least, step.most],
        "minutes_a_week": step.minutes_a_week,
        "until": None if step.until is None else iso(step.until),
    }


def _item(line: PlanLine) -> CoachPlanItem:
    return {
        "signal": line.item.signal,
        "count": line.item.count,
        "once": line.item.once,
        "minutes_a_week": whole_minutes(line.minutes),
        "now_a_week": None if line.now is None else line.now / 100,
        "effort_provenance": line.effort.provenance,
    }
