"""The reference scorer, in plain Python and whole numbers: every engine must equal it bit for bit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from openssi.activity import Activity
from openssi.model import MICRO, Model, Pillar, Rate, Signal
from openssi.scoring.measures import daily_values, value_on, values_on
from openssi.scoring.results import NO_EXPORT, POINTS_FOR_NUMBER, DataSufficiency, PillarScore, Score, SignalScore

__all__ = ["history", "rescore", "score"]


def score(activity: Activity, model: Model, day: int) -> Score:
    """The index of one member on one day (days since 1970-01-01)."""
    return _scored(activity, model, day, values_on(activity, model, day))


def rescore(before: Score, activity: Activity, model: Model, changed: Collection[str]) -> Score:
    """The index on the same day after these kinds of activity or attributes changed; equal to `score`, in less time."""
    values = {
        signal.id: before.signals[signal.id].value or 0
        if set(_needs(signal)).isdisjoint(changed)
        else value_on(activity, signal.measure, before.as_of)
        for signal in model.signals.values()
    }
    return _scored(activity, model, before.as_of, values)


def history(activity: Activity, model: Model, first: int, last: int) -> Iterator[Score]:
    """The index on each day from `first` to `last`, by the daily step; equal to `score` of each day."""
    for day, values in daily_values(activity, model, first, last):
        yield _scored(activity, model, day, values)


def _scored(activity: Activity, model: Model, day: int, values: Mapping[str, int]) -> Score:
    pillars = tuple(_pillar(activity, pillar, day, values) for pillar in model.pillars)
    open_micro = sum(pillar.open_micro for pillar in pillars)
    points = sum(pillar.maximum for pillar in pillars) - -(-open_micro // MICRO)
    enough = DataSufficiency(
        max(0, day - activity.first_day + 1),
        activity.records_until(day),
        model.minimum_days,
        model.minimum_records,
        points,
        POINTS_FOR_NUMBER,
    )
    measured = [signal.id for pillar in pillars for signal in pillar.signals if signal.counts]
    band = model.band(sum(pillar.micro for pillar in pillars), measured)
    return Score(day, model.id, model.fingerprint, pillars, band, enough)


def _pillar(activity: Activity, pillar: Pillar, day: int, values: Mapping[str, int]) -> PillarScore:
    signals = tuple(_signal(activity, signal, day, values[signal.id]) for signal in pillar.signals)
    return PillarScore(pillar.id, sum(signal.micro for signal in signals), pillar.maximum, signals)


def _signal(activity: Activity, signal: Signal, day: int, value: int) -> SignalScore:
    needs = _needs(signal)
    for need in needs:
        if need in activity.not_applicable:
            return SignalScore(signal.id, "not_applicable", None, 0, signal.maximum, activity.not_applicable[need])
        coverage = activity.coverage.get(need)
        if coverage is None or not coverage.has(day):
            reason = activity.reasons.get(need) or _what_is_missing(signal)
            return SignalScore(signal.id, "not_measured", None, 0, signal.maximum, reason)
    micro = signal.maximum * signal.curve.fraction(value)
    in_part = next((activity.lower_bounds[need] for need in needs if need in activity.lower_bounds), "")
    if not in_part:
        return SignalScore(signal.id, "measured", value, micro, signal.maximum)
    if isinstance(signal.measure, Rate):  # with more of the attempts it could be higher or lower
        return SignalScore(signal.id, "not_measured", None, 0, signal.maximum, in_part)
    return SignalScore(signal.id, "partly_measured", value, micro, signal.maximum, in_part)


def _needs(signal: Signal) -> tuple[str, ...]:
    """The kinds of activity that a signal reads, or its attribute."""
    return signal.measure.kinds or (getattr(signal.measure, "name", ""),)


def _what_is_missing(signal: Signal) -> str:
    return f"needs {signal.brought_by}" if signal.brought_by else NO_EXPORT
