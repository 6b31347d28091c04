"""`ssi what-if --json`: the forecast of a plan."""

from __future__ import annotations

import json
from typing import Annotated, TypedDict

import openssi.insight.what_if as insight
from openssi.activity.calendar import iso
from openssi.render.json.coach import ForecastRange
from openssi.render.json.contract import Day, Doc, ModelRef

__all__ = ["ExceededLimit", "Forecast", "ForecastDay", "PlanItem", "UnmeasuredSignal", "WhatIf", "as_dict", "as_json"]


class PlanItem(TypedDict):
    """One activity of a plan."""

    signal: Annotated[str, Doc("ID of the signal whose step is taken.")]
    count: Annotated[int, Doc("How many, in the unit of the step.")]
    once: Annotated[
        bool, Doc("True if that many in total, on the first day of the plan; false if that many every week.")
    ]


class UnmeasuredSignal(TypedDict):
    """A signal of the plan that can't change the index."""

    signal: Annotated[str, Doc("ID of the signal.")]
    reason: Annotated[str, Doc("Why it isn't measured.")]


class ExceededLimit(TypedDict):
    """A line of the plan of which some adds nothing."""

    signal: Annotated[str, Doc("ID of the signal.")]
    most_a_day: Annotated[int, Doc("How many count on a day.")]
    wasted: Annotated[int, Doc("How many of the line's count add nothing.")]


class Forecast(TypedDict):
    """The index at the start and at the end of a plan, in micro-points."""

    start: Annotated[int, Doc("The index on `as_of`.")]
    end: Annotated[int, Doc("The index on the last day, at the pace of the last 90 days plus the plan.")]
    end_as_now: Annotated[int, Doc("The index on the last day at the pace of the last 90 days, without the plan.")]
    end_if_stopped: Annotated[int, Doc("The index on the last day without any further activity.")]
    if_others_respond: Annotated[
        ForecastRange, Doc("The index on the last day with the plan if other people respond less.")
    ]


class ForecastDay(TypedDict):
    """One day of the forecast."""

    day: Annotated[Day, Doc("The day.")]
    index_micro: Annotated[int, Doc("The index with the plan, in micro-points.")]
    as_now_micro: Annotated[int, Doc("The index at the pace of the last 90 days, in micro-points.")]
    stopped_micro: Annotated[int, Doc("The index without any further activity, in micro-points.")]


class WhatIf(TypedDict):
    """Where a plan leads."""

    as_of: Annotated[Day, Doc("Day on which the plan starts.")]
    weeks: Annotated[int, Doc("Length of the plan in weeks.")]
    model: Annotated[ModelRef, Doc("Model that computed every day.")]
    plan: Annotated[list[PlanItem], Doc("The plan as understood, on top of the recent pace.")]
    without_effect: Annotated[
        list[UnmeasuredSignal], Doc("Signals of the plan that aren't measured, so that they can't change the index.")
    ]
    already_full: Annotated[
        list[str], Doc("IDs of signals of the plan that have all of their points without it, so that it adds none.")
    ]
    limits: Annotated[list[ExceededLimit], Doc("Lines of the plan that exceed what counts on a day.")]
    index_micro: Annotated[Forecast, Doc("The index at the start and at the end.")]
    path: Annotated[list[ForecastDay], Doc("Every day from `as_of` to the last.")]


def as_json(what_if: insight.WhatIf) -> str:
    """Return what `ssi what-if --json` prints: ASCII only, so that every terminal can show it."""
    return json.dumps(as_dict(what_if), indent=1)


def as_dict(what_if: insight.WhatIf) -> WhatIf:
    """Return the object of `ssi what-if --json`."""
    return {
        "as_of": iso(what_if.start.as_of),
        "weeks": what_if.weeks,
        "model": {"id": what_if.start.model_id, "fingerprint": what_if.start.fingerprint},
        "plan": [{"signal": item.signal, "count": item.count, "once": item.once} for item in what_if.plan],
        "without_effect": [{"signal": signal, "reason": reason} for signal, reason in what_if.without_effect],
        "already_full": list(what_if.already_full),
        "limits": [
            {"signal": limit.item.signal, "most_a_day": limit.most, "wasted": limit.wasted} for limit in what_if.limits
        ],
        "index_micro": {
            "start": what_if.start.index_micro,
            "end": what_if.end.index_micro,
            "end_as_now": what_if.as_now[-1].index_micro,
            "end_if_stopped": what_if.stopped[-1].index_micro,
            "if_others_respond": {"half": what_if.range.half, "none": what_if.range.none},
        },
        "path": [
            {
                "day": iso(day.as_of),
                "index_micro": day.index_micro,
                "as_now_micro": now.index_micro,
                "stopped_micro": stopped.index_micro,
            }
            for day, now, stopped in zip(what_if.path, what_if.as_now, what_if.stopped, strict=True)
        ],
    }
