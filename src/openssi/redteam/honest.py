"""The honest week: the next step that fits the minutes, again and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from openssi.redteam.diary import WEEKS
from openssi.redteam.sellers import Life

__all__ = ["be_honest"]

_WORKING_DAYS = 5


@dataclass(frozen=True, slots=True)
class _Step:
    """One honest deed: how long it takes (as in the models' own steps), how it is done, and whether it needs an own post."""

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


def be_honest(life: Life, seconds_a_week: int) -> None:
    """Spend so many seconds a week on honest steps in turn; what is too short for any step is saved for the next week.

    A step that doesn't fit, or for which there is nothing to answer, is left out until its next turn.
    """
    saved = turn = deeds = 0
    for week in range(WEEKS):
        saved += seconds_a_week
        left_out = 0
        while left_out < len(_STEPS):
            step = _STEPS[turn % len(_STEPS)]
            turn += 1
            day = 7 * week + deeds % _WORKING_DAYS
            if step.seconds > saved or (step.needs_post and not life.diary.has_recent_post(day)):
                left_out += 1
                continue
            step.do(life, day)
            saved -= step.seconds
            deeds += 1
            left_out = 0
