"""Advice as JSON: the contract that scripts rely on."""

from __future__ import annotations

import json

from openssi.activity.calendar import iso
from openssi.insight import NextStep
from openssi.insight.coach import Advice, PlanLine
from openssi.render.words import whole_minutes

__all__ = ["COACH_KEYS", "as_dict", "as_json"]

#: Every key of `ssi coach --json`, by its path.
COACH_KEYS: dict[str, str] = {
    "as_of": "the day from which is planned, YYYY-MM-DD",
    "weeks": "for how many weeks",
    "model.id": "the model that scored",
    "model.fingerprint": "16 hexadecimal digits over everything in the model that can change a number",
    "next_steps[].signal": "the signal that the step raises most directly",
    "next_steps[].do": "the step as an instruction",
    "next_steps[].because": "the evidence",
    "next_steps[].gain_micro": "micro-points after the weeks, beside all that is done already",
    "next_steps[].gain_range_micro": "the same if nothing comes of what is assumed of others, and if all of it comes",
    "next_steps[].minutes_a_week": "minutes a week, rounded up; what is done once is spread over the weeks",
    "next_steps[].until": "the last day on which the step counts as told; null if it does not expire",
    "target.index_micro": "the target in micro-points; `target` is null if every mark is reached",
    "target.name": "what the target is",
    "target.reached": "whether the plan reaches it; if not, the plan reaches the highest whole point that one can",
    "plan[].signal": "the signal whose step is taken",
    "plan[].count": "how many of what the step names first",
    "plan[].once": "true: in all; false: every week",
    "plan[].minutes_a_week": "minutes a week, rounded up; what is done once is spread over the weeks",
    "plan[].now_a_week": "how often a week it was done in the last 90 days; null where that is not counted",
    "plan[].effort_provenance": "where the minutes and the limit come from",
    "minutes_a_week": "minutes a week of the whole plan, rounded up",
    "index_micro.start": "the index on the day as_of, in whole micro-points",
    "index_micro.end": "the index at the end, with the plan",
    "index_micro.end_if_stopped": "the index at the end if nothing more is done",
    "index_micro.highest": "the index at the end if everything is done as often as a plan may ask for",
}


def as_json(advice: Advice) -> str:
    """The object as text; everything beyond ASCII is escaped, so that no terminal is harmed."""
    return json.dumps(as_dict(advice), indent=1)


def as_dict(advice: Advice) -> dict[str, object]:
    """The object that `ssi coach --json` prints."""
    target = advice.target
    return {
        "as_of": iso(advice.now.as_of),
        "weeks": advice.weeks,
        "model": {"id": advice.now.model_id, "fingerprint": advice.now.fingerprint},
        "next_steps": [_step(step) for step in advice.steps],
        "target": target and {"index_micro": target.micro, "name": target.name, "reached": advice.reached},
        "plan": [_line(line) for line in advice.plan],
        "minutes_a_week": whole_minutes(advice.minutes),
        "index_micro": {
            "start": advice.now.index_micro,
            "end": advice.end_micro,
            "end_if_stopped": advice.stopped_micro,
            "highest": advice.highest_micro,
        },
    }


def _step(step: NextStep) -> dict[str, object]:
    return {
        "signal": step.signal,
        "do": step.do,
        "because": step.because,
        "gain_micro": step.gain,
        "gain_range_micro": [step.least, step.most],
        "minutes_a_week": step.minutes_a_week,
        "until": None if step.until is None else iso(step.until),
    }


def _line(line: PlanLine) -> dict[str, object]:
    return {
        "signal": line.item.signal,
        "count": line.item.count,
        "once": line.item.once,
        "minutes_a_week": whole_minutes(line.minutes),
        "now_a_week": None if line.now is None else line.now / 100,
        "effort_provenance": line.effort.provenance,
    }
