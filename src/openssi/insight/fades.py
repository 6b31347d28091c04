"""Points that expire next: what fades in the coming 30 days if the member stops, and what keeps it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from openssi.activity import Activity, rows_since
from openssi.activity.pace import ACTIVE, as_of
from openssi.activity.plan import step_rows
from openssi.insight.feasible_steps import feasible_efforts
from openssi.insight.next_steps import follow_up
from openssi.model import WINDOW, Attribute, Model, Signal, Stock, efforts
from openssi.scoring import Score, daily_scores
from openssi.scoring.measures import value_on
from openssi.scoring.rounding import TENTH

__all__ = ["DAYS", "Fade", "fades_next"]

#: How far the calendar looks ahead.
DAYS = 30
_MOST = 200  # of anything within the days; more is not worth advising


@dataclass(frozen=True, slots=True)
class Fade:
    """Points that expire.

    Attributes:
        signal: the signal that loses them.
        micro: the micro-points that are lost within the days; of a chance that expires, those that it would bring.
        day: the day by which half of them are lost; of a chance, its last day.
        keep: how many more of `kind` within the days keep them; 0 if nothing that the member does can.
        kind: the kind of activity that keeps them; empty if none does.
        earned: whether the member has the points; False for a chance that expires.
        daily: the micro-points lost on each of the days; on a day on which a rate rises, less than nothing.
    """

    signal: str
    micro: int
    day: int
    keep: int
    kind: str
    earned: bool = True
    daily: tuple[int, ...] = ()


def fades_next(activity: Activity, model: Model, now: Score) -> tuple[Fade, ...]:
    """Return what expires in the next 30 days, by day; empty if there is too little data for a number."""
    if not now.enough:
        return ()
    known = as_of(activity, now.as_of)
    ahead = list(daily_scores(known, model, now.as_of, now.as_of + DAYS))
    feasible = feasible_efforts(known, model, efforts(model), now.as_of, on_top=False)
    recent = replace(known, rows={kind: rows_since(rows, now.as_of - WINDOW) for kind, rows in known.rows.items()})
    fades = [fade for signal in model.signals.values() if (fade := _fade(recent, model, signal, ahead, feasible))]
    fades += _chances(activity, model, now)
    return tuple(sorted(fades, key=lambda fade: (fade.day, -fade.micro, fade.signal)))


def _fade(
    recent: Activity, model: Model, signal: Signal, ahead: Sequence[Score], feasible: Collection[str]
) -> Fade | None:
    """Return what a signal loses, if a tenth of a point or more."""
    points = [day.signals[signal.id].micro for day in ahead]
    lost = points[0] - points[-1]
    if isinstance(signal.measure, Attribute | Stock) or lost < TENTH:
        return None
    half_lost = next(day.as_of for day, left in zip(ahead, points, strict=True) if 2 * (points[0] - left) >= lost)
    keep = _needed(recent, model, signal, ahead[0]) if signal.id in feasible else 0
    kind = signal.step.adds[0][0] if signal.step and keep else ""
    daily = tuple(before - after for before, after in pairwise(points))
    return Fade(signal.id, lost, half_lost, keep, kind, daily=daily)


def _needed(recent: Activity, model: Model, signal: Signal, now: Score) -> int:
    """Return how much of a signal's step, spread over the days, keeps its points; 0 if none does."""
    step, day = signal.step, now.as_of
    if step is None:
        return 0
    target = now.signals[signal.id].micro

    def keeps(count: int) -> bool:
        days = [day + 1 + at * DAYS // count for at in range(count)]
        value = value_on(recent.plus(step_rows(model, step, days), {}), signal.measure, day + DAYS)
        return signal.maximum * signal.curve.fraction(value) >= target

    most = DAYS if step.adds[0][0] == ACTIVE else _MOST
    if not keeps(most):
        return 0
    few, enough = 0, most
    while enough - few > 1:
        middle = (few + enough) // 2
        few, enough = (few, middle) if keeps(middle) else (middle, enough)
    return enough


def _on(ahead: int, micro: int) -> tuple[int, ...]:
    """Return points that are all lost on one day."""
    return tuple(micro if at == ahead else 0 for at in range(1, DAYS + 1))


def _chances(activity: Activity, model: Model, now: Score) -> list[Fade]:
    """Return first messages to follow up on while an answer still counts."""
    return [
        Fade(
            step.signal,
            step.gain,
            step.until,
            step.count,
            "outreach_sent",
            earned=False,
            daily=_on(step.until - now.as_of, step.gain),
        )
        for step in follow_up(activity, model, now)
        if step.until is not None and step.gain >= TENTH
    ]
