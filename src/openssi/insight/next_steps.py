"""The best next steps: each step of the model tried out with the scoring function, sorted by gain per minute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice

from openssi.activity import Activity, DailyRow
from openssi.activity.calendar import iso
from openssi.activity.plan import ACTIVE
from openssi.insight.evidence import describe_evidence
from openssi.model import MICRO, WINDOW, Attribute, Effort, Fading, Model, Rate, Signal, Step, Stock
from openssi.scoring import Score, rescore, score
from openssi.scoring.rounding import TENTH

__all__ = ["WEEKS", "NextStep", "next_steps"]

#: Weeks for which a weekly step is tried out by default.
WEEKS = 4
_ANSWER_DAYS = 30  # in which an answer to a first message counts
_FOLLOW_UP_MINUTES = 3  # chosen: one more line to someone who has the context
_ONE_ANSWERS_OF = 3  # chosen, as in the step of the signal
_MOST_FOLLOWED = 100  # per day; nobody follows up on more
_LEAST_GAIN = TENTH  # the smallest amount that is shown
_NOTABLE = MICRO // 2  # steps that gain less come last, however short


@dataclass(frozen=True, slots=True)
class NextStep:
    """One step worth taking.

    Attributes:
        signal: the signal that it raises most directly.
        do: the step as an instruction.
        gain: micro-points by which the index would be higher had the step been taken for the last weeks.
        minutes: minutes a week, or in all if `once`.
        once: done once instead of weekly.
        because: the evidence, in words.
        least: the gain if nobody responds; may be negative.
        most: the gain if everybody does.
        until: the last day on which the step still earns this; None if it does not expire.
        weeks: for how many weeks it was tried out.
    """

    signal: str
    do: str
    gain: int
    minutes: int
    once: bool
    because: str
    least: int = 0
    most: int = 0
    until: int | None = None
    weeks: int = WEEKS

    @property
    def minutes_a_week(self) -> int:
        """Minutes per week, rounded up; a one-off step is spread over the weeks."""
        return -(-self.minutes // self.weeks) if self.once else self.minutes


def next_steps(
    activity: Activity,
    model: Model,
    now: Score,
    most: int = 3,
    *,
    weeks: int = WEEKS,
    efforts: Mapping[str, Effort] | None = None,
) -> tuple[NextStep, ...]:
    """Return the steps with the highest gain per minute: at most `most`, and one per signal.

    Steps that gain half a point or more come first, and no step lowers the index. The gain is that of the whole index,
    since a new connection raises more than one signal; it is what the step adds to everything the member does already.
    """
    if not now.enough:
        return ()
    found: list[NextStep] = []
    for signal in model.signals.values():
        scored = now.signals[signal.id]
        if signal.step is None or scored.status != "measured" or scored.micro >= signal.maximum * MICRO:
            continue
        minutes = efforts[signal.id].minutes if efforts else signal.step.minutes
        step = replace(signal.step, minutes=minutes)
        gain = _gain(activity, model, now, step, weeks)
        if gain >= _LEAST_GAIN:
            because = _because(activity, model, signal, now)
            found.append(NextStep(signal.id, step.do, gain, minutes, step.once, because, gain, gain, weeks=weeks))
    found += _follow_up(activity, model, now, weeks)
    found.sort(
        key=lambda step: (
            step.gain < _NOTABLE,
            -step.gain / (step.minutes if step.once else step.minutes * weeks),
            step.signal,
        )
    )
    best: dict[str, NextStep] = {}
    for step in found:
        best.setdefault(
            step.signal, step
        )  # following up and writing again raise the same signal; the better one will do
    return tuple([_with_range(activity, model, now, step) for step in islice(best.values(), most)])


def _gain(activity: Activity, model: Model, now: Score, step: Step, weeks: int) -> int:
    stepped = rescore(now, _with(activity, step, now.as_of, weeks), model, dict(step.adds))
    return stepped.index_micro - now.index_micro


def _with_range(activity: Activity, model: Model, now: Score, found: NextStep) -> NextStep:
    """Return the step with its least and most gain, where it depends on other people."""
    step = model.signals[found.signal].step
    if step is None or found.until is not None or model.from_others.isdisjoint(kind for kind, _ in step.adds):
        return found
    least, most = (
        _gain(activity, model, now, some, found.weeks) for some in (_alone(step, model), _at_best(step, model))
    )
    return replace(found, least=least, most=most)


def _alone(step: Step, model: Model) -> Step:
    """Return the step without what depends on other people."""
    return replace(step, adds=tuple((kind, quantity) for kind, quantity in step.adds if kind not in model.from_others))


def _at_best(step: Step, model: Model) -> Step:
    """Return the step if every attempt succeeds."""
    adds = dict(step.adds)
    rates = [signal.measure for signal in model.signals.values() if isinstance(signal.measure, Rate)]
    tried = next((measure for measure in rates if measure.attempts in adds and measure.successes in adds), None)
    if tried is None:
        return step
    attempts, successes = adds[tried.attempts], adds[tried.successes]
    return replace(
        step,
        adds=tuple(
            (kind, quantity * attempts // successes if kind in model.from_others else quantity)
            for kind, quantity in step.adds
        ),
    )


def _follow_up(activity: Activity, model: Model, now: Score, weeks: int) -> list[NextStep]:
    """Return the step to follow up on unanswered first messages while an answer still counts."""
    signal = next(
        (
            s
            for s in model.signals.values()
            if isinstance(s.measure, Rate) and s.measure.successes == "outreach_answered"
        ),
        None,
    )
    if signal is None or now.signals[signal.id].status != "measured":
        return []
    open_days = _unanswered(activity, now.as_of)
    if not open_days:
        return []
    count = len(open_days)

    def gain_of(answered: int) -> int:
        rows = {"outreach_answered": [DailyRow(day, now.as_of, 1) for day in open_days[:answered]]}
        return score(activity.plus(rows, {}), model, now.as_of).index_micro - now.index_micro

    gain = gain_of(count // _ONE_ANSWERS_OF)
    if gain < _LEAST_GAIN:
        return []
    messages = "first message is" if count == 1 else "first messages are"
    until = open_days[0] + _ANSWER_DAYS
    return [
        NextStep(
            signal.id,
            "Follow up on first messages that nobody answered (assumed: one of three answers)",
            gain,
            _FOLLOW_UP_MINUTES * count,
            once=True,
            because=f"{count} {messages} unanswered; an answer to the oldest counts until {iso(until)}",
            most=gain_of(count),
            until=until,
            weeks=weeks,
        )
    ]


def _unanswered(activity: Activity, day: int) -> list[int]:
    """Return the days of first messages that can still be answered after today, oldest first."""
    waiting: Counter[int] = Counter()
    for kind, sign in (("outreach_sent", 1), ("outreach_answered", -1)):
        for row in activity.rows.get(kind, ()):
            if day - _ANSWER_DAYS < row.day <= day and row.known_day <= day:
                waiting[row.day] += sign * row.quantity
    return sorted((waiting & Counter(dict.fromkeys(waiting, _MOST_FOLLOWED))).elements())


def _with(activity: Activity, step: Step, day: int, weeks: int) -> Activity:
    """Return the activity as if the step had been taken: once on the day, or weekly for the last weeks."""
    rows: dict[str, list[DailyRow]] = {}
    attributes: dict[str, tuple[tuple[int, int], ...]] = {}
    for name, quantity in step.adds:
        if name in activity.attributes:
            history = activity.attributes[name]
            newest = next((value for known, value in reversed(history) if known <= day), 0)
            attributes[name] = (*history, (day, min(MICRO, newest + quantity)))
        else:
            days = [day] if step.once else _days(activity, name, day, weeks)
            rows[name] = [DailyRow(on, on, quantity) for on in days]
    return activity.plus(rows, attributes)


def _days(activity: Activity, kind: str, day: int, weeks: int) -> list[int]:
    """Return one day in each of the last weeks; for active days, one that is not active yet."""
    taken = {row.day for row in activity.rows.get(kind, ())} if kind == ACTIVE else frozenset[int]()
    by_week = ([on for on in range(day - 7 * week, day - 7 * week - 7, -1) if on not in taken] for week in range(weeks))
    return [free[0] for free in by_week if free]


def _because(activity: Activity, model: Model, signal: Signal, now: Score) -> str:
    scored = now.signals[signal.id]
    points = now.shown.signals[signal.id] / 10
    if isinstance(signal.measure, Attribute):
        parts = activity.open_parts.get(signal.measure.name, ())
        if parts:
            return "still open: " + ", ".join(parts)
    evidence = describe_evidence(activity, model, signal, now.as_of)
    if isinstance(signal.measure, Fading | Stock):
        last = max(
            (row.day for row in activity.rows.get(signal.measure.kind, ()) if row.day <= now.as_of), default=None
        )
        if last is not None and now.as_of - last >= WINDOW:
            evidence = f"the last was {now.as_of - last} days ago"
    return f"{evidence}: {points:.1f} of {scored.maximum} points"
