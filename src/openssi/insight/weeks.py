"""The weekly review: how many recent weeks were active, what gained and what faded most, and one next step."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from openssi.activity import Activity, Coverage
from openssi.activity.annotations import Note
from openssi.activity.calendar import DAYS_PER_WEEK, to_date
from openssi.activity.pace import ACTIVE
from openssi.insight.explain import Explanation, explain_change
from openssi.insight.explanation_text import evidence_in_words
from openssi.insight.next_steps import NextStep
from openssi.model import Model
from openssi.scoring import score
from openssi.scoring.attribution import Cause

__all__ = ["SignalMove", "Week", "WeekReview", "WeekState", "week_review"]

#: A week was active, a holiday, without activity, or not covered by the sources.
WeekState = Literal["active", "pause", "quiet", "unknown"]

_HOLIDAY = re.compile(r"\b(?:holidays?|vacations?|leave)\b|urlaub", re.IGNORECASE)  # Sommerurlaub too
_ENTERED: tuple[Cause, ...] = ("new_activity", "answered")
_FADED: tuple[Cause, ...] = ("faded", "left_window")


@dataclass(frozen=True, slots=True)
class Week:
    """One week: its Monday (days since 1970-01-01), its state, and the number of active days."""

    monday: int
    state: WeekState
    days_active: int


@dataclass(frozen=True, slots=True)
class SignalMove:
    """What one signal gained by new activity or lost by old activity.

    Attributes:
        signal: the signal's id.
        title: its title.
        tenths: tenths of a point, negative if they were lost.
        evidence: the activity behind it, in words.
    """

    signal: str
    title: str
    tenths: int
    evidence: str


@dataclass(frozen=True, slots=True)
class WeekReview:
    """The last whole weeks of a member, Monday to Sunday.

    Attributes:
        weeks: oldest first.
        then: the Sunday before the first of them, days since 1970-01-01.
        now: the last Sunday.
        index_then: the index of `then` in tenths of a point; None if there was too little data for a number.
        index_now: the same for `now`.
        entered: what added most in between; None if nothing did.
        faded: what faded most in between; None if nothing did.
        step: the best next step; None if there is none.
    """

    weeks: tuple[Week, ...]
    then: int
    now: int
    index_then: int | None
    index_now: int | None
    entered: SignalMove | None
    faded: SignalMove | None
    step: NextStep | None

    @property
    def sentence(self) -> str:
        """The rhythm in words: "3 of the last 4 weeks active". A holiday counts neither way."""
        states = [week.state for week in self.weeks]
        active, pauses, unknown = (states.count(state) for state in ("active", "pause", "unknown"))
        counted = len(states) - pauses - unknown
        parts = [f"{active} of the last {_weeks(counted)} active"] if len(states) == counted else []
        parts = parts or ([f"{active} of {_weeks(counted)} active"] if counted else [])
        parts += [f"{_weeks(pauses)} off"] if pauses else []
        parts += [f"{_weeks(unknown)} not covered by your archive"] if unknown else []
        return ", ".join(parts)


def week_review(
    activity: Activity,
    model: Model,
    last: int,
    notes: Iterable[Note] = (),
    steps: Sequence[NextStep] = (),
    *,
    weeks: int = 4,
) -> WeekReview | None:
    """Review the last whole weeks of a member; None if the data has no whole week yet.

    A week without activity is a pause, and counts neither way, if a note in it, in adjacent weeks without activity or
    in the week before mentions a holiday, vacation, leave or Urlaub, or if it is between 20 December and 6 January and
    there was activity before.

    Args:
        activity: the member's daily activity.
        model: the model that scores.
        last: the last day of the data, days since 1970-01-01.
        notes: the member's own notes.
        steps: the member's next steps, best first.
        weeks: how many weeks to look back, at most.
    """
    end = _week(last + 1) - 1  # the last week that is over
    begin = max(end - weeks + 1, _week(activity.first_day + DAYS_PER_WEEK - 1))
    if begin > end:
        return None
    earlier, now = _monday(begin) - 1, _monday(end + 1) - 1
    before, after = score(activity, model, earlier), score(activity, model, now)
    explained = explain_change(activity, model, earlier, now) if before.enough and after.enough else None
    return WeekReview(
        _weeks_of(activity, range(begin, end + 1), notes),
        earlier,
        now,
        before.shown.index if before.enough else None,
        after.shown.index if after.enough else None,
        _most(explained, _ENTERED, 1),
        _most(explained, _FADED, -1),
        steps[0] if steps else None,
    )


def _week(day: int) -> int:
    """Return the number of the week (Monday to Sunday) of a day; 1970-01-01 was a Thursday."""
    return (day + 3) // DAYS_PER_WEEK


def _monday(week: int) -> int:
    return week * DAYS_PER_WEEK - 3


def _weeks_of(activity: Activity, numbers: range, notes: Iterable[Note]) -> tuple[Week, ...]:
    days = {row.day for row in activity.rows.get(ACTIVE, ())}
    active = {_week(day) for day in days}
    marked = {_week(note.day) for note in notes if _HOLIDAY.search(note.text)}
    coverage = activity.coverage.get(ACTIVE, Coverage(()))
    weeks: list[Week] = []
    for week in numbers:
        monday = _monday(week)
        span = range(monday, monday + DAYS_PER_WEEK)
        if week in active:
            state: WeekState = "active"
        elif _is_pause(week, active, marked, numbers):
            state = "pause"
        else:
            state = "quiet" if all(map(coverage.has, span)) else "unknown"
        weeks.append(Week(monday, state, len(days.intersection(span))))
    return tuple(weeks)


def _is_pause(week: int, active: Collection[int], marked: Collection[int], numbers: range) -> bool:
    """Return whether a week without activity is a holiday, judged with the adjacent weeks without activity."""
    since = max((number for number in active if number < week), default=None)
    began, ended = week if since is None else since + 1, week
    while ended + 1 < numbers.stop and ended + 1 not in active:
        ended += 1
    return any(began - 1 <= number <= ended for number in marked) or (since is not None and _near_years_end(week))


def _near_years_end(week: int) -> bool:
    """Return whether a week is in the holidays. Chosen: from 20 December to 6 January."""
    days = (to_date(_monday(week) + at) for at in range(DAYS_PER_WEEK))
    return any((day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 6) for day in days)


def _most(explained: Explanation | None, causes: Collection[Cause], sign: int) -> SignalMove | None:
    """Return the largest contribution of some causes in one direction, if it is large enough to be shown."""
    if explained is None:
        return None
    contributions = [
        (shown * sign, reason) for bar in explained.bars for reason, shown in zip(bar.reasons, bar.shown, strict=True)
    ]
    best = max(
        ((shown, reason) for shown, reason in contributions if reason.cause in causes),
        key=lambda pair: pair[0],
        default=(0, None),
    )
    shown, reason = best
    if reason is None or shown <= 0:
        return None
    model = explained.model
    return SignalMove(reason.signal, model.signals[reason.signal].title, shown * sign, evidence_in_words(model, reason))


def _weeks(count: int) -> str:
    return "1 week" if count == 1 else f"{count} weeks"
