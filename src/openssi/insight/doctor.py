"""Diagnose which data of a member is there, which is missing, how to get it, and how many points it could add."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openssi.activity.report import (
    COULD_NOT_BE_READ,
    NOT_IN_ARCHIVE,
    UNKNOWN_LANGUAGE,
    WITHOUT_DATE,
    FileReport,
    SkippedFile,
)
from openssi.model import Model
from openssi.scoring import NO_EXPORT, Score, SignalScore

__all__ = ["NOT_IN_ARCHIVES", "Diagnosis", "Remedy", "diagnose"]

_ARCHIVE = (
    "On LinkedIn, open Settings › Data privacy › Get a copy of your data, choose the larger data archive and "
    "request it; "
    "it arrives within 24 hours"
)
#: What to click for what no archive has, by what the model says brings a signal; everything else is in the archive.
_CLICKS = {
    "LinkedIn's analytics workbook (your profile › Analytics › Export)": (
        "On your LinkedIn profile, open Analytics › Post impressions, choose the past 365 days, click Export and "
        "add the .xlsx"
    ),
    "a Sales Navigator usage report": (
        "In Sales Navigator, ask an admin to open Admin › Usage reporting and export the last 90 days as CSV, and add "
        "it"
    ),
}
#: What brings signals that no archive has; "" if no export does.
NOT_IN_ARCHIVES = frozenset(("", *_CLICKS))
_AGAIN = (
    "Use the file as LinkedIn sent it: unpack the zip again, or request a new one, and don't save it in a spreadsheet"
)


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something to do, and the signals that it completes.

    Attributes:
        do: what to do; empty for what nothing brings.
        micro: the micro-points that it opens at most.
        signals: the signals, in the model's order.
    """

    do: str
    micro: int
    signals: tuple[SignalScore, ...]


@dataclass(frozen=True)
class Diagnosis:
    """What a member's files cover.

    Attributes:
        model: the model whose points are counted.
        score: the score of the last day, for what is measured.
        sources: every file that was read.
        skipped: every file that was not opened.
        remedies: what to do for the rest, most points first; what nothing brings comes last.
    """

    model: Model
    score: Score
    sources: tuple[FileReport, ...]
    skipped: tuple[SkippedFile, ...]
    remedies: tuple[Remedy, ...]


def diagnose(model: Model, score: Score, sources: Sequence[FileReport], skipped: Sequence[SkippedFile]) -> Diagnosis:
    """Find out how to get what a score could not measure."""
    by_remedy: dict[str, list[SignalScore]] = {}
    for scored in score.signals.values():
        if scored.open_micro and scored.status != "not_applicable":
            by_remedy.setdefault(_remedy(model, scored), []).append(scored)
    remedies = [Remedy(do, _open(signals), tuple(signals)) for do, signals in by_remedy.items()]
    remedies.sort(key=lambda remedy: (not remedy.do, -remedy.micro))
    return Diagnosis(model, score, tuple(sources), tuple(skipped), tuple(remedies))


def _open(signals: Iterable[SignalScore]) -> int:
    return sum(scored.open_micro for scored in signals)


def _remedy(model: Model, scored: SignalScore) -> str:
    """Return what brings a signal; "" if nothing does. A new archive also replaces files that could not be read."""
    if scored.reason == NO_EXPORT or WITHOUT_DATE in scored.reason:
        return ""
    if NOT_IN_ARCHIVE in scored.reason:
        return _ARCHIVE
    if COULD_NOT_BE_READ in scored.reason:
        return _AGAIN
    if UNKNOWN_LANGUAGE in scored.reason:
        return ""
    return _CLICKS.get(model.signals[scored.id].brought_by, _ARCHIVE)
