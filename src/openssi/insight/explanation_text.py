"""The text of an explanation: a sentence for the whole, a name for each cause, and the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from openssi.activity.calendar import long_day, short_day
from openssi.insight.explain import Bar, Evidence, Explanation, Reason
from openssi.insight.signal_evidence import format_count, in_sentence
from openssi.model import Kind, Model, Rate, Signal
from openssi.scoring.attribution import Cause
from openssi.scoring.rounding import format_signed, format_tenths

__all__ = ["causes", "evidence_in_words", "gains_in_words", "headline", "sentence", "title"]

# Each cause in a few words, shown next to a signal's title.
_CAUSES: dict[Cause, str] = {
    "new_activity": "new activity",
    "faded": "faded",
    "left_window": "left the 90 days",
    "answered": "response rate",
    "profile": "profile changed",
    "coverage": "data coverage changed",
    "model": "another model",
    "counted": "counted",
}

_FADING: frozenset[Cause] = frozenset({"faded", "left_window"})


def sentence(explained: Explanation) -> str:
    """Return the change in one sentence: "51.0 to 53.0: 11 answered first messages brought 1.4."."""
    before, after = explained.before.shown.index, explained.after.shown.index
    ends = (
        f"{format_tenths(before)} to {format_tenths(after)}"
        if before != after
        else f"{format_tenths(before)} on both days"
    )
    return f"{ends}: {headline(explained)}"


def headline(explained: Explanation) -> str:
    """Name the action behind a change, the second if that explains less than half of it, and the largest against it if
    all of that is more than a tenth of the change.
    """
    total = explained.after.shown.index - explained.before.shown.index
    bars = [bar for bar in explained.bars if bar.tenths]
    if not bars:
        return "the change is too small to show." if explained.reasons else "nothing that affects the index changed."
    if explained.stopped is not None and explained.lost_since_stop:
        return _stopped(explained.stopped, explained.lost_since_stop, -total)
    actions = sorted(_actions(bars), key=lambda action: -abs(action.tenths))
    rises = total > 0 or (total == 0 and actions[0].tenths > 0)
    along = [action for action in actions if (action.tenths > 0) == rises]
    against = [action for action in actions if (action.tenths > 0) != rises]
    named = [_together(explained.model, along, total)] if along else []
    if not along or 10 * sum(abs(action.tenths) for action in against) > abs(total):
        named += [_in_words(explained.model, action) for action in against[:1]]
    return f"{', while '.join(named)}."


def _together(model: Model, along: Sequence[_Action], total: int) -> str:
    """Name the largest action, and the second if the first is less than half of the change: "A took 2.6 and B 2.1"."""
    first, *others = along
    words = _in_words(model, first)
    if others and 2 * abs(first.tenths) < abs(total):
        words += f" and {_what(model, others[0])} {format_tenths(abs(others[0].tenths))}"
    return words


def gains_in_words(explained: Explanation, least: int = 1) -> list[str]:
    """Name every action that raised the index by this many tenths of a point or more, the largest first."""
    actions = sorted(_actions([bar for bar in explained.bars if bar.tenths]), key=lambda action: -action.tenths)
    return [_in_words(explained.model, action) for action in actions if action.tenths >= least]


class _Action(NamedTuple):
    """What one signal gained or lost in all: tenths of a point as shown, the largest reason, the largest against it."""

    signal: str
    tenths: int
    reason: Reason
    against: Reason | None


def _actions(bars: Sequence[Bar]) -> Iterator[_Action]:
    """Yield what each signal gained or lost in all."""
    for bar in bars:
        sign = 1 if bar.tenths > 0 else -1
        shown = sorted(zip(bar.shown, bar.reasons, strict=True), key=lambda one: -one[0] * sign)
        against = shown[-1][1] if shown[-1][0] * sign < 0 else None
        yield _Action(bar.signal, bar.tenths, shown[0][1], against)


def _stopped(day: int, lost: int, total: int) -> str:
    points = f"all {format_tenths(total)}" if lost >= total else f"{format_tenths(lost)} of the {format_tenths(total)}"
    return f"you stopped on {long_day(day)}, and that explains {points} points."


def _in_words(model: Model, action: _Action) -> str:
    """Name what moved a signal, and by how much: "11 answered first messages brought 1.4"."""
    did = "brought" if action.tenths > 0 else "took"
    return f"{_what(model, action)} {did} {format_tenths(abs(action.tenths))}"


def _what(model: Model, action: _Action) -> str:
    """Name the activity behind what a signal gained or lost."""
    signal, reason = model.signals.get(action.signal), action.reason
    name = in_sentence(signal.title) if signal else action.signal
    if reason.cause == "model":
        return f"another model of {name}"
    if reason.cause == "coverage":
        return f"{name}, covered by the data on one of the days only,"
    if reason.cause == "profile" or not reason.evidence:
        return name
    if reason.cause == "answered":
        return _answered(model, signal, action)
    if _both_ways(action):
        return f"{'more' if action.tenths > 0 else 'fewer'} {model.kind[reason.evidence[0].kind].many} lately"
    counted = _counted(model, reason.evidence[0])
    return f"{counted} fading out" if reason.cause in _FADING else counted


def _both_ways(action: _Action) -> bool:
    """Return whether new activity and older activity that faded moved the signal in opposite directions."""
    causes = {action.reason.cause, action.against.cause if action.against else None}
    return "new_activity" in causes and not _FADING.isdisjoint(causes)


def _answered(model: Model, signal: Signal | None, action: _Action) -> str:
    """Name the attempts that succeeded, or those that did not."""
    quantities = {entry.kind: entry.quantity for entry in action.reason.evidence}
    measure = signal.measure if signal else None
    if not isinstance(measure, Rate):
        return "answers"
    won, tried = quantities.get(measure.successes, 0), quantities.get(measure.attempts, 0)
    if action.tenths > 0 and won > 0:
        kind = model.kind[measure.successes]
        return f"{won:,} {kind.one if won == 1 else kind.many}"
    failed, kind = tried - won, model.kind[measure.attempts]
    return (
        f"{failed:,} {kind.one if failed == 1 else kind.many} without success" if failed > 0 else f"older {kind.many}"
    )


def _counted(model: Model, evidence: Evidence) -> str:
    """Count activity; what several kinds earned together is only named."""
    kind = model.kind[evidence.kind]
    if len(evidence.earned_by) == 1:
        (name, quantity), *_ = evidence.earned_by
        return _number_of(model.kind[name], quantity)
    return kind.many if kind.credits else _number_of(kind, evidence.quantity)


def _number_of(kind: Kind, quantity: int) -> str:
    """Count what was done: "6 replies"; comments, which count by their substance, are only named."""
    return kind.many if kind.unit > 1 else f"{quantity:,} {kind.one if quantity == 1 else kind.many}"


def title(model: Model, bar: Bar) -> str:
    """Return the signal's title, or its ID if the model does not have it."""
    signal = model.signals.get(bar.signal)
    return bar.signal if signal is None else signal.title


def causes(bar: Bar) -> str:
    """Return the causes of a bar with their points, "−2.0 faded, +0.8 new activity"; a single cause without points."""
    if len(bar.reasons) == 1:
        return _CAUSES[bar.main.cause]
    return ", ".join(
        f"{format_signed(shown)} {_CAUSES[reason.cause]}"
        for reason, shown in zip(bar.reasons, bar.shown, strict=True)
        if shown
    )


def evidence_in_words(model: Model, reason: Reason) -> str:
    """Describe the activity behind a reason: "12 posts on 9 days, 1 Feb 2026 to 20 Apr 2026"."""
    measure = model.signals[reason.signal].measure if reason.signal in model.signals else None
    aside = measure.evidence if isinstance(measure, Rate) else ""
    return "; ".join(_of_kind(model, evidence) for evidence in reason.evidence if evidence.kind != aside)


def _of_kind(model: Model, evidence: Evidence) -> str:
    kind = model.kind[evidence.kind]
    added = [(day, quantity) for day, quantity in evidence.days if quantity > 0]
    moved = -sum(quantity for _, quantity in evidence.days if quantity < 0)
    parts = [_amount(model, evidence, added)] if added else []
    if moved:
        parts.append(f"{format_count(moved, kind.unit)} counted from a newer date")
    return ", ".join(parts)


def _amount(model: Model, evidence: Evidence, days: Sequence[tuple[int, int]]) -> str:
    """Say what was done and when, and what it counts as if that is less: "6 replies on 4 days, …, worth 5.4"."""
    kind = model.kind[evidence.kind]
    quantity = sum(quantity for _, quantity in days)
    done = evidence.earned_by or ((kind.id, quantity),)
    what = " and ".join(_number_of(model.kind[name], count) for name, count in done)
    first, last = days[0][0], days[-1][0]
    if first == last:
        when = f" on {short_day(first)}"
    else:
        number = "" if kind.id == "active_day" else f" on {len(days):,} days"
        when = f"{number}, {short_day(first)} to {short_day(last)}"
    exact = kind.unit == 1 or (
        all(model.kind[name].unit == 1 for name, _ in done)
        and (sum(count for _, count in done) * kind.unit == quantity)
    )
    return f"{what}{when}" if exact else f"{what}{when}, worth {format_count(quantity, kind.unit)}"
