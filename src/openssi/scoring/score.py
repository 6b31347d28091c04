"""The reference scorer, in plain Python and whole numbers: every engine must equal it bit for bit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from openssi.activity import Activity
from openssi.model import MICRO, Model, Pillar, Signal
from openssi.scoring.measures import daily_values, value_on, values_on
from openssi.scoring.results import POINTS_FOR_NUMBER, DataSufficiency, PillarScore, Score, SignalScore
from openssi.scoring.status import kinds_or_attribute, status_on

__all__ = ["daily_scores", "rescore", "score"]


def score(activity: Activity, model: Model, day: int) -> Score:
    """Return the index of one member on one day (days since 1970-01-01)."""
    return _scored(activity, model, day, values_on(activity, model, day))


def rescore(before: Score, activity: Activity, model: Model, changed: Collection[str]) -> Score:
    """Return the index after these kinds of activity or attributes changed; equals `score`, in less time."""
    values = {
        signal.id: before.signals[signal.id].value or 0
        if set(kinds_or_attribute(signal)).isdisjoint(changed)
        else value_on(activity, signal.measure, before.as_of)
        for signal in model.signals.values()
    }
    return _scored(activity, model, before.as_of, values)


def daily_scores(activity: Activity, model: Model, first: int, last: int) -> Iterator[Score]:
    """Yield the score of each day from `first` to `last`, each computed from the day before; equal to `score`."""
    for day, values in daily_values(activity, model, first, last):
        yield _scored(activity, model, day, values)


def _scored(activity: Activity, model: Model, day: int, values: Mapping[str, int]) -> Score:
    if day < activity.scored_from:
        raise ValueError(f"only days from {activity.scored_from} on can be scored: older texts were not read")
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
    status, reason = state = status_on(activity, signal, day)
    if not state.counts:
        return SignalScore(signal.id, status, None, 0, signal.maximum, reason)
    return SignalScore(signal.id, status, value, signal.maximum * signal.curve.fraction(value), signal.maximum, reason)
