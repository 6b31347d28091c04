"""`ssi doctor --json`: what a member's files cover, and how to get the rest."""

from __future__ import annotations

import json
from typing import Annotated, TypedDict

from openssi.insight.doctor import Diagnosis as _Diagnosis
from openssi.insight.doctor import Remedy as _Remedy
from openssi.render.json.contract import Doc
from openssi.render.json.score import SourceFile, source_as_dict
from openssi.scoring.results import Status
from openssi.scoring.rounding import to_tenths

__all__ = ["Diagnosis", "MissingSignal", "Remedy", "Skipped", "as_dict", "as_json"]


class Skipped(TypedDict):
    """A file that was not opened."""

    file: Annotated[str, Doc("Name of the file in the archive.")]
    reason: Annotated[str, Doc("Why it was not opened.")]


class MissingSignal(TypedDict):
    """A signal that was not measured, or only in part."""

    signal: Annotated[str, Doc("ID of the signal.")]
    status: Annotated[Status, Doc("Whether the data covers the signal.")]
    points: Annotated[float, Doc("Points that complete data could add, to one decimal.")]
    reason: Annotated[str, Doc("What is missing.")]


class Remedy(TypedDict):
    """How to get what is missing."""

    do: Annotated[str | None, Doc("What to do. Null for what nothing brings; the reasons say why.")]
    points: Annotated[float, Doc("Points that it opens at most, to one decimal.")]
    signals: Annotated[list[MissingSignal], Doc("Signals that it completes.")]


class Diagnosis(TypedDict):
    """What a member's files cover, and how to get the rest."""

    measurable: Annotated[float, Doc("How many of the 100 points the files cover.")]
    sources: Annotated[list[SourceFile], Doc("Files that were read.")]
    skipped: Annotated[list[Skipped], Doc("Files that were not opened.")]
    missing: Annotated[list[Remedy], Doc("What to do for the rest, most points first.")]


def as_json(diagnosis: _Diagnosis) -> str:
    """Return what `ssi doctor --json` prints: ASCII only, so that every terminal can show it."""
    return json.dumps(as_dict(diagnosis), indent=1)


def as_dict(diagnosis: _Diagnosis) -> Diagnosis:
    """Return the object of `ssi doctor --json`."""
    return {
        "measurable": to_tenths(diagnosis.score.measurable_micro) / 10,
        "sources": [source_as_dict(source) for source in diagnosis.sources],
        "skipped": [{"file": skipped.file, "reason": skipped.reason} for skipped in diagnosis.skipped],
        "missing": [_remedy(remedy) for remedy in diagnosis.remedies],
    }


def _remedy(remedy: _Remedy) -> Remedy:
    return {
        "do": remedy.do or None,
        "points": to_tenths(remedy.micro) / 10,
        "signals": [
            {
                "signal": scored.id,
                "status": scored.status,
                "points": to_tenths(scored.open_micro) / 10,
                "reason": scored.reason,
            }
            for scored in remedy.signals
        ],
    }
