"""Typed results of scoring: a status for every signal, points for every pillar, one index with its range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from openssi.model import MICRO
from openssi.scoring.rounding import apportion_tenths, to_tenths

__all__ = [
    "COUNTED",
    "NO_EXPORT",
    "POINTS_FOR_BAND",
    "POINTS_FOR_NUMBER",
    "DataSufficiency",
    "PillarScore",
    "Score",
    "ShownScore",
    "SignalScore",
    "Status",
]

#: Why a signal is not measured that no file of LinkedIn's has.
NO_EXPORT = "LinkedIn includes it in no export"

#: Measurable points from which an index is a number, and from which it has a band: chosen, since an index of one or two
#: files says which files were given rather than what was done.
POINTS_FOR_NUMBER = 10
POINTS_FOR_BAND = 40

#: "partly_measured" is a lower bound: too little of the files behind it could be read.
Status = Literal["measured", "partly_measured", "not_measured", "not_applicable"]

#: The statuses of a signal that counts.
COUNTED: frozenset[Status] = frozenset({"measured", "partly_measured"})


@dataclass(frozen=True, slots=True)
class SignalScore:
    """One signal on one day.

    Attributes:
        id: the signal.
        status: whether it was measured.
        value: the signal's value; None unless it counts.
        micro: micro-points earned; 0 unless it counts.
        maximum: points at most.
        reason: why it was not measured, or only in part, in words; empty if it was measured.
    """

    id: str
    status: Status
    value: int | None
    micro: int
    maximum: int
    reason: str = ""

    @property
    def counts(self) -> bool:
        """Whether it was measured, at least in part."""
        return self.status in COUNTED

    @property
    def open_micro(self) -> int:
        """Micro-points that complete data could add."""
        return 0 if self.status == "measured" else self.maximum * MICRO - self.micro


@dataclass(frozen=True, slots=True)
class PillarScore:
    """One pillar on one day: the sum of its signals."""

    id: str
    micro: int
    maximum: int
    signals: tuple[SignalScore, ...]

    @property
    def open_micro(self) -> int:
        """Micro-points that complete data could add."""
        return sum(signal.open_micro for signal in self.signals)

    @property
    def covered(self) -> int:
        """The maximum of its signals that were measured, at least in part."""
        return sum(signal.maximum for signal in self.signals if signal.counts)

    @property
    def counts(self) -> bool:
        """Whether any of its signals was measured, at least in part."""
        return any(signal.counts for signal in self.signals)


@dataclass(frozen=True, slots=True)
class DataSufficiency:
    """Whether there is enough data for a number: days, dated records and measurable points had, and needed."""

    days: int
    records: int
    days_needed: int
    records_needed: int
    points: int = 0
    points_needed: int = 0

    def __bool__(self) -> bool:
        return self._has_time and self.points >= self.points_needed

    @property
    def _has_time(self) -> bool:
        return self.days >= self.days_needed and self.records >= self.records_needed

    @property
    def in_words(self) -> str:
        """How much there is of what is missing: "12 of 28 days of data and 9 of 20 dated records"."""
        if self._has_time:
            return f"{min(self.points, self.points_needed)} of {self.points_needed} measurable points"
        days, records = min(self.days, self.days_needed), min(self.records, self.records_needed)
        return f"{days} of {self.days_needed} days of data and {records} of {self.records_needed} dated records"


@dataclass(frozen=True)
class Score:
    """The index of one member on one day, in whole micro-points.

    Attributes:
        as_of: days since 1970-01-01.
        model_id: the model that scored.
        fingerprint: its fingerprint.
        pillars: the four pillars, in the model's order.
        band: the band that the index falls into; not to be shown if `is_partial`.
        enough: whether there is enough data; if not, no number should be shown.
    """

    as_of: int
    model_id: str
    fingerprint: str
    pillars: tuple[PillarScore, ...]
    band: str
    enough: DataSufficiency

    @cached_property
    def index_micro(self) -> int:
        """The index in micro-points, 0 to 100,000,000."""
        return sum(pillar.micro for pillar in self.pillars)

    @cached_property
    def open_micro(self) -> int:
        """Micro-points that complete data could add."""
        return sum(pillar.open_micro for pillar in self.pillars)

    @property
    def is_partial(self) -> bool:
        """Whether too few points are measurable for a band."""
        return self.measurable < POINTS_FOR_BAND

    @cached_property
    def covered(self) -> int:
        """The maximum of all signals that were measured, at least in part."""
        return sum(signal.maximum for signal in self.signals.values() if signal.counts)

    @cached_property
    def measurable_micro(self) -> int:
        """Micro-points that the data covers. Of a signal measured in part, what it earned."""
        return sum(pillar.maximum for pillar in self.pillars) * MICRO - self.open_micro

    @property
    def measurable(self) -> int:
        """Whole points that the data covers."""
        return self.measurable_micro // MICRO

    @cached_property
    def range_micro(self) -> tuple[int, int]:
        """The index, and the index if all that was not measured earned everything."""
        return self.index_micro, self.index_micro + self.open_micro

    @cached_property
    def measured(self) -> tuple[str, ...]:
        """The IDs of the signals that count."""
        return tuple(signal.id for signal in self.signals.values() if signal.counts)

    @cached_property
    def signals(self) -> Mapping[str, SignalScore]:
        """Every signal by id."""
        return {signal.id: signal for pillar in self.pillars for signal in pillar.signals}

    @cached_property
    def shown(self) -> ShownScore:
        """The tenths of a point that a person reads; they add up."""
        index = to_tenths(self.index_micro)
        pillars = apportion_tenths([pillar.micro for pillar in self.pillars], index)
        signals: dict[str, int] = {}
        for pillar, total in zip(self.pillars, pillars, strict=True):
            parts = apportion_tenths([signal.micro for signal in pillar.signals], total)
            signals.update(zip((signal.id for signal in pillar.signals), parts, strict=True))
        upper = to_tenths(self.range_micro[1])
        return ShownScore(index, upper, dict(zip((p.id for p in self.pillars), pillars, strict=True)), signals)


@dataclass(frozen=True, slots=True)
class ShownScore:
    """A score in tenths of a point: signals add up to their pillar, pillars to the index."""

    index: int
    upper: int
    pillars: Mapping[str, int]
    signals: Mapping[str, int]

    @property
    def open(self) -> int:
        """What complete data could add to the index."""
        return self.upper - self.index
