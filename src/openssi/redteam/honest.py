"""The honest week: the next step that fits the minutes, again and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from openssi.activity.pace import WORKING_DAYS
from openssi.redteam.diary import WEEKS
from openssi.redteam.sellers import Life

__all__ = ["be_honest"]

_WEEKS_SAVED = 2  # for a step that takes longer than the minutes of a week


@dataclass(frozen=True, slots=True)
class _Step:
    """One honest action: how long it takes (as in the models' steps), how it is done, whether it needs an own post."""

    seconds: int
    do: Callable[[Life, int], None]
    needs_post: bool = False


_STEPS = (
    _Step(600, Life.comment),
    _Step(200, Life.search),
    _Step(300, Life.reply, needs_post=True),
    _Step(120, lambda life, day: life.diary.react(day)),
    _Step(2700, Life.post),
    _Step(300, Life.invite),
    _Step(600, Life.write_first_message),
)
_ALWAYS_FITS = 200  # seconds; a search or a reaction is worth saving for, however few minutes there are


def be_honest(life: Life, seconds_a_week: int) -> None:
    """Spend a number of seconds a week on honest steps in turn.

    A step fits if the seconds of two weeks are enough for it; what is too long, or has nothing to answer, waits for its
    next turn.
    """
    longest = max(_WEEKS_SAVED * seconds_a_week, _ALWAYS_FITS)
    spent = turn = actions = left_out = 0
    while left_out < len(_STEPS):
        step = _STEPS[turn % len(_STEPS)]
        turn += 1
        until = spent + step.seconds
        day = 7 * ((until - 1) // max(1, seconds_a_week)) + actions % WORKING_DAYS
        fits = step.seconds <= longest and until <= WEEKS * seconds_a_week
        if not fits or (step.needs_post and not life.diary.has_recent_post(day)):
            left_out += 1
            continue
        step.do(life, day)
        spent, actions, left_out = until, actions + 1, 0
