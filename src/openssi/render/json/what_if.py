"""A plan and where it leads, as JSON: the contract that scripts rely on."""

from __future__ import annotations

import json

from openssi.activity.calendar import iso
from openssi.insight.what_if import WhatIf

__all__ = ["WHAT_IF_KEYS", "as_dict", "as_json"]

#: Every key of `ssi what-if --json`, by its path.
WHAT_IF_KEYS: dict[str, str] = {
    "as_of": "the day from which the plan is carried out, YYYY-MM-DD",
    "weeks": "for how many weeks",
    "model.id": "the model that scored every day",
    "model.fingerprint": "16 hexadecimal digits over everything in the model that can change a number",
    "plan[].signal": "the signal whose step is taken",
    "plan[].count": "how many of what the step names first",
    "plan[].once": "true: in all, on the first planned day; false: every week",
    "without_effect[].signal": "a signal of the plan that is not measured, so that the index cannot show it",
    "without_effect[].reason": "why it is not measured",
    "index_micro.start": "the index on the day as_of, in whole micro-points",
    "index_micro.end": "the index on the last day, with the plan",
    "index_micro.end_if_stopped": "the index on the last day if nothing more is done",
    "path[].day": "each day from as_of to the last, YYYY-MM-DD",
    "path[].index_micro": "the index on the day, with the plan",
    "path[].stopped_micro": "the index on the day if nothing more is done",
}


def as_json(what_if: WhatIf) -> str:
    """The object as text; everything beyond ASCII is escaped, so that no terminal is harmed."""
    return json.dumps(as_dict(what_if), indent=1)


def as_dict(what_if: WhatIf) -> dict[str, object]:
    """The object that `ssi what-if --json` prints."""
    return {
        "as_of": iso(what_if.start.as_of),
        "weeks": what_if.weeks,
        "model": {"id": what_if.start.model_id, "fingerprint": what_if.start.fingerprint},
        "plan": [{"signal": item.signal, "count": item.count, "once": item.once} for item in what_if.plan],
        "without_effect": [{"signal": signal, "reason": reason} for signal, reason in what_if.without_effect],
        "index_micro": {
            "start": what_if.start.index_micro,
            "end": what_if.end.index_micro,
            "end_if_stopped": what_if.stopped[-1].index_micro,
        },
        "path": [
            {"day": iso(day.as_of), "index_micro": day.index_micro, "stopped_micro": stopped.index_micro}
            for day, stopped in zip(what_if.path, what_if.stopped, strict=True)
        ],
    }
