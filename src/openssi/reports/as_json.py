"""A score as JSON: the contract that scripts rely on, to the key."""

from __future__ import annotations

import json

from openssi.activity.calendar import iso
from openssi.insight import Assessment, NextStep, SignalExplanation, Source
from openssi.model import MICRO
from openssi.scoring import PillarScore, Score, SignalScore

__all__ = ["as_dict", "as_json", "explanation_as_json"]


def as_json(assessment: Assessment) -> str:
    """The object as text; control characters and everything beyond ASCII are escaped, so that no terminal is harmed."""
    return json.dumps(as_dict(assessment), indent=1)


def as_dict(assessment: Assessment) -> dict[str, object]:
    """The object that `ssi score --json` prints. Where there is not enough data for a number, numbers are null."""
    score = assessment.score
    shown, known = score.shown, bool(score.enough)
    return {
        "as_of": iso(score.as_of),
        "model": {"id": score.model_id, "fingerprint": score.fingerprint},
        "index": shown.index / 10 if known else None,
        "index_micro": score.index_micro if known else None,
        "band": score.band if known else "not_enough_yet",
        "range": [shown.index / 10, shown.upper / 10] if known else None,
        "measurable": float(score.measurable),
        "pillars": {pillar.id: _pillar(score, pillar, known=known) for pillar in score.pillars},
        "next_steps": [_step(step) for step in assessment.next_steps],
        "sources": [_source(source) for source in assessment.sources],
    }


def _pillar(score: Score, pillar: PillarScore, *, known: bool) -> dict[str, object]:
    return {
        "points": score.shown.pillars[pillar.id] / 10 if known else None,
        "micro": pillar.micro if known else None,
        "max": pillar.maximum,
        "signals": {signal.id: _signal(score, signal) for signal in pillar.signals},
    }


def _signal(score: Score, signal: SignalScore) -> dict[str, object]:
    measured = signal.status == "measured"
    return {
        "status": signal.status,
        "value": signal.value,
        "points": score.shown.signals[signal.id] / 10 if measured else None,
        "micro": signal.micro if measured else None,
        "max": signal.maximum,
    }


def _step(step: NextStep) -> dict[str, object]:
    return {
        "signal": step.signal,
        "do": step.do,
        "gain": (step.gain * 10 // MICRO) / 10,
        "minutes_a_week": step.minutes_a_week,
        "because": step.because,
    }


def _source(source: Source) -> dict[str, object]:
    return {
        "file": source.file,
        "records": source.records,
        "imported": source.imported,
        "duplicate": source.duplicate,
        "rejected": source.rejected,
        "repaired": source.repaired,
        "first": None if source.first is None else iso(source.first),
        "last": None if source.last is None else iso(source.last),
    }


def explanation_as_json(explained: SignalExplanation) -> str:
    """The object that `ssi score --json --explain SIGNAL` prints."""
    signal, scored = explained.signal, explained.scored
    return json.dumps(
        {
            "signal": signal.id,
            "as_of": iso(explained.as_of),
            "status": scored.status,
            "reason": scored.reason,
            "value": scored.value,
            "micro": scored.micro if scored.value is not None else None,
            "max": scored.maximum,
            "days": [
                {
                    "kind": day.kind,
                    "day": iso(day.day),
                    "known_day": iso(day.known_day),
                    "quantity": day.quantity,
                    "weight": day.weight,
                    "adds": day.adds,
                }
                for day in explained.days
            ],
            "curve": {"knots": [list(knot) for knot in signal.curve.knots], "provenance": signal.curve.provenance},
        },
        indent=1,
    )
