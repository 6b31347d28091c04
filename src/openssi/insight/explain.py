"""Explain why the index moved between two days, or what it consists of: causes with points, evidence and remedy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from openssi.activity import Activity, DailyRow
from openssi.activity.calendar import DAYS_PER_YEAR, FOUR_WEEKS, long_day
from openssi.activity.pace import ACTIVE
from openssi.insight.minimum_data import require_enough_data
from openssi.insight.signal_evidence import last_day
from openssi.model import MICRO, WINDOW, Fading, Model, Rate, Signal
from openssi.scoring import Score, daily_scores, score
from openssi.scoring.attribution import Cause, Contribution, baseline_contributions, change_contributions
from openssi.scoring.rounding import apportion_tenths

__all__ = [
    "Bar",
    "DayExplanation",
    "Evidence",
    "Explanation",
    "Moves",
    "Reason",
    "explain_change",
    "explain_day",
    "largest_moves",
    "recent_change",
]

#: Signals shown first.
_MAIN_SIGNALS = 4
#: How many drops and how many rises of a year are explained.
_FEW = 2
#: Without activity for this many days, a member has stopped; that explains a drop of a point or more.
_STOPPED_FOR, _STOP_DROP = 14, 10


@dataclass(frozen=True, slots=True)
class Evidence:
    """The activity behind a reason, of one kind: `(day, quantity)` in order, never texts.

    Attributes:
        kind: the kind of activity.
        days: how much there was on which day, in the unit of the kind.
        earned_by: of credits, what was done on these days, by kind.
    """

    kind: str
    days: tuple[tuple[int, int], ...]
    earned_by: tuple[tuple[str, int], ...] = ()

    @property
    def quantity(self) -> int:
        """The total, in the unit of the kind."""
        return sum(quantity for _, quantity in self.days)


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause of points gained or lost.

    Attributes:
        signal: the signal whose points changed.
        cause: the cause.
        micro: micro-points; negative if they were lost.
        evidence: the activity behind it, by kind; empty for the profile, coverage and the model.
        remedy: what helps, or how long it lasts, in words; may be empty.
    """

    signal: str
    cause: Cause
    micro: int
    evidence: tuple[Evidence, ...]
    remedy: str


@dataclass(frozen=True, slots=True)
class Bar:
    """The effect of one signal on the index: a bar of the waterfall.

    Attributes:
        signal: the signal.
        tenths: tenths of a point, as shown; the bars add up to the change of the shown index.
        reasons: its causes, most points first.
        shown: tenths of a point of each; they add up to `tenths`.
    """

    signal: str
    tenths: int
    reasons: tuple[Reason, ...]
    shown: tuple[int, ...]

    @property
    def main(self) -> Reason:
        """The largest cause in the direction in which the signal moved."""
        micro = sum(reason.micro for reason in self.reasons)
        return max(self.reasons, key=lambda reason: reason.micro if micro > 0 else -reason.micro)


@dataclass(frozen=True)
class Explanation:
    """The change of the index between two days, divided among its causes to the last micro-point.

    Attributes:
        model: the model that made the later score.
        before: the score of the first day.
        after: the score of the last day.
        reasons: every cause of every signal, most points first; their micro-points add up to `change_micro`.
        stopped: the last day on which the member did anything, if that explains most of a drop; else None.
        lost_since_stop: tenths of a point lost since that day, as shown.
    """

    model: Model
    before: Score
    after: Score
    reasons: tuple[Reason, ...]
    stopped: int | None = None
    lost_since_stop: int = 0

    @property
    def change_micro(self) -> int:
        """The change of the index, in micro-points."""
        return self.after.index_micro - self.before.index_micro

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """The waterfall, signal by signal, most points first."""
        return _bars(self.reasons, self.after.shown.index - self.before.shown.index)

    @property
    def main(self) -> tuple[Bar, ...]:
        """The signals that moved the index most: at most four, each by a tenth of a point or more."""
        return tuple(bar for bar in self.bars[:_MAIN_SIGNALS] if bar.tenths)


@dataclass(frozen=True)
class DayExplanation:
    """Why the index of one day is what it is.

    Attributes:
        model: the model that scored.
        now: the score of the day.
        reasons: what it consists of, most points first; their micro-points add up to the index.
        best: the change since the end of the member's best 90 days so far; None if these are the best.
    """

    model: Model
    now: Score
    reasons: tuple[Reason, ...]
    best: Explanation | None

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """The index built up signal by signal, most points first."""
        return _bars(self.reasons, self.now.shown.index)


def _bars(reasons: Sequence[Reason], total: int) -> tuple[Bar, ...]:
    by_signal: dict[str, list[Reason]] = {}
    for reason in reasons:
        by_signal.setdefault(reason.signal, []).append(reason)
    moved = {signal: sum(reason.micro for reason in group) for signal, group in by_signal.items()}
    ordered = sorted(by_signal, key=lambda signal: -abs(moved[signal]))
    return tuple(
        Bar(
            signal,
            shown,
            tuple(by_signal[signal]),
            tuple(apportion_tenths([reason.micro for reason in by_signal[signal]], shown)),
        )
        for signal, shown in zip(ordered, apportion_tenths([moved[signal] for signal in ordered], total), strict=True)
    )


@dataclass(frozen=True)
class Moves:
    """The largest drops and rises of a year, each from one turn of the line to the next, none across a change of
    coverage.

    Attributes:
        model: the model that scored.
        first: the first day searched.
        last: the last day searched.
        explanations: at most two drops and two rises of a point or more, by day.
    """

    model: Model
    first: int
    last: int
    explanations: tuple[Explanation, ...]


def explain_change(
    activity: Activity, model: Model, first: int, last: int, earlier: Model | None = None
) -> Explanation:
    """Explain the change between two days. `earlier` is the model that scored the first day, if it was another.

    Raises:
        DayError: one of the days has too little data for a number.
    """
    before = score(activity.for_model(earlier) if earlier else activity, earlier or model, first)
    after = score(activity, model, last)
    for scored in (before, after):
        require_enough_data(activity, model, scored)
    reasons = _reasons(activity, model, change_contributions(activity, before, after, model, earlier), last)
    stopped, lost = _stop(activity, model, before, after) if earlier is None or earlier == model else (None, 0)
    return Explanation(model, before, after, reasons, stopped, lost)


def _stop(activity: Activity, model: Model, before: Score, after: Score) -> tuple[int | None, int]:
    """Return the day on which the member stopped and the tenths lost since, if that is most of a drop."""
    drop = before.shown.index - after.shown.index
    stopped = last_day(activity, ACTIVE, after.as_of)
    if drop < _STOP_DROP or stopped is None or after.as_of - stopped < _STOPPED_FOR:
        return None, 0
    since = max(before.as_of, stopped)
    lost = score(activity, model, since).shown.index - after.shown.index if since > before.as_of else drop
    return (stopped, lost) if 2 * lost > drop else (None, 0)


def recent_change(activity: Activity, model: Model, last: int) -> Explanation | None:
    """Explain the last four weeks up to a day; None if there was no number at their beginning."""
    first = last - FOUR_WEEKS
    if first < activity.first_day or not score(activity, model, first).enough:
        return None
    return explain_change(activity, model, first, last)


def explain_day(activity: Activity, model: Model, day: int) -> DayExplanation:
    """Explain the index of a day: what it consists of, and what changed since the member's best 90 days.

    Raises:
        DayError: the day has too little data for a number.
    """
    now = score(activity, model, day)
    require_enough_data(activity, model, now)
    reasons = _reasons(activity, model, baseline_contributions(activity, model, now), day)
    known = (scored for scored in daily_scores(activity, model, activity.first_day, day) if scored.enough)
    best = max((scored.index_micro, scored.as_of) for scored in known)
    since = None if best[0] == now.index_micro else explain_change(activity, model, best[1], day)
    return DayExplanation(model, now, reasons, since)


def largest_moves(activity: Activity, model: Model, last: int) -> Moves:
    """Find and explain the largest drops and rises of the year up to a day.

    Raises:
        DayError: the day has too little data for a number.
    """
    require_enough_data(activity, model, score(activity, model, last))
    first = max(activity.first_day, last - DAYS_PER_YEAR)
    stretches: list[list[tuple[int, int]]] = [[]]  # (day, index) of days with the same coverage
    measured: frozenset[str] | None = None
    for scored in daily_scores(activity, model, first, last):
        if not scored.enough:
            continue
        now = frozenset(signal.id for signal in scored.signals.values() if signal.counts)
        if now != measured:
            stretches.append([])
        measured = now
        stretches[-1].append((scored.as_of, scored.index_micro))
    moves = _largest([swing for stretch in stretches for swing in _swings(stretch)])
    return Moves(model, first, last, tuple(explain_change(activity, model, *days) for days in sorted(moves)))


def _swings(stretch: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield `(change, first day, last day)` of every rise and drop, each from one turn of the line to the next.

    The line turns where it goes a point or more the other way, or a tenth of a larger move; smaller wiggles are part of
    it.
    """
    direction = 0
    low = high = start = end = level = stretch[0] if stretch else (0, 0)
    for at in stretch[1:]:
        if direction == 0:  # the first move of a point says which way the line goes
            low, high = at if at[1] <= low[1] else low, at if at[1] >= high[1] else high
            if max(at[1] - low[1], high[1] - at[1]) >= MICRO:
                direction = 1 if at[1] - low[1] >= MICRO else -1
                start, end, level = low if direction == 1 else high, at, at
            continue
        further = (at[1] - end[1]) * direction
        if further > 0:
            end = level = at
        elif further == 0:
            level = at  # the last day on the level at which the line turns
        elif -further >= max(MICRO, abs(end[1] - start[1]) // 10):
            yield end[1] - start[1], start[0], end[0]
            start, end, level, direction = level, at, at, -direction
    if direction:
        yield end[1] - start[1], start[0], end[0]


def _largest(swings: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Return the days of the largest drops and rises, a point or more each."""
    notable = [swing for swing in swings if abs(swing[0]) >= MICRO]
    drops = sorted((swing for swing in notable if swing[0] < 0), key=lambda swing: (swing[0], swing[1]))
    rises = sorted((swing for swing in notable if swing[0] > 0), key=lambda swing: (-swing[0], swing[1]))
    return [(first, last) for _, first, last in (*drops[:_FEW], *rises[:_FEW])]


def _reasons(activity: Activity, model: Model, contributions: Sequence[Contribution], last: int) -> tuple[Reason, ...]:
    """Return the reasons as known on the last day, most points first; equal ones in the model's order."""
    by_points = sorted(contributions, key=lambda contribution: -abs(contribution.micro))
    return tuple(_reason(activity, model, contribution, last) for contribution in by_points)


def _reason(activity: Activity, model: Model, contribution: Contribution, last: int) -> Reason:
    signal = model.signals.get(contribution.signal)
    evidence = (_evidence(activity, model, kind, rows, last) for kind, rows in contribution.rows.items() if rows)
    return Reason(
        contribution.signal,
        contribution.cause,
        contribution.micro,
        tuple(evidence),
        "" if signal is None else _remedy(activity, signal, contribution),
    )


def _evidence(activity: Activity, model: Model, kind: str, rows: Sequence[DailyRow], last: int) -> Evidence:
    by_day = _by_day(rows)
    days = {day for day, quantity in by_day if quantity > 0}
    earners = [credit.kind for credit in model.kind[kind].credits] if kind in model.kind else []
    done = (
        (
            earner,
            sum(row.quantity for row in activity.rows.get(earner, ()) if row.day in days and row.known_day <= last),
        )
        for earner in earners
    )
    return Evidence(kind, by_day, tuple((earner, quantity) for earner, quantity in done if quantity > 0))


def _by_day(rows: Sequence[tuple[int, int, int]]) -> tuple[tuple[int, int], ...]:
    days: dict[int, int] = {}
    for day, _, quantity in rows:
        days[day] = days.get(day, 0) + quantity
    return tuple(sorted((day, quantity) for day, quantity in days.items() if quantity))


def _remedy(activity: Activity, signal: Signal, contribution: Contribution) -> str:
    match contribution.cause:
        case "coverage":
            needed = signal.brought_by
            return (
                f"Add an archive whose {needed} covers both days." if needed else "LinkedIn doesn't export this data."
            )
        case "model":
            return "Score both days with one model; `ssi model diff` shows what differs."
        case "profile" if contribution.micro < 0:
            parts = activity.open_parts.get(getattr(signal.measure, "name", ""), ())
            return f"Still open: {', '.join(parts)}." if parts else _step(signal)
        case "counted":
            return ""
        case _ if contribution.micro < 0:
            return _step(signal)
        case _ if isinstance(signal.measure, Fading | Rate):
            newest = max((row.day for rows in contribution.rows.values() for row in rows), default=None)
            if newest is None:
                return ""
            return f"Unless you keep going, these points fade until {long_day(newest + WINDOW)}."
        case _:
            return "These points don't fade."


def _step(signal: Signal) -> str:
    step = signal.step
    return "" if step is None else f"{step.do}: {step.minutes} minutes {'once' if step.once else 'a week'}."
