"""Pillars and their signals as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.insight import Assessment, describe_evidence, next_point
from openssi.model import MICRO, Pillar, Signal
from openssi.render.svg import pillar_bar, share_bar
from openssi.render.words.pillars import measured_micro, percent_earned
from openssi.scoring import PillarScore, SignalScore
from openssi.scoring.rounding import format_short, format_tenths, to_tenths

__all__ = ["PillarView", "SignalView", "pillar_view"]


@dataclass(frozen=True, slots=True)
class SignalView:
    """One signal; `state` is good, low or open (not measured), `points` None where there is no number to show.

    `in_part` says whether its points are a lower bound.
    """

    title: str
    state: str
    words: str
    counted: str
    points: str | None
    maximum: int
    bar: str
    to_do: str
    why: str
    brought_by: str
    in_part: bool
    full: bool


@dataclass(frozen=True, slots=True)
class PillarView:
    """One pillar and its signals, in the model's order; `points` None where there is no number to show.

    `percent` is how much of the measured points is earned, and `share` the bar that shows it.
    """

    title: str
    points: str | None
    maximum: int
    measured: str
    percent: int
    unmeasured: str
    bar: str
    share: str
    weakest: bool
    signals: tuple[SignalView, ...]

    @property
    def open(self) -> tuple[SignalView, ...]:
        """The measured signals with points to win."""
        return tuple(signal for signal in self.signals if signal.state != "open" and not signal.full)

    @property
    def full(self) -> tuple[SignalView, ...]:
        """The measured signals that have all their points."""
        return tuple(signal for signal in self.signals if signal.full)

    @property
    def not_measured(self) -> tuple[SignalView, ...]:
        """The signals that were not measured, or don't apply."""
        return tuple(signal for signal in self.signals if signal.state == "open")


def pillar_view(assessment: Assessment, pillar: Pillar, scored: PillarScore, weakest: PillarScore | None) -> PillarView:
    """Put a pillar into words."""
    tenths = assessment.score.shown.pillars[pillar.id]
    enough, open_tenths = bool(assessment.score.enough), to_tenths(scored.open_micro)
    return PillarView(
        title=pillar.title,
        points=format_tenths(tenths) if enough and scored.counts else None,
        maximum=scored.maximum,
        measured=format_short(to_tenths(measured_micro(scored))),
        percent=percent_earned(scored),
        unmeasured=format_short(open_tenths) if open_tenths else "",
        bar=pillar_bar(tenths, open_tenths, scored.maximum) if enough else "",
        share=share_bar(scored.micro, measured_micro(scored)),
        weakest=scored is weakest,
        signals=tuple(_signal(assessment, *pair) for pair in zip(pillar.signals, scored.signals, strict=True)),
    )


def _signal(assessment: Assessment, signal: Signal, scored: SignalScore) -> SignalView:
    enough, counts = bool(assessment.score.enough), scored.counts
    tenths = assessment.score.shown.signals[signal.id]
    state = _state(scored)
    activity, model, day = assessment.activity, assessment.model, assessment.score.as_of
    return SignalView(
        title=signal.title,
        state=state,
        words=_words(signal, scored, state) if enough or not counts else "",
        counted=describe_evidence(activity, model, signal, day) if counts else "",
        points=format_tenths(tenths) if enough and counts else None,
        maximum=scored.maximum,
        bar=share_bar(scored.micro, scored.maximum * MICRO) if enough and counts else "",
        to_do=_to_do(assessment, signal, scored) if enough and scored.status == "measured" else "",
        why=signal.why,
        brought_by=signal.brought_by if scored.status == "not_measured" else "",
        in_part=scored.status == "partly_measured",
        full=enough and scored.status == "measured" and scored.micro >= scored.maximum * MICRO,
    )


def _state(scored: SignalScore) -> str:
    if not scored.counts:
        return "open"
    return "good" if 2 * scored.micro >= scored.maximum * MICRO else "low"


def _words(signal: Signal, scored: SignalScore, state: str) -> str:
    if scored.status == "not_applicable":
        return f"Doesn’t apply: {scored.reason}."
    if scored.status == "not_measured":
        return f"Not measured: {scored.reason}." if scored.reason != f"needs {signal.brought_by}" else "Not measured."
    if scored.status == "partly_measured":
        return f"Measured in part, so it may be more: {scored.reason}."
    return signal.good if state == "good" else signal.low


def _to_do(assessment: Assessment, signal: Signal, scored: SignalScore) -> str:
    if scored.micro >= signal.maximum * MICRO:
        return "All points earned"
    following = next_point(assessment.activity, assessment.model, signal, scored, assessment.score.as_of)
    if following is None:
        return ""
    return f"Next point: {following}" if following.micro == MICRO else f"Full points: {following}"
