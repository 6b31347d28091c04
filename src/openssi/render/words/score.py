"""A score in words."""

from __future__ import annotations

from openssi.insight import Assessment
from openssi.render.words.partial import no_index_yet, points_told
from openssi.scoring import Score
from openssi.scoring.rounding import format_short, format_whole

__all__ = ["coverage_in_words", "index_in_words", "verdict_in_words"]


def verdict_in_words(assessment: Assessment) -> str:
    """Say the index, the points of part of an archive, or why there is no number."""
    score, part = assessment.score, assessment.partial
    if not score.enough:
        return no_index_yet(part, score) if part else f"Not enough data yet: {score.enough.in_words}"
    if part:
        return points_told(part, score)
    return f"{index_in_words(score, assessment.interval)} of 100: {score.band}"


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
    return (
        f"Your files cover {covered} of {whole} points. Measuring the other {rest} could raise your index by as much."
    )
