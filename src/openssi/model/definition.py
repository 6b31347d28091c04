"""Define the parts of a model: frozen data that scoring, SQL, documentation, charts and advice all read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

__all__ = [
    "MICRO",
    "WINDOW",
    "Attribute",
    "Band",
    "Credit",
    "Curve",
    "Fading",
    "Kind",
    "Measure",
    "MeasuredSet",
    "Model",
    "Pillar",
    "Rate",
    "Signal",
    "Step",
    "Stock",
    "interpolate",
]

#: Micro-points in a point. Fractions of a maximum are in millionths too.
MICRO = 1_000_000

#: Days over which an activity fades linearly to zero. LinkedIn doesn't publish its window; this one is our choice.
WINDOW = 90


def interpolate(knots: tuple[tuple[int, int], ...], value: int) -> int:
    """Interpolate the knots at `value`, rounded down; flat before the first and after the last."""
    x0, y0 = knots[0]
    for x1, y1 in knots[1:]:
        if value < x1:
            return y0 + (y1 - y0) * max(0, value - x0) // (x1 - x0)
        x0, y0 = x1, y1
    return y0


@dataclass(frozen=True, slots=True)
class Credit:
    """How one kind of activity turns into the credits of another: a day's quantity on a curve, so that more of it earns
    less.

    Attributes:
        kind: the kind of activity that earns the credits.
        knots: `(quantity of a day, credits)` after (0, 0): linear between, flat after the last, rounded down. Empty if
            every single one earns `each`.
        each: the credits of one, if there are no knots.
    """

    kind: str
    knots: tuple[tuple[int, int], ...] = ()
    each: int = 0

    def earned(self, quantity: int) -> int:
        """Return the credits of a day with this quantity; nothing for a negative one."""
        if not self.knots:
            return self.each * max(0, quantity)
        return interpolate(((0, 0), *self.knots), max(0, quantity))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of daily activity.

    Attributes:
        id: its name in every table.
        one: the singular ("post").
        many: the plural ("posts").
        about: what is counted.
        unit: the quantity of a single one; 1000 for comments, which are measured in thousandths.
        most_a_day: the daily limit; any quantity above it earns nothing. None for no limit.
        from_others: whether it depends on other people, so that a member can't do it alone. No score depends on this.
        credits: the kinds of activity that it is computed from; empty for what sources report themselves.
    """

    id: str
    one: str
    many: str
    about: str
    unit: int = 1
    most_a_day: int | None = None
    from_others: bool = False
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class Fading:
    """Sum of quantity x max(0, 90 - age in days): activity that has to be repeated."""

    kind: str

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of activity that this measure reads."""
        return (self.kind,)

    def __str__(self) -> str:
        return f"fading({self.kind})"


@dataclass(frozen=True, slots=True)
class Stock:
    """Sum of quantity over all time: what lasts once it is built."""

    kind: str

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of activity that this measure reads."""
        return (self.kind,)

    def __str__(self) -> str:
        return f"stock({self.kind})"


@dataclass(frozen=True, slots=True)
class Rate:
    """Fraction of attempts that succeeded, in millionths, from fading sums.

    Few attempts are shrunk toward a base rate.

    With `evidence`, the rate is then cut to `cap` and multiplied by evidence / (evidence + doubt): a rate earns as much
    as it is known. Nobody who tried nothing earns the base rate.

    Attributes:
        successes: the kind of activity that counts successes.
        attempts: the kind that counts attempts.
        prior: the weight of the base rate, in the unit of a fading sum: five attempts made today are 450.
        base: the rate that few attempts are shrunk toward, in millionths.
        cap: the highest rate that earns more, in millionths.
        evidence: the kind that counts how well the rate is known; empty if it doesn't matter.
        doubt: the evidence that earns half of the rate.
    """

    successes: str
    attempts: str
    prior: int = 450
    base: int = 0
    cap: int = MICRO
    evidence: str = ""
    doubt: int = 0

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of activity that this measure reads."""
        return (self.successes, self.attempts, *((self.evidence,) if self.evidence else ()))

    def value(self, successes: int, attempts: int, evidence: int = 0) -> int:
        """Return the rate in millionths, from the fading sums of its kinds."""
        shrunk = (MICRO * successes + self.base * self.prior) // (attempts + self.prior)
        if not self.evidence:
            return shrunk
        known = max(0, evidence)
        return min(shrunk, self.cap) * known // (known + self.doubt)

    def __str__(self) -> str:
        text = f"rate({self.successes}, {self.attempts}, prior {self.prior}"
        if self.evidence:
            text += f", base {self.base}, cap {self.cap}, evidence {self.evidence}, doubt {self.doubt}"
        return text + ")"


@dataclass(frozen=True, slots=True)
class Attribute:
    """The latest known value of a profile property, 0 to 1,000,000."""

    name: str

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return no kinds: an attribute doesn't read activity."""
        return ()

    def __str__(self) -> str:
        return f"attribute({self.name})"


Measure = Fading | Stock | Rate | Attribute


@dataclass(frozen=True, slots=True)
class Curve:
    """Map a signal's value to the fraction of its maximum that it earns: linear between knots, flat after the last.

    Attributes:
        knots: `(value, millionths of the maximum)`, starting at (0, 0); both increase, and no segment is steeper than
            the one before.
        provenance: where the knots come from: a published fact, a data set, or "chosen" with the reason.
    """

    knots: tuple[tuple[int, int], ...]
    provenance: str

    def fraction(self, value: int) -> int:
        """Return the millionths of the maximum that `value` earns, rounded down."""
        return interpolate(self.knots, value)

    def value_for(self, fraction: int) -> int | None:
        """Return the smallest value that earns at least `fraction`, or None if no value does."""
        x0, y0 = self.knots[0]
        for x1, y1 in self.knots[1:]:
            if fraction <= y1:
                return x0 + -(-(max(0, fraction - y0) * (x1 - x0)) // (y1 - y0))
            x0, y0 = x1, y1
        return x0 if fraction <= y0 else None


@dataclass(frozen=True, slots=True)
class Step:
    """An action that raises a signal, and its effort.

    Attributes:
        do: the instruction, with its amount ("Publish one post of your own a week").
        minutes: minutes a week, or in total if `once`.
        adds: the activity that it adds as `(kind, quantity a week)`; for an attribute `(name, value)`.
        once: whether it is done once instead of every week.
        effort_provenance: where the minutes come from.
    """

    do: str
    minutes: int
    adds: tuple[tuple[str, int], ...]
    once: bool = False
    effort_provenance: str = "chosen: our own estimate of the time that it takes; change it if yours differs"


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal: what is measured, how it earns points, how it is described, and how to raise it.

    Attributes:
        id: its name in every table and in JSON.
        title: a few words, without a verb.
        why: why it counts, with the published fact behind it.
        measure: how daily activity becomes the signal's value.
        maximum: the points it can earn.
        curve: how the value earns points.
        brought_by: the file or report that contains the data, as the user knows it ("Comments.csv"); empty if no export
            does.
        good: the description when at least half of the points are earned.
        low: the description otherwise.
        step: how to raise it; None if nothing the member does can be measured.
        offered: its position in the what-if form, from 1; 0 if the form doesn't offer it. No score depends on this.
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
    offered: int = 0


@dataclass(frozen=True, slots=True)
class Pillar:
    """A quarter of the index; the maxima of its signals add up to `maximum`."""

    id: str
    title: str
    signals: tuple[Signal, ...]
    maximum: int = 25


@dataclass(frozen=True, slots=True)
class Band:
    """A name for a range of the index, from `start` points up."""

    id: str
    start: int


@dataclass(frozen=True, slots=True)
class MeasuredSet:
    """The signals that some sources measure: an index is compared only with indexes of the same set.

    Attributes:
        id: its name in columns of a population's scores ("archive").
        title: the sources, as a user knows them.
        signals: the IDs of its signals.
        bands: names for ranges of the index of this set, lowest first; empty for those of the model.
        provenance: where the edges of the bands come from.
    """

    id: str
    title: str
    signals: frozenset[str]
    bands: tuple[Band, ...] = ()
    provenance: str = ""


@dataclass(frozen=True, repr=False)
class Model:
    """A scoring model: the index as data.

    Attributes:
        id: its permanent name ("2026.1").
        kinds: every kind of activity that a signal reads or that earns credits.
        pillars: the four pillars, in order.
        bands: names for ranges of the index, lowest first.
        thought_leader: the index from which a member is an industry thought leader.
        minimum_days: days of data required for an index.
        minimum_records: dated records required for an index.
        readers: the version of the text readers and counting rules that turn records into daily activity.
        sets: what the usual sources measure, less than everything.
        based_on: the published model that a custom model changes; empty for a published model.
    """

    id: str
    kinds: tuple[Kind, ...]
    pillars: tuple[Pillar, ...]
    bands: tuple[Band, ...]
    thought_leader: int = 75
    minimum_days: int = 28
    minimum_records: int = 20
    readers: int = 1
    sets: tuple[MeasuredSet, ...] = ()
    based_on: str = field(default="", compare=False)

    def __repr__(self) -> str:
        return f"<openssi.Model {self.id}, {len(self.signals)} signals>"

    @cached_property
    def signals(self) -> dict[str, Signal]:
        """Return every signal by ID, in the order of the pillars."""
        return {signal.id: signal for pillar in self.pillars for signal in pillar.signals}

    @cached_property
    def kind(self) -> dict[str, Kind]:
        """Return every kind of activity by ID."""
        return {kind.id: kind for kind in self.kinds}

    @cached_property
    def from_others(self) -> frozenset[str]:
        """Return the IDs of the kinds of activity that depend on other people."""
        return frozenset(kind.id for kind in self.kinds if kind.from_others)

    @cached_property
    def offered(self) -> tuple[str, ...]:
        """Return the IDs of the signals that the what-if form offers, in its order."""
        return tuple(signal.id for signal in sorted(self.signals.values(), key=lambda it: it.offered) if signal.offered)

    @cached_property
    def fingerprint(self) -> str:
        """Return 16 hexadecimal digits of a SHA-256 over everything that can change a score, and nothing else."""
        canonical = json.dumps(list(_scoring_numbers(self)), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]

    def set_of(self, measured: Collection[str]) -> MeasuredSet | None:
        """Return the set that is nearest to what was measured, by points; None if that is everything."""

        def apart(signals: Collection[str]) -> int:
            return sum(self.signals[item].maximum for item in self.signals if (item in signals) != (item in measured))

        nearest = min(self.sets, key=lambda item: apart(item.signals), default=None)
        return None if nearest is None or apart(self.signals) <= apart(nearest.signals) else nearest

    def set_of_points(self, covered: Sequence[int]) -> MeasuredSet | None:
        """Return the set whose points by pillar are nearest to those measured; None if that is everything."""

        def apart(signals: Collection[str]) -> int:
            points = (sum(one.maximum for one in pillar.signals if one.id in signals) for pillar in self.pillars)
            return sum(abs(there - here) for there, here in zip(points, covered, strict=True))

        nearest = min(self.sets, key=lambda one: apart(one.signals), default=None)
        return None if nearest is None or apart(self.signals) <= apart(nearest.signals) else nearest

    def band(self, index_micro: int, measured: Collection[str] | None = None) -> str:
        """Return the band of an index in micro-points, from these signals; None for all of them.

        The index in whole points decides, as people read it: equal numbers from the same files have one band.
        """
        bands = self.bands if measured is None else self.bands_for(measured)
        whole = (index_micro + MICRO // 2) // MICRO
        return next(band.id for band in reversed(bands) if whole >= band.start)

    def bands_for(self, measured: Collection[str]) -> tuple[Band, ...]:
        """Return the bands of an index from these signals, lowest first."""
        nearest = self.set_of(measured)
        return (nearest.bands if nearest else ()) or self.bands

    def leader_for(self, measured: Collection[str]) -> int | None:
        """Return the index of an industry thought leader; None for a set with bands of its own, which has none."""
        return self.thought_leader if self.bands_for(measured) == self.bands else None


def _scoring_numbers(model: Model) -> Iterator[object]:
    yield [WINDOW, model.thought_leader, model.minimum_days, model.minimum_records]
    yield [[band.id, band.start] for band in model.bands]
    yield [[kind.id, kind.most_a_day] for kind in model.kinds if kind.most_a_day is not None]
    for measured_set in model.sets:
        if measured_set.bands:
            yield [
                measured_set.id,
                sorted(measured_set.signals),
                [[band.id, band.start] for band in measured_set.bands],
            ]
    if model.readers > 1:  # only then, so that older models keep their fingerprints
        yield ["readers", model.readers]
    for kind in model.kinds:
        for credit in kind.credits:
            yield [kind.id, credit.kind, credit.knots, credit.each]
    for pillar in model.pillars:
        for signal in pillar.signals:
            measure = type(signal.measure).__name__
            operands = _operands(signal.measure)
            yield [pillar.id, signal.id, measure, operands, signal.maximum, signal.curve.knots]


def _operands(measure: Measure) -> list[object]:
    operands = [getattr(measure, name) for name in measure.__slots__]
    return operands[:3] if isinstance(measure, Rate) and not measure.evidence else operands
