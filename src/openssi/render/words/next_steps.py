"""Next steps and expiring points in words."""

from __future__ import annotations

from openssi.activity.calendar import long_day
from openssi.insight import Fade, NeverDone
from openssi.insight.signal_evidence import begin_sentence, format_count, in_sentence
from openssi.model import MICRO, Model
from openssi.scoring.rounding import format_tenths

__all__ = ["fade_in_words", "if_never_in_words", "total_in_words"]


def if_never_in_words(one: NeverDone) -> str:
    """Write the assumption of a step: "Shares.csv is not in the archive. If you have no posts, …"."""
    gain = format_tenths(one.step.gain * 10 // MICRO)
    return (
        f"{begin_sentence(one.reason)}. If you have no {one.kind}, you could gain {gain}: "
        f"{one.step.do[:1].lower()}{one.step.do[1:]}."
    )


def fade_in_words(fade: Fade, model: Model) -> str:
    """Write what keeps expiring points: "Own posts: 4 more posts in 30 days"."""
    title = model.signals[fade.signal].title
    if not fade.earned:
        messages = "message" if fade.keep == 1 else "messages"
        return f"Follow up on {fade.keep} unanswered first {messages}"
    if not fade.keep:
        return f"{title}: depends on other people"
    kind = model.kind[fade.kind]
    what = "" if kind.many == in_sentence(title) else f" {kind.one if fade.keep == 1 else kind.many}"
    return f"{title}: {format_count(fade.keep)} more{what} in 30 days"


def total_in_words(fades: tuple[Fade, ...], last: int) -> str:
    """Say how many points fade by a day: "6.1 points by 30 July 2026 if you stop"."""
    lost = sum(fade.micro for fade in fades if fade.earned)
    return f"{format_tenths(lost * 10 // MICRO)} points by {long_day(last)} if you stop"
