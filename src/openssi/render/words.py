"""Words that several media share: minutes, lines of a plan, LinkedIn's own numbers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from openssi.activity.annotations import LinkedInScore
from openssi.activity.calendar import iso
from openssi.activity.plan import PlanItem
from openssi.model import MICRO, Model

__all__ = ["linkedin_line", "linkedin_table", "minutes_in_words", "planned_in_words", "whole_minutes"]

_LINKEDIN_HEADINGS = ("day", "index", "brand", "people", "insights", "relationships", "industry", "network")


def whole_minutes(minutes: Fraction) -> int:
    """Round minutes up."""
    return -(-minutes.numerator // minutes.denominator)


def minutes_in_words(minutes: int) -> str:
    """Write minutes for people: "45 minutes", "1 h 50 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return "1 minute" if minutes == 1 else f"{minutes} minutes"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def planned_in_words(item: PlanItem, model: Model) -> str:
    """Write one line of a plan: "2 posts a week", "1 article, once"."""
    signal = model.signals[item.signal]
    name = signal.step.adds[0][0] if signal.step else ""
    one, many = (
        (model.kind[name].one, model.kind[name].many)
        if name in model.kind
        else ("part of the profile", "parts of the profile")
    )
    return f"{item.count} {one if item.count == 1 else many}{', once' if item.once else ' a week'}"


def linkedin_line(score: LinkedInScore) -> str:
    """Write one of LinkedIn's own numbers: "2026-05-19: 52.648, shown as 53"."""
    return f"{iso(score.day)}: {_as_linkedin_shows(score.index_micro)}, shown as {score.shown}"


def linkedin_table(scores: Sequence[LinkedInScore]) -> list[tuple[str, ...]]:
    """Return LinkedIn's own numbers as rows of text, the headings first."""
    return [_LINKEDIN_HEADINGS, *map(_linkedin_row, scores)]


def _linkedin_row(score: LinkedInScore) -> tuple[str, ...]:
    ranks = ("" if rank is None else f"top {rank} %" for rank in (score.industry_top, score.network_top))
    return iso(score.day), str(score.shown), *map(_as_linkedin_shows, score.pillars), *ranks


def _as_linkedin_shows(micro: int) -> str:
    """Points to three decimals, without zeros at the end."""
    thousandths = (micro * 1000 + MICRO // 2) // MICRO
    return f"{thousandths // 1000}.{thousandths % 1000:03d}".rstrip("0").rstrip(".")
