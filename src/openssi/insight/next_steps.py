"""The best next steps: each step of the model tried out on top of the recent pace, largest gain first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from openssi.activity import Activity, DailyRow
from openssi.activity.calendar import DAYS_PER_WEEK, long_day
from openssi.activity.pace import recent_quantity_and_days
from openssi.activity.table import ANSWER_DAYS
from openssi.insight.feasible_steps import feasible_efforts, parts_to_fill_in
from openssi.insight.plan_gain import PlanGains
from openssi.insight.signal_evidence import format_count, in_sentence
from openssi.model import WINDOW, Attribute, Effort, Model, Rate, Signal, Step, dose, efforts
from openssi.scoring import Score, rescore
from openssi.scoring.rounding import TENTH, apportion_tenths, format_signed

__all__ = ["WEEKS", "NextStep", "follow_up", "next_steps", "try_step"]

#: Weeks for which a step is tried out by default.
WEEKS = 8
_FOLLOW_UP_MINUTES = 3  # chosen: one more line to someone who has the context
_ONE_ANSWERS_OF = 3  # chosen, as in the step of the signal
_MOST_FOLLOWED = 100  # per day; nobody follows up on more
_LEAST_GAIN = TENTH  # the smallest amount that is shown


@dataclass(frozen=True, slots=True)
class NextStep:
    """One step worth taking.

    Attributes:
        signal: the signal whose step it is.
        do: the step as an instruction.
        gain: micro-points by which the index is higher after the weeks than at the recent pace alone. Of a step that
            expires, the micro-points that it brings at once.
        minutes: minutes a week, or in all if `once`.
        once: done once instead of weekly.
        because: what gains and what the member does now, in words.
        raises: by signal, the micro-points of the gain; negative where a signal loses.
        least: the gain if nobody responds; may be negative.
        most: the gain if everybody does.
        until: the last day on which the step still earns this; None if it does not expire.
        weeks: for how many weeks it was tried out.
        count: of a step that expires, how many chances there are.
    """

    signal: str
    do: str
    gain: int
    minutes: int
    once: bool
    because: str
    raises: tuple[tuple[str, int], ...] = ()
    least: int = 0
    most: int = 0
    until: int | None = None
    weeks: int = WEEKS
    count: int = 0

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
    table: Mapping[str, Effort] | None = None,
) -> tuple[NextStep, ...]:
    """Return the steps with the largest gain: at most `most`, one per kind of action, none that lowers the index.

    The gain is that of the whole index on top of the recent pace, since a new connection raises more than one signal.
    """
    if not now.enough:
        return ()
    feasible = feasible_efforts(activity, model, table or efforts(model), now.as_of)
    outlook = PlanGains(activity, model, (), now.as_of, weeks)
    steps = [
        step for name, effort in feasible.items() if (step := try_step(activity, model, now, outlook, name, effort))
    ]
    steps += follow_up(activity, model, now, weeks)
    steps = [step for step in steps if step.gain >= _LEAST_GAIN]
    steps.sort(key=lambda step: (-step.gain, step.minutes, step.signal))
    return tuple(_one_per_action(model, steps))[:most]


def _one_per_action(model: Model, steps: list[NextStep]) -> Iterator[NextStep]:
    """Yield the first of all steps that add to the same kinds of activity: four ways to invite are one action."""
    used: set[str] = set()
    for step in steps:
        defined = model.signals[step.signal].step
        kinds = {kind for kind, _ in defined.adds} if defined else set[str]()
        if used.isdisjoint(kinds):
            used |= kinds
            yield step


def try_step(
    activity: Activity, model: Model, now: Score, outlook: PlanGains, name: str, effort: Effort
) -> NextStep | None:
    """Try out one step; None if its own signal has nothing to gain, or it can't be taken as often as it says."""
    step = model.signals[name].step
    if step is None or effort.most < dose(model, step) or outlook.is_full(name):
        return None
    raises = outlook.gains(outlook.step_sums(name, step))
    gain = sum(raises.values())
    next_step = NextStep(
        name,
        step.do,
        gain,
        effort.minutes,
        step.once,
        f"{_raised(model, raises)}. {_now(activity, model, name, now.as_of)}",
        tuple(sorted(raises.items(), key=lambda item: -item[1])),
        least=gain,
        most=gain,
        weeks=outlook.weeks,
    )
    if model.from_others.isdisjoint(kind for kind, _ in step.adds):
        return next_step
    least, best = (
        sum(outlook.gains(outlook.step_sums(name, variant)).values())
        for variant in (_alone(step, model), _at_best(step, model))
    )
    return replace(next_step, least=least, most=best)


def _alone(step: Step, model: Model) -> Step:
    """Return the step without what depends on other people."""
    return replace(
        step, adds=tuple((kind, 0 if kind in model.from_others else quantity) for kind, quantity in step.adds)
    )


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


def _raised(model: Model, raises: Mapping[str, int]) -> str:
    """Name every signal that gains or loses a tenth: "+2.7 invitations accepted, +0.4 days active"."""
    names = sorted(raises, key=lambda name: -raises[name])
    total = sum(raises.values()) // TENTH
    shown = zip(names, apportion_tenths([raises[name] for name in names], total), strict=True)
    words = [f"{format_signed(tenths)} {in_sentence(model.signals[name].title)}" for name, tenths in shown if tenths]
    return ", ".join(words) or f"{format_signed(total)} points"


def _now(activity: Activity, model: Model, name: str, day: int) -> str:
    """Say what the member does now of what a step adds."""
    signal = model.signals[name]
    if isinstance(signal.measure, Attribute):
        parts = parts_to_fill_in(activity, signal.measure.name)
        return f"Still open: {', '.join(parts)}." if parts else "Not there yet."
    kind = model.kind[signal.step.adds[0][0] if signal.step else signal.measure.kinds[0]]
    total, days = recent_quantity_and_days(activity, kind.id, day)
    if total > 0:
        a_week = format_count(total * DAYS_PER_WEEK * 10 // days, kind.unit * 10)
        return f"{a_week} {kind.one if a_week == '1' else kind.many} a week now."
    return f"None counted in the last {WINDOW} days."


def follow_up(activity: Activity, model: Model, now: Score, weeks: int = WEEKS) -> list[NextStep]:
    """Return the step to follow up on unanswered first messages while an answer still counts; its gain is immediate."""
    signal = _answered_signal(model)
    if signal is None or not now.signals[signal.id].counts:
        return []
    open_days = _unanswered(activity, now.as_of)
    if not open_days:
        return []

    def gains_of(answered: int) -> dict[str, int]:
        rows = {"outreach_answered": [DailyRow(day, now.as_of, 1) for day in open_days[:answered]]}
        after = rescore(now, activity.plus(rows, {}), model, rows).signals
        return {
            name: after[name].micro - before.micro
            for name, before in now.signals.items()
            if after[name].micro != before.micro
        }

    count = len(open_days)
    raises, everybody = gains_of(count // _ONE_ANSWERS_OF), gains_of(count)
    messages = "first message is" if count == 1 else "first messages are"
    return [
        NextStep(
            signal.id,
            "Follow up on first messages that nobody answered (assumed: one of three answers)",
            sum(raises.values()),
            _FOLLOW_UP_MINUTES * count,
            once=True,
            because=f"{_raised(model, raises)} when they answer. {count} {messages} unanswered; "
            f"an answer to the oldest counts until {long_day(open_days[0] + ANSWER_DAYS)}.",
            raises=tuple(raises.items()),
            most=sum(everybody.values()),
            until=open_days[0] + ANSWER_DAYS,
            weeks=weeks,
            count=count,
        )
    ]


def _answered_signal(model: Model) -> Signal | None:
    rates = (signal for signal in model.signals.values() if isinstance(signal.measure, Rate))
    return next((signal for signal in rates if "outreach_answered" in signal.measure.kinds), None)


def _unanswered(activity: Activity, day: int) -> list[int]:
    """Return the days of first messages that can still be answered after today, oldest first."""
    waiting: Counter[int] = Counter()
    for kind, sign in (("outreach_sent", 1), ("outreach_answered", -1)):
        for row in activity.rows.get(kind, ()):
            if day - ANSWER_DAYS < row.day <= day and row.known_day <= day:
                waiting[row.day] += sign * row.quantity
    return sorted((waiting & Counter(dict.fromkeys(waiting, _MOST_FOLLOWED))).elements())
