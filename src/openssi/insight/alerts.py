"""Alerts for a member: a drop within a week, old data, a target reached. Facts only, and each only once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from openssi.activity.calendar import DAYS_PER_WEEK, iso, long_day
from openssi.insight.history import HistoryDay
from openssi.scoring.rounding import format_tenths, to_tenths

__all__ = ["OLD_AFTER", "Alert", "AlertKind", "alerts"]

#: What an alert is about: a drop, old data, a target reached.
AlertKind = Literal["drop", "old_data", "target"]

#: Days after which an archive counts as old.
OLD_AFTER = 30

_MIN_DROP = 30  # tenths of a point


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert.

    Attributes:
        kind: what it is about.
        day: the first day on which it is true, days since 1970-01-01.
        title: a few words.
        text: the facts, in a sentence or two.
        id: stable, and unique among the alerts of a member; for feeds.
    """

    kind: AlertKind
    day: int
    title: str
    text: str
    id: str


def alerts(
    days: Sequence[HistoryDay],
    data_day: int,
    today: int,
    target_micro: int | None = None,
    target_from: int | None = None,
) -> tuple[Alert, ...]:
    """Return the alerts of a member up to a day, oldest first. More history adds alerts but never changes one.

    Args:
        days: the member's whole history, in order, by one model; which drops are reported depends on its start.
        data_day: the last day of the member's data, days since 1970-01-01.
        today: the latest day that may be reported.
        target_micro: the index the member wants to reach, in micro-points; None without a target.
        target_from: the day the target was set; only reaching it later counts. None for the whole history.
    """
    known = [day for day in days if day.index_micro is not None and day.day <= today]
    alerts = [*_drops(known), *_reached(known, target_micro, target_from), *_old(data_day, today)]
    return tuple(sorted(alerts, key=lambda alert: (alert.day, alert.id)))


def _drops(known: Sequence[HistoryDay]) -> Iterator[Alert]:
    """Yield each drop of 3 points or more within a week on its first day. The next starts after that week."""
    free = known[0].day if known else 0
    for at, now in enumerate(known):
        week = [day for day in known[max(0, at - DAYS_PER_WEEK) : at] if max(free, now.day - DAYS_PER_WEEK) <= day.day]
        if not week:
            continue
        high = max(week, key=lambda day: (_shown(day), day.day))
        if _shown(high) - _shown(now) >= _MIN_DROP:
            yield _drop(high, now)
            free = max(now.day, high.day + DAYS_PER_WEEK)


def _drop(high: HistoryDay, now: HistoryDay) -> Alert:
    lost = format_tenths(_shown(high) - _shown(now))
    was, is_now = (f"{format_tenths(_shown(day))} on {long_day(day.day)}" for day in (high, now))
    text = f"The index was {was} and {is_now}."
    if high.covered != now.covered:
        text += " Part of this is because your data covers different signals on the two days."
    return Alert("drop", now.day, f"Down {lost} points within a week", text, f"drop-{iso(now.day)}")


def _reached(known: Sequence[HistoryDay], target: int | None, since: int | None) -> Iterator[Alert]:
    """Yield the first day at or above the target, after it was set and after a day below it."""
    if target is None:
        return
    under = False
    for day in known:
        if _micro(day) < target:
            under = True
        elif since is not None and day.day <= since:
            under = False  # reached before it was set, so it has to be reached again
        elif under:
            goal = format_tenths(to_tenths(target))
            text = f"The index is {format_tenths(_shown(day))} on {long_day(day.day)}; the target is {goal}."
            yield Alert("target", day.day, f"Target of {goal} reached", text, f"target-{target}-{iso(day.day)}")
            return


def _old(data_day: int, today: int) -> Iterator[Alert]:
    if today - data_day > OLD_AFTER:
        text = f"The data end on {long_day(data_day)}. A fresh archive from LinkedIn brings the index up to date."
        yield Alert(
            "old_data",
            data_day + OLD_AFTER + 1,
            f"The archive is older than {OLD_AFTER} days",
            text,
            f"old-{iso(data_day)}",
        )


def _micro(day: HistoryDay) -> int:
    return day.index_micro or 0


def _shown(day: HistoryDay) -> int:
    """Return the index in tenths of a point, as shown."""
    return to_tenths(_micro(day))
