"""`ssi trial result --json`: what a trial of the weekly plan showed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypedDict

from openssi.render.json.contract import Day, Doc
from openssi.render.json.outcomes import Effect, effect_as_dict

if TYPE_CHECKING:
    from openssi.insight.outcomes.trial_plan import TrialResult

__all__ = ["Trial", "as_dict"]


class Trial(TypedDict):
    """What a trial of the weekly plan showed."""

    fingerprint: Annotated[str, Doc("Fingerprint of what was decided before the start.")]
    outcome: Annotated[str, Doc("The outcome that was compared.")]
    start: Annotated[Day, Doc("First day.")]
    end: Annotated[Day, Doc("Last day.")]
    now: Annotated[int, Doc("Volunteers who got the plan at the start.")]
    later: Annotated[int, Doc("Volunteers who got it after the end.")]
    total_now: Annotated[float, Doc("Outcomes of those with the plan.")]
    total_later: Annotated[float, Doc("Outcomes of the others.")]
    effect: Annotated[
        Effect | None,
        Doc("Ratio of the plan, by intention to treat, with a randomization test. Null if one half had none."),
    ]
    detectable_ratio: Annotated[float | None, Doc("Ratio that such a trial finds four times in five. Null if none.")]
    used_before: Annotated[bool, Doc("Whether the 8 weeks before the start were used to make the comparison sharper.")]
    verdict: Annotated[
        Literal["because", "cannot_tell"],
        Doc("`because`: the plan made a difference. `cannot_tell`: the trial can't tell."),
    ]
    without_rows: Annotated[list[str], Doc("Volunteers whom the export doesn't name, counted as having none.")]


def as_dict(result: TrialResult) -> Trial:
    """Return the object of `ssi trial result --json`."""
    plan = result.plan
    now = sum(volunteer.now for volunteer in plan.volunteers)
    return {
        "fingerprint": plan.fingerprint,
        "outcome": plan.outcome,
        "start": plan.start.isoformat(),
        "end": plan.end.isoformat(),
        "now": now,
        "later": len(plan.volunteers) - now,
        "total_now": result.totals[0],
        "total_later": result.totals[1],
        "effect": effect_as_dict(result.effect),
        "detectable_ratio": None if result.detectable_ratio is None else round(result.detectable_ratio, 4),
        "used_before": result.used_before,
        "verdict": "because" if result.caused else "cannot_tell",
        "without_rows": list(result.without_rows),
    }
