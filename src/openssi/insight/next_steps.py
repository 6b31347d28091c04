"""The few best next steps: each step of the model tried out by the same scoring function, sorted by gain for effort."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.activity import Activity, DailyRow
from openssi.insight.counted import counted
from openssi.model import MICRO, WINDOW, Attribute, Fading, Model, Signal, Step, Stock
from openssi.scoring import Score, rescore

__all__ = ["WEEKS", "NextStep", "next_steps"]

#: Weeks for which a weekly step is tried out.
WEEKS = 4
_LEAST_GAIN = MICRO // 10  # what a person can read
_NOTABLE = MICRO // 2  # steps that gain less come last, however little they take


@dataclass(frozen=True, slots=True)
class NextStep:
    """One step worth taking.

    Attributes:
        signal: the signal that it raises most directly.
        do: the step as an instruction.
        gain: micro-points by which the index would be higher had the step been taken for the last four weeks.
        minutes: minutes a week, or in all if `once`.
        once: done once instead of weekly.
        because: the evidence, in words.
    """

    signal: str
    do: str
    gain: int
    minutes: int
    once: bool
    because: str

    @property
    def minutes_a_week(self) -> int:
        """Minutes a week over the four weeks, rounded up."""
        return -(-self.minutes // WEEKS) if self.once else self.minutes


def next_steps(activity: Activity, model: Model, now: Score, most: int = 3) -> tuple[NextStep, ...]:
    """The steps with the highest gain for their minutes, at most `most`, those that gain half a point first; none lowers the index.

    The gain is that of the whole index: a step that wins a connection raises more than one signal.
    """
    if not now.enough:
        return ()
    found: list[NextStep] = []
    for signal in model.signals.values():
        if signal.step is None or now.signals[signal.id].status != "measured":
            continue
        stepped = rescore(now, _with(activity, signal.step, now.as_of), model, dict(signal.step.adds))
        gain = stepped.index_micro - now.index_micro
        own_gain = now.signals[signal.id].micro < signal.maximum * MICRO
        if gain >= _LEAST_GAIN and own_gain:
            because = _because(activity, model, signal, now)
            found.append(NextStep(signal.id, signal.step.do, gain, signal.step.minutes, signal.step.once, because))
    found.sort(
        key=lambda step: (
            step.gain < _NOTABLE,
            -step.gain / (step.minutes if step.once else step.minutes * WEEKS),
            step.signal,
        )
    )
    return tuple(found[:most])


def _with(activity: Activity, step: Step, day: int) -> Activity:
    """The activity as it were had the step been taken: once on the day, or weekly for the last four weeks."""
    rows: dict[str, list[DailyRow]] = {}
    attributes: dict[str, tuple[tuple[int, int], ...]] = {}
    for name, quantity in step.adds:
        if name in activity.attributes:
            history = activity.attributes[name]
            newest = next((value for known, value in reversed(history) if known <= day), 0)
            attributes[name] = (*history, (day, min(MICRO, newest + quantity)))
        else:
            days = [day] if step.once else _days(activity, name, day)
            rows[name] = [DailyRow(on, on, quantity) for on in days]
    return activity.plus(rows, attributes)


def _days(activity: Activity, kind: str, day: int) -> list[int]:
    """One day in each of the last four weeks; for days active, one that is not active yet."""
    taken = {row.day for row in activity.rows.get(kind, ())} if kind == "active_day" else frozenset[int]()
    weeks = ([on for on in range(day - 7 * week, day - 7 * week - 7, -1) if on not in taken] for week in range(WEEKS))
    return [free[0] for free in weeks if free]


def _because(activity: Activity, model: Model, signal: Signal, now: Score) -> str:
    scored = now.signals[signal.id]
    points = now.shown.signals[signal.id] / 10
    if isinstance(signal.measure, Attribute):
        parts = activity.open_parts.get(signal.measure.name, ())
        if parts:
            return "still open: " + ", ".join(parts)
    evidence = counted(activity, model, signal, now.as_of)
    if isinstance(signal.measure, Fading | Stock):
        last = max((row.day for row in activity.rows.get(signal.measure.kind, ()) if row.day <= now.as_of), default=None)
        if last is not None and now.as_of - last >= WINDOW:
            evidence = f"the last was {now.as_of - last} days ago"
    return f"{evidence}: {points:.1f} of {scored.maximum} points"
