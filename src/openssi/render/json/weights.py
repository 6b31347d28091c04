"""`ssi weights --json`: a team's own weights of the pillars next to the published ones."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from openssi.insight.outcomes import weights as insight
from openssi.model import Model
from openssi.render.json.contract import Doc, ModelRef

__all__ = ["Gain", "Weights", "as_dict"]


class Gain(TypedDict):
    """How much better own weights predict than the published ones."""

    mean: Annotated[float, Doc("Log likelihood a seller above that of the published weights.")]
    error: Annotated[float, Doc("Its standard error.")]


class Weights(TypedDict):
    """Whether a team's sales tell its own weights of the pillars from the published ones."""

    model: Annotated[ModelRef, Doc("Published model.")]
    outcome: Annotated[str, Doc("Outcome that the weights were chosen by.")]
    sellers: Annotated[int, Doc("Sellers with both an index and sales.")]
    months: Annotated[int, Doc("Months compared. The last six only check.")]
    refused: Annotated[str | None, Doc("Why nothing was chosen, as a sentence. Null if something was.")]
    verdict: Annotated[
        Literal["refused", "not_told_apart", "adopted"],
        Doc("`not_told_apart`: the data doesn't tell your weights from the published ones."),
    ]
    multipliers: Annotated[
        dict[str, float] | None, Doc("What each pillar's points are multiplied by. Null unless adopted.")
    ]
    step: Annotated[float, Doc("How far the choice goes from the published weights (0) to those that fit best (1).")]
    gain: Annotated[Gain | None, Doc("On sellers who had no part in the choice. Null if nothing was chosen.")]
    later: Annotated[Gain | None, Doc("In the later half year. Null if nothing was chosen.")]


def as_dict(found: insight.OwnWeights, outcome: str, model: Model) -> Weights:
    """Return the object of `ssi weights --json`."""
    names = [pillar.id for pillar in model.pillars]
    return {
        "model": {"id": model.id, "fingerprint": model.fingerprint},
        "outcome": outcome,
        "sellers": found.sellers,
        "months": len(found.months),
        "refused": found.refused or None,
        "verdict": found.verdict,
        "multipliers": (
            {name: round(by, 4) for name, by in zip(names, found.multipliers, strict=True)}
            if found.verdict == "adopted"
            else None
        ),
        "step": found.step,
        "gain": _gain(found.gain),
        "later": _gain(found.later),
    }


def _gain(gain: insight.Gain | None) -> Gain | None:
    return None if gain is None else {"mean": round(gain.mean, 4), "error": round(gain.error, 4)}
