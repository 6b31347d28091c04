"""LinkedIn's own numbers in words, and as the cells of a table."""

from __future__ import annotations

from collections.abc import Sequence

from openssi.activity.annotations import LinkedInScore
from openssi.activity.calendar import iso, short_day
from openssi.model import MICRO

__all__ = ["linkedin_score_in_words", "score_table"]

_HEADINGS = ("day", "index", "brand", "people", "insights", "relationships", "industry", "network")


def linkedin_score_in_words(score: LinkedInScore) -> str:
    """Write one of LinkedIn's own numbers: "19 May 2026: 52.648, shown as 53"."""
    return f"{short_day(score.day)}: {_points(score.index_micro)}, shown as {score.shown}"


def score_table(scores: Sequence[LinkedInScore]) -> list[tuple[str, ...]]:
    """Return the headings and one row a score."""
    return [_HEADINGS, *map(_row, scores)]


def _row(score: LinkedInScore) -> tuple[str, ...]:
    ranks = ("" if rank is None else f"top {rank}%" for rank in (score.industry_top, score.network_top))
    return iso(score.day), str(score.shown), *map(_points, score.pillars), *ranks


def _points(micro: int) -> str:
    """Write points as LinkedIn does, to three decimals, without zeros at the end."""
    thousandths = (micro * 1000 + MICRO // 2) // MICRO
    return f"{thousandths // 1000}.{thousandths % 1000:03d}".rstrip("0").rstrip(".")
