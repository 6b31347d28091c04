"""What others may ask about an index, in words."""

from __future__ import annotations

from collections.abc import Iterator

from openssi.insight import Credibility
from openssi.model import WINDOW
from openssi.scoring.rounding import format_points, format_whole, to_tenths

__all__ = ["CREDIBILITY_INTRO", "CREDIBILITY_TITLE", "credibility_in_words"]

CREDIBILITY_TITLE = "What others may ask"
CREDIBILITY_INTRO = "So that you know it first. None of it is part of your index."


def credibility_in_words(credibility: Credibility) -> tuple[str, ...]:
    """Say each fact in a sentence; facts without data are left out."""
    return tuple(_sentences(credibility))


def _sentences(credibility: Credibility) -> Iterator[str]:
    if credibility.texts and credibility.repeated is not None:
        yield _repeats(credibility.texts, credibility.repeated, counted_once=credibility.repeats_count_once)
    if to_tenths(credibility.click_micro):
        clicks, index = format_points(credibility.click_micro), format_whole(credibility.index_micro)
        yield f"{clicks} of your {index} points come from clicks: reactions, reposts, searches and follows."
    if credibility.crowded_days:
        days = "one" if credibility.crowded_days == 1 else f"{credibility.crowded_days}"
        yield f"On {days} of the last {WINDOW} days, you did at least twice as much of one thing as counts in a day."


def _repeats(texts: int, repeated: int, *, counted_once: bool) -> str:
    if not repeated:
        return f"None of your {texts:,} posts, comments and replies of the last {WINDOW} days repeats an earlier one."
    verb = "repeats" if repeated == 1 else "repeat"
    once = " A copy earns nothing." if counted_once else ""
    return (
        f"{repeated:,} of your {texts:,} posts, comments and replies of the last {WINDOW} days {verb} an earlier "
        f"one.{once}"
    )
