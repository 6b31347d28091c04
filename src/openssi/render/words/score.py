"""A score in words."""

from __future__ import annotations

from openssi.scoring import Score

__all__ = ["coverage_in_words"]


def coverage_in_words(score: Score) -> str:
    """Say how much was measured, and what the rest could add."""
    whole = sum(pillar.maximum for pillar in score.pillars)
    rest = whole - score.measurable
    if not rest:
        return f"Your files cover all {whole} points."
    return f"Your files cover {score.measurable} of {whole} points. The other {rest} could add up to {rest}."
