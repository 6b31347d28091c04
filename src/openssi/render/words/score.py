"""A score in words."""

from __future__ import annotations

from openssi.scoring import Score
from openssi.scoring.rounding import format_short, format_whole

__all__ = ["coverage_in_words", "index_in_words"]


def index_in_words(score: Score, interval: int) -> str:
    """Say the index in whole points with its interval: "53 ± 5"."""
    return f"{format_whole(score.index_micro)} ± {interval}"


def coverage_in_words(score: Score) -> str:
    """Say how much was measured, and what the rest could add."""
    whole = sum(pillar.maximum for pillar in score.pillars)
    rest = format_short(score.shown.open)
    if not score.open_micro:
        return f"Your files cover all {whole} points."
    covered = format_short(10 * whole - score.shown.open)
    return f"Your files cover {covered} of {whole} points. The other {rest} could add up to {rest}."
