"""Minutes for people."""

from __future__ import annotations

from fractions import Fraction

__all__ = ["minutes_in_words", "whole_minutes"]


def whole_minutes(minutes: Fraction) -> int:
    """Round minutes up."""
    return -(-minutes.numerator // minutes.denominator)


def minutes_in_words(minutes: int) -> str:
    """Write minutes: "45 minutes", "1 h 50 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return "1 minute" if minutes == 1 else f"{minutes} minutes"
    return f"{hours} h {rest} min" if rest else f"{hours} h"
