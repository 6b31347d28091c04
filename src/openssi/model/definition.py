"""What a model is made of: frozen data that scoring, SQL, documents, charts and advice all read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

__all__ = [
    "MICRO",
    "WINDOW",
    "Attribute",
    "Band",
    "Curve",
    "Fading",
    "Kind",
    "Measure",
    "Model",
    "Pillar",
    "Rate",
    "Signal",
    "Step",
    "Stock",
]

#: Micro-points in one point; also the millionths in which a share of a maximum is written.
MICRO = 1_000_000

#: Days in which an activity fades evenly to nothing. LinkedIn publishes no window: this one is our choice.
WINDOW = 90


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of daily activity.

    Attributes:
        id: the name in every table.
        one: what a single one is called ("post").
        many: what several are called ("posts").
        about: what is counted.
        unit: the quantity that one counts as; 1000 for comments, whose substance is in thousandths.
        most_a_day: the quantity that counts at most on one day; None if all does.
    """

    id: str
    one: str
    many: str
    about: str
    unit: int = 1
    most_a_day: int | None = None


@dataclass(frozen=True, slots=True)
class Fading:
    """Sum of quantity x max(0, 90 - age in days): what must be kept up."""

    kind: str

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of activity that this measure reads."""
        return (self.kind,)


@dataclass(frozen=True, slots=True)
class Stock:
    """Sum of quantity over all time: what is built once."""

    kind: str

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of activity that this measure reads."""
        return (self.kind,)


@dataclass(frozen=True, slots=True)
class Rate:
    """Millionths of attempts that succeeded, fading, shrunk towards nothing by `prior`.

    `prior` is in the unit of the fading sums: five fresh attempts are 450.
    """

    successes: str
    attempts: str
    prior: int = 450

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of activity that this measure reads."""
        return (self.successes, self.attempts)


@dataclass(frozen=True, slots=True)
class Attribute:
    """The newest value known of a property of the profile, 0 to 1,000,000."""

    name: str

    @property
    def kinds(self) -> tuple[str, ...]:
        """An attribute reads no activity."""
        return ()


Measure = Fading | Stock | Rate | Attribute


@dataclass(frozen=True, slots=True)
class Curve:
    """How a signal's value earns points: straight lines between knots, flat after the last.

    Attributes:
        knots: `(value, share of the maximum in millionths)`; both rise, the slopes fall, the first is (0, 0).
        provenance: where the knots come from: a published fact, a data set, or "chosen", with the reason.
    """

    knots: tuple[tuple[int, int], ...]
    provenance: str

    def share(self, value: int) -> int:
        """Millionths of the maximum that `value` earns, by integer floor division."""
        x0, y0 = self.knots[0]
        for x1, y1 in self.knots[1:]:
            if value < x1:
                return y0 + (y1 - y0) * max(0, value - x0) // (x1 - x0)
            x0, y0 = x1, y1
        return y0

    def value_for(self, share: int) -> int | None:
        """The smallest value that earns at least `share`; None if no value does."""
        x0, y0 = self.knots[0]
        for x1, y1 in self.knots[1:]:
            if share <= y1:
                return x0 + -(-(max(0, share - y0) * (x1 - x0)) // (y1 - y0))
            x0, y0 = x1, y1
        return x0 if share <= y0 else None


@dataclass(frozen=True, slots=True)
class Step:
    """The step that raises a signal, and its effort.

    Attributes:
        do: the step as an instruction, with the dose ("Publish one post of your own a week").
        minutes: minutes a week, or in all if `once`.
        adds: `(kind, quantity a week)`, what it adds to the activity; for an attribute `(name, value once)`.
        once: done once instead of weekly.
        effort_provenance: where the minutes come from.
    """

    do: str
    minutes: int
    adds: tuple[tuple[str, int], ...]
    once: bool = False
    effort_provenance: str = "chosen: our own estimate of the time that it takes; change it if yours differs"


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal, whole: what is measured, how it earns points, in which words it is told, how to raise it.

    Attributes:
        id: the name in every table and in JSON.
        title: a few words, no verb.
        why: why it counts, with the published fact behind it.
        measure: how daily activity becomes the value.
        maximum: points at most.
        curve: how the value earns points.
        brought_by: what brings the data, in the user's words ("Comments.csv"); empty if no export does.
        good: said when half or more of the points are earned.
        low: said when less is.
        step: how to raise it; None if nothing that the member does can be counted.
    """

    id: str
    title: str
    why: str
    measure: Measure
    maximum: int
    curve: Curve
    brought_by: str
    good: str
    low: str
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Pillar:
    """A quarter of the index: its signals' maxima add up to `maximum`."""

    id: str
    title: str
    signals: tuple[Signal, ...]
    maximum: int = 25


@dataclass(frozen=True, slots=True)
class Band:
    """A name for a stretch of the index, from `start` points up."""

    id: str
    start: int


@dataclass(frozen=True)
class Model:
    """A scoring model: the index as data.

    Attributes:
        id: its name, for ever ("2026.1").
        kinds: every kind of activity that a signal reads.
        pillars: the four pillars, in order.
        bands: names for stretches of the index, rising.
        thought_leader: points that mark an industry thought leader.
        minimum_days: days of data under which there is no number.
        minimum_records: dated records under which there is no number.
        based_on: the published model that a user's own one varies; empty for a published one.
    """

    id: str
    kinds: tuple[Kind, ...]
    pillars: tuple[Pillar, ...]
    bands: tuple[Band, ...]
    thought_leader: int = 75
    minimum_days: int = 28
    minimum_records: int = 20
    based_on: str = field(default="", compare=False)

    @cached_property
    def signals(self) -> dict[str, Signal]:
        """Every signal by id, in the order of the pillars."""
        return {signal.id: signal for pillar in self.pillars for signal in pillar.signals}

    @cached_property
    def kind(self) -> dict[str, Kind]:
        """Every kind by id."""
        return {kind.id: kind for kind in self.kinds}

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over all that can change a number (not over the words), the first 16 hexadecimal digits."""
        canonical = json.dumps(list(_numbers_of(self)), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]

    def band(self, index_micro: int) -> str:
        """The band that an index, in micro-points, falls into."""
        return next(band.id for band in reversed(self.bands) if index_micro >= band.start * MICRO)


def _numbers_of(model: Model) -> Iterator[object]:
    yield [WINDOW, model.thought_leader, model.minimum_days, model.minimum_records]
    yield [[band.id, band.start] for band in model.bands]
    yield [[kind.id, kind.most_a_day] for kind in model.kinds if kind.most_a_day is not None]
    for pillar in model.pillars:
        for signal in pillar.signals:
            measure = type(signal.measure).__name__
            operands = [getattr(signal.measure, name) for name in signal.measure.__slots__]
            yield [pillar.id, signal.id, measure, operands, signal.maximum, signal.curve.knots]
