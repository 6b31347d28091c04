"""Signals that were not measured, by what would add them, as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.insight import Assessment
from openssi.insight.doctor import NOT_IN_ARCHIVES
from openssi.insight.signal_evidence import begin_sentence
from openssi.model import Signal
from openssi.scoring import SignalScore
from openssi.scoring.rounding import format_short, to_tenths

__all__ = ["MissingSource", "measured_in_part", "missing_sources", "not_applicable"]


@dataclass(frozen=True, slots=True)
class MissingSource:
    """A file or an export that would add signals: its points, its signals, and why each is missing.

    `available` is false for signals that no export of LinkedIn's has.
    """

    name: str
    points: int
    signals: tuple[str, ...]
    reasons: tuple[str, ...]
    available: bool = True


#: With more files of the archive missing than this, the archive is what to get, not one file after the other.
_MOST_FILES = 3
_ARCHIVE = "LinkedIn’s larger data archive"


def missing_sources(assessment: Assessment) -> tuple[MissingSource, ...]:
    """Return what would add signals, most points first; many files of the archive are one source."""
    by_source: dict[str, list[tuple[Signal, SignalScore]]] = {}
    for signal in assessment.model.signals.values():
        scored = assessment.score.signals[signal.id]
        if scored.status == "not_measured":
            by_source.setdefault(signal.brought_by, []).append((signal, scored))
    files = [name for name in by_source if name not in NOT_IN_ARCHIVES]
    if len(files) > _MOST_FILES:
        pairs = [pair for name in files for pair in by_source.pop(name)]
        by_source[_ARCHIVE] = sorted(pairs, key=lambda pair: -pair[1].maximum)
    sources = (_source(name, pairs) for name, pairs in by_source.items())
    return tuple(sorted(sources, key=lambda source: -source.points))


def _source(name: str, pairs: list[tuple[Signal, SignalScore]]) -> MissingSource:
    needed = {f"needs {signal.brought_by}" for signal, _ in pairs}
    reasons = dict.fromkeys(scored.reason for _, scored in pairs if scored.reason not in needed)
    if name == _ARCHIVE:
        files = dict.fromkeys(signal.brought_by for signal, _ in pairs)
        reasons = {f"Its files for that: {'; '.join(files)}": None} | reasons
    return MissingSource(
        name=begin_sentence(name) if name else "Not in any export yet",
        points=sum(scored.maximum for _, scored in pairs),
        signals=tuple(signal.title for signal, _ in pairs),
        reasons=tuple(map(begin_sentence, reasons)),
        available=bool(name),
    )


def not_applicable(assessment: Assessment) -> tuple[str, ...]:
    """Return the signals that don't apply to the member, with the reason."""
    signals = assessment.model.signals
    return tuple(
        f"{signals[scored.id].title}: {scored.reason}"
        for scored in assessment.score.signals.values()
        if scored.status == "not_applicable"
    )


def measured_in_part(assessment: Assessment) -> tuple[str, ...]:
    """Return the signals that were measured only in part, with the points that could be missing and the reason."""
    signals = assessment.model.signals
    return tuple(
        f"{signals[scored.id].title} (up to {format_short(to_tenths(scored.open_micro))} more): {scored.reason}"
        for scored in assessment.score.signals.values()
        if scored.status == "partly_measured"
    )
