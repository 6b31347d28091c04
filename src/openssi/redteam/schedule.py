"""When the actions of a strategy are done: every day, on working days, on Mondays, several times."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from openssi.activity.pace import WORKING_DAYS
from openssi.redteam.sellers import Life

__all__ = ["Act", "all_of", "on_mondays", "on_working_days", "times", "weekday"]

#: Every day: a strategy's actions of that day. Day 0 is a Monday.
Act = Callable[[Life, int], None]


def weekday(day: int) -> int:
    """Return the day of the week, 0 for Monday."""
    return day % 7


def on_mondays(act: Act) -> Act:
    """Return an act that is done on Mondays only."""

    def monday(life: Life, day: int) -> None:
        if weekday(day) == 0:
            act(life, day)

    return monday


def on_working_days(act: Act) -> Act:
    """Return an act that is done from Monday to Friday."""

    def working_day(life: Life, day: int) -> None:
        if weekday(day) < WORKING_DAYS:
            act(life, day)

    return working_day


def times(count: int, act: Act) -> Act:
    """Return an act that is done several times a day."""

    def several(life: Life, day: int) -> None:
        for _ in range(count):
            act(life, day)

    return several


def all_of(acts: Iterable[Act]) -> Act:
    """Return an act that does several things on the same day."""
    together = tuple(acts)

    def everything(life: Life, day: int) -> None:
        for act in together:
            act(life, day)

    return everything
