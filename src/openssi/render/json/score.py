"""A score as JSON: the contract that scripts rely on, to the key."""

from __future__ import annotations

import json

from openssi.activity.calendar import iso
from openssi.activity.report import FileReport
from openssi.insight import Assessment, NextStep, SignalExplanation
from openssi.model import MICRO
from openssi.scoring import PillarScore, Score, SignalScore

__all__ = ["EXPLANATION_KEYS", "KEYS", "as_dict", "as_json", "explanation_as_json"]


#: Every key of `ssi score --json`, by its path; `*` stands for an id. The reference page is generated from this table.
KEYS: dict[str, str] = {
    "as_of": "the day that was scored, YYYY-MM-DD",
    "model.id": "the model that scored",
    "model.fingerprint": "16 hexadecimal digits over everything in the model that can change a number",
    "index": "0 to 100, to a tenth; the shown pillars add up to it; null if there is not enough data",
    "index_micro": "the index in whole micro-points; null if there is not enough data",
    "band": "starting, building, leading, or not_enough_yet",
    "range": "the index, and the index if all that was not measured earned everything; null if there is not enough data",
    "measurable": "points that could be measured",
    "pillars.*.points": "0 to 25, to a tenth; the shown signals add up to it; null if there is not enough data",
    "pillars.*.micro": "whole micro-points; null if there is not enough data",
    "pillars.*.max": "points at most",
    "pillars.*.signals.*.status": "measured, not_measured or not_applicable",
    "pillars.*.signals.*.value": "the signal's whole-number value; null unless measured",
    "pillars.*.signals.*.points": "points to a tenth; null unless measured and with enough data",
    "pillars.*.signals.*.micro": "whole micro-points; null unless measured and with enough data",
    "pillars.*.signals.*.max": "points at most",
    "next_steps[].signal": "the signal that the step raises most directly",
    "next_steps[].do": "the step as an instruction",
    "next_steps[].gain": "points after four weeks of it, against not doing it, rounded down to a tenth",
    "next_steps[].minutes_a_week": "minutes a week; a step done once is spread over four weeks",
    "next_steps[].because": "the evidence",
    "sources[].file": "the file's name in the archive; with several archives, the archive's name and a slash before it",
    "sources[].records": "records in the file; imported + duplicate + rejected",
    "sources[].imported": "records that were read and are new",
    "sources[].duplicate": "records that a newer archive holds already",
    "sources[].rejected": "records left out, with a reason",
    "sources[].repaired": "records, imported or duplicate, that had to be mended to be read",
    "sources[].first": "day of the earliest imported record; null where records have no date",
    "sources[].last": "day of the latest imported record; null where records have no date",
}

#: Every key of `ssi score --json --explain SIGNAL`.
EXPLANATION_KEYS: dict[str, str] = {
    "signal": "the signal's id",
    "as_of": "the day that was scored",
    "status": "measured, not_measured or not_applicable",
    "reason": "why it was not measured; empty if it was",
    "value": "the signal's whole-number value; null unless measured",
    "micro": "whole micro-points; null unless measured",
    "max": "points at most",
    "days[].kind": "the kind of activity",
    "days[].day": "the day of the activity",
    "days[].known_day": "the day from which it counts",
    "days[].quantity": "how much, in the unit of the kind",
    "days[].weight": "days left until it has faded, 90 to 1; 1 for a stock",
    "days[].adds": "quantity times weight",
    "curve.knots": "pairs of value and millionths of the maximum",
    "curve.provenance": "where the knots come from",
}


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
        "signals": {signal.id: _signal(score, signal, known=known) for signal in pillar.signals},
    }


def _signal(score: Score, signal: SignalScore, *, known: bool) -> dict[str, object]:
    measured = known and signal.status == "measured"
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


def _source(source: FileReport) -> dict[str, object]:
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
