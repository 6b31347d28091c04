"""What several teams say together, in words that claim no more than their data."""

from __future__ import annotations

from openssi.insight.outcomes import MetaAnalysis
from openssi.render.words.outcomes import OUTCOME_NAMES

__all__ = ["together_in_words"]


def together_in_words(found: MetaAnalysis, outcome: str) -> str:
    """Say the answer in a sentence or two."""
    name = OUTCOME_NAMES.get(outcome, outcome).lower()
    if found.ratio is None or found.interval_95 is None or found.prediction_95 is None:
        return "It takes three teams to say anything about more than the teams themselves."
    low, high = found.interval_95
    mean = f"{found.ratio:.2f} ({low:.2f} to {high:.2f} at 95%)"
    if low <= 1 <= high:
        return f"The teams together can't tell whether the index goes with {name}: the mean ratio is {mean}."
    more = "more" if found.ratio > 1 else "fewer"
    ahead = f"In one more such team the ratio would be {found.prediction_95[0]:.2f} to {found.prediction_95[1]:.2f}."
    return (
        f"Months with 10 points more of the index go with {more} {name}: the mean ratio is {mean}. {ahead} "
        "It doesn't say that one causes the other."
    )
