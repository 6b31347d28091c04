"""A team's own weights of the pillars, in words."""

from __future__ import annotations

from collections.abc import Iterator

from openssi.insight.outcomes.weights import CHECK_MONTHS, Gain, OwnWeights
from openssi.model import Model
from openssi.render.words.outcomes import OUTCOME_NAMES, month_in_words

__all__ = ["weights_in_words"]


def weights_in_words(found: OwnWeights, outcome: str, model: Model) -> str:
    """Say whether own weights are to be used, and why."""
    return "\n".join(_lines(found, outcome, model))


def _lines(found: OwnWeights, outcome: str, model: Model) -> Iterator[str]:
    if found.refused:
        yield found.refused
        return
    name = OUTCOME_NAMES.get(outcome, outcome)
    yield (
        f"{name}: {found.sellers} sellers, {len(found.months)} months ({month_in_words(found.months[0])} to "
        f"{month_in_words(found.months[-1])}); the last {CHECK_MONTHS} only check."
    )
    if found.verdict == "adopted":
        yield "Your own weights predict your sales better than the published ones:"
        for pillar, by in zip(model.pillars, found.multipliers, strict=True):
            yield f"  {pillar.title}: {by:.2f} times its points"
    else:
        yield f"Your data don't tell your weights from the published ones. Keep model {model.id}."
    yield f"Sellers without a part in the choice: {_gain(found.gain)}."
    yield f"The later half year: {_gain(found.later)}."


def _gain(gain: Gain | None) -> str:
    return (
        "not compared"
        if gain is None
        else f"{gain.mean:+.3f} a seller in log likelihood, give or take {gain.error:.3f}"
    )
