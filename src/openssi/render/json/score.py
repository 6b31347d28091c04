"""`ssi score --json`: a score with its pillars, signals and source files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, TypedDict

from openssi import insight, scoring
from openssi.activity.calendar import iso
from openssi.activity.report import FileReport
from openssi.model import MICRO
from openssi.render.json.contract import Day, Doc, ModelRef, Pair
from openssi.render.json.next_steps import Fade, IfNever, NextStep, fade_as_dict, if_never_as_dict, next_step_as_dict
from openssi.render.json.partial import Partial, partial_as_dict
from openssi.render.words.pillars import measured_micro, percent_earned
from openssi.scoring.results import Status
from openssi.scoring.rounding import to_tenths

if TYPE_CHECKING:
    from openssi.insight.signal_detail import EvidenceDay, SignalDetail

__all__ = [
    "ActivityDay",
    "Credibility",
    "Curve",
    "Interval",
    "PillarScore",
    "Score",
    "SignalExplanation",
    "SignalScore",
    "SourceFile",
    "as_dict",
    "as_json",
    "explanation_as_json",
    "source_as_dict",
]


_WHOLE = 1000  # tenths of a point in a full index


class SignalScore(TypedDict):
    """One signal of a score."""

    status: Annotated[
        Status, Doc("Whether the data covers the signal. Partly measured means that its numbers are lower bounds.")
    ]
    value: Annotated[int | None, Doc("Value of the signal. Null unless measured, at least in part.")]
    points: Annotated[
        float | None, Doc("Points, to one decimal. Null unless measured, at least in part, and there is enough data.")
    ]
    micro: Annotated[int | None, Doc("Micro-points. Null unless measured, at least in part, and there is enough data.")]
    max: Annotated[int, Doc("Maximum points of the signal.")]


class PillarScore(TypedDict):
    """One of the four pillars of a score."""

    points: Annotated[
        float | None,
        Doc("Points, to one decimal: the sum of its signals as shown, at most `max`. Null if there isn't enough data."),
    ]
    micro: Annotated[int | None, Doc("Micro-points. Null if there isn't enough data.")]
    max: Annotated[int, Doc("Maximum points of the pillar.")]
    measurable: Annotated[float, Doc("How many of its points the data covers.")]
    percent: Annotated[
        int | None,
        Doc("Percent of these points that are earned, rounded down. Null if none are covered or there is no index."),
    ]
    signals: Annotated[dict[str, SignalScore], Doc("Its signals, by ID.")]


class SourceFile(TypedDict):
    """A file that was read, and what became of its records."""

    file: Annotated[str, Doc("Name of the file in the archive, prefixed with the archive's name if there are several.")]
    records: Annotated[int, Doc("Records in the file: imported + duplicate + rejected.")]
    imported: Annotated[int, Doc("New records.")]
    duplicate: Annotated[int, Doc("Records that a newer archive also contains.")]
    rejected: Annotated[int, Doc("Records that were skipped, each with a reason.")]
    repaired: Annotated[int, Doc("Imported or duplicate records that were fixed while reading.")]
    first: Annotated[Day | None, Doc("Day of the earliest imported record. Null if its records have no dates.")]
    last: Annotated[Day | None, Doc("Day of the latest imported record. Null if its records have no dates.")]


class Interval(TypedDict):
    """How sure the index is, in whole points: it would lie within this interval four times in five."""

    plus_minus: Annotated[int, Doc('Half the width of the interval, at least 1: 5 for "53 ± 5".')]
    low: Annotated[int, Doc("Lower end, rounded, at least 0.")]
    high: Annotated[int, Doc("Upper end, rounded, at most 100.")]


class Credibility(TypedDict):
    """What others may ask about the index. None of it is a part of the index."""

    texts: Annotated[
        int | None,
        Doc("Posts, comments and replies of the last 90 days. Null if the data doesn't show which repeat another."),
    ]
    repeated_texts: Annotated[int | None, Doc("Those that repeat an earlier one, or nearly. Null if `texts` is null.")]
    click_micro: Annotated[int, Doc("Points from reactions, reposts, searches and follows, in micro-points.")]
    crowded_days: Annotated[
        int, Doc("Days of the last 90 with at least twice as much of one thing as counts in a day.")
    ]


class Score(TypedDict):
    """A member's index on one day. Without enough data for an index, its numbers are null."""

    as_of: Annotated[Day, Doc("Day that was scored.")]
    model: Annotated[ModelRef, Doc("Model that computed the score.")]
    index: Annotated[
        float | None,
        Doc(
            "The index from 0 to 100, to one decimal: the sum of the pillars as shown. Null if there isn't enough data."
        ),
    ]
    index_micro: Annotated[int | None, Doc("The index in micro-points. Null if there isn't enough data.")]
    interval: Annotated[
        Interval | None,
        Doc("How far the index would move if single weeks had gone differently. Null if there isn't enough data."),
    ]
    band: Annotated[
        str | None,
        Doc(
            "Band of the index in whole points: starting, building, leading, or not_enough_yet without enough data. "
            "Null if fewer than 40 points are measurable."
        ),
    ]
    range: Annotated[
        Pair[float] | None,
        Doc(
            "The index, and the index if everything that wasn't measured had its maximum. Null if there isn't "
            "enough data."
        ),
    ]
    measurable: Annotated[float, Doc("How many of the 100 points the data covers.")]
    partial: Annotated[
        Partial | None,
        Doc("What part of an archive was given and what it can tell. Null if 40 points or more are measurable."),
    ]
    pillars: Annotated[dict[str, PillarScore], Doc("The four pillars, by ID.")]
    next_steps: Annotated[list[NextStep], Doc("Next steps, largest gain first, at most three.")]
    if_never: Annotated[list[IfNever], Doc("Steps of kinds whose file is missing, for a member who never did them.")]
    fades_next: Annotated[list[Fade], Doc("Points that expire in the next 30 days if the member stops, by day.")]
    credibility: Annotated[
        Credibility | None, Doc("What others may ask about the index. Null if there isn't enough data.")
    ]
    sources: Annotated[list[SourceFile], Doc("Files that were read.")]


class ActivityDay(TypedDict):
    """Activity of one kind on one day, as it counts toward a signal."""

    kind: Annotated[str, Doc("ID of the kind of activity.")]
    day: Annotated[Day, Doc("Day of the activity.")]
    known_day: Annotated[Day, Doc("Day from which it counts.")]
    quantity: Annotated[int, Doc("Quantity, in the unit of the kind.")]
    weight: Annotated[int, Doc("Days until it has faded, from 90 to 1. Always 1 for a stock.")]
    adds: Annotated[int, Doc("Contribution to the value: quantity times weight.")]


class Curve(TypedDict):
    """How the value of a signal becomes points."""

    knots: Annotated[list[Pair[int]], Doc("Pairs of value and millionths of the maximum points.")]
    provenance: Annotated[str, Doc("Where the knots come from.")]


class SignalExplanation(TypedDict):
    """How one signal of a score was computed."""

    signal: Annotated[str, Doc("ID of the signal.")]
    as_of: Annotated[Day, Doc("Day that was scored.")]
    status: Annotated[
        Status, Doc("Whether the data covers the signal. Partly measured means that its numbers are lower bounds.")
    ]
    reason: Annotated[str, Doc("Why it wasn't measured, or only in part. Empty if it was.")]
    value: Annotated[int | None, Doc("Value of the signal. Null unless measured, at least in part.")]
    micro: Annotated[int | None, Doc("Micro-points. Null unless measured, at least in part.")]
    max: Annotated[int, Doc("Maximum points of the signal.")]
    days: Annotated[list[ActivityDay], Doc("Activity behind the value.")]
    curve: Annotated[Curve, Doc("How the value becomes points.")]


def as_json(assessment: insight.Assessment) -> str:
    """Return what `ssi score --json` prints: ASCII only, so that every terminal can show it."""
    return json.dumps(as_dict(assessment), indent=1)


def as_dict(assessment: insight.Assessment) -> Score:
    """Return the object of `ssi score --json`."""
    score = assessment.score
    shown, known = score.shown, bool(score.enough)
    return {
        "as_of": iso(score.as_of),
        "model": {"id": score.model_id, "fingerprint": score.fingerprint},
        "index": shown.index / 10 if known else None,
        "index_micro": score.index_micro if known else None,
        "interval": _interval(assessment) if known else None,
        "band": _band(score),
        "range": [shown.index / 10, shown.upper / 10] if known else None,
        "measurable": (_WHOLE - shown.open) / 10,
        "partial": None if assessment.partial is None else partial_as_dict(assessment.partial),
        "pillars": {pillar.id: _pillar(score, pillar, known=known) for pillar in score.pillars},
        "next_steps": [next_step_as_dict(step) for step in assessment.next_steps],
        "if_never": [if_never_as_dict(offer) for offer in assessment.if_never],
        "fades_next": [fade_as_dict(fade) for fade in assessment.fades],
        "credibility": _credibility(assessment.credibility) if known else None,
        "sources": [source_as_dict(source) for source in assessment.sources],
    }


def _interval(assessment: insight.Assessment) -> Interval:
    index, half = (assessment.score.index_micro + MICRO // 2) // MICRO, assessment.interval
    return {"plus_minus": half, "low": max(0, index - half), "high": min(100, index + half)}


def _band(score: scoring.Score) -> str | None:
    if not score.enough:
        return "not_enough_yet"
    return None if score.is_partial else score.band


def _pillar(score: scoring.Score, pillar: scoring.PillarScore, *, known: bool) -> PillarScore:
    return {
        "points": score.shown.pillars[pillar.id] / 10 if known else None,
        "micro": pillar.micro if known else None,
        "max": pillar.maximum,
        "measurable": to_tenths(measured_micro(pillar)) / 10,
        "percent": percent_earned(pillar) if known and measured_micro(pillar) else None,
        "signals": {signal.id: _signal(score, signal, known=known) for signal in pillar.signals},
    }


def _signal(score: scoring.Score, signal: scoring.SignalScore, *, known: bool) -> SignalScore:
    measured = known and signal.counts
    return {
        "status": signal.status,
        "value": signal.value,
        "points": score.shown.signals[signal.id] / 10 if measured else None,
        "micro": signal.micro if measured else None,
        "max": signal.maximum,
    }


def _credibility(credibility: insight.Credibility) -> Credibility:
    return {
        "texts": credibility.texts,
        "repeated_texts": credibility.repeated,
        "click_micro": credibility.click_micro,
        "crowded_days": credibility.crowded_days,
    }


def source_as_dict(source: FileReport) -> SourceFile:
    """Return the object about a file that was read."""
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


def explanation_as_json(explained: SignalDetail) -> str:
    """Return what `ssi score --json --explain SIGNAL` prints."""
    return json.dumps(_explanation(explained), indent=1)


def _explanation(explained: SignalDetail) -> SignalExplanation:
    signal, scored = explained.signal, explained.scored
    return {
        "signal": signal.id,
        "as_of": iso(explained.as_of),
        "status": scored.status,
        "reason": scored.reason,
        "value": scored.value,
        "micro": scored.micro if scored.value is not None else None,
        "max": scored.maximum,
        "days": [_activity(day) for day in explained.days],
        "curve": {"knots": [list(knot) for knot in signal.curve.knots], "provenance": signal.curve.provenance},
    }


def _activity(day: EvidenceDay) -> ActivityDay:
    return {
        "kind": day.kind,
        "day": iso(day.day),
        "known_day": iso(day.known_day),
        "quantity": day.quantity,
        "weight": day.weight,
        "adds": day.adds,
    }
