"""The answers at the top of a member's page: the index and its trend, the weakest pillar, why it moved, what next."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.insight import Assessment
from openssi.insight.explain import Explanation
from openssi.insight.explanation_text import sentence
from openssi.model import MICRO
from openssi.render.html.score import ScoreView, StepView
from openssi.render.svg import pillar_bar
from openssi.scoring import PillarScore
from openssi.scoring.rounding import format_signed, to_tenths

__all__ = ["PillarSummary", "SummaryView", "summary_view"]

#: What to call a pillar by the percentage of its measured points that is earned.
_WORDS = ((75, "strong"), (50, "good"), (25, "room to grow"), (0, "worth attention"))
_BAR_WIDTH = 720


@dataclass(frozen=True, slots=True)
class PillarSummary:
    """One pillar in a word, with its change in four weeks, and whether it is the weakest."""

    title: str
    points: str | None
    maximum: int
    word: str
    change: str
    bar: str
    unmeasured: str
    weakest: bool


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The answers; `arrow` is up, down or level, and empty like `change` where there was no number four weeks before."""

    arrow: str
    change: str
    pillars: tuple[PillarSummary, ...]
    weakest: str
    why: str
    step: StepView | None


def summary_view(assessment: Assessment, view: ScoreView, change: Explanation | None) -> SummaryView:
    """Answer for an assessment with a number, from its page and the change of the last four weeks."""
    pillars = _pillars(assessment, view, change)
    moved = change.after.shown.index - change.before.shown.index if change else 0
    why = sentence(change) if change else "There was no number four weeks ago, so there is no change to explain yet."
    return SummaryView(
        arrow=("up" if moved > 0 else "down" if moved < 0 else "level") if change else "",
        change=format_signed(moved) if change else "",
        pillars=pillars,
        weakest=next((pillar.title for pillar in pillars if pillar.weakest), ""),
        why=why,
        step=view.steps[0] if view.steps else None,
    )


def _pillars(assessment: Assessment, view: ScoreView, change: Explanation | None) -> tuple[PillarSummary, ...]:
    scores = assessment.score.pillars
    weakest = min((one for one in scores if one.counts), key=_earned_fraction, default=None)
    now, before = assessment.score.shown.pillars, change.before.shown.pillars if change else None
    return tuple(
        PillarSummary(
            title=shown.title,
            points=shown.points,
            maximum=shown.maximum,
            word=_word(scored),
            change=format_signed(now[scored.id] - before[scored.id]) if before else "",
            bar=pillar_bar(now[scored.id], to_tenths(scored.open_micro), scored.maximum, width=_BAR_WIDTH),
            unmeasured=shown.unmeasured,
            weakest=scored is weakest,
        )
        for shown, scored in zip(view.pillars, scores, strict=True)
    )


def _earned_fraction(pillar: PillarScore) -> float:
    return pillar.micro / _measured(pillar)


def _word(pillar: PillarScore) -> str:
    if not pillar.counts:
        return "not measured"
    return next(word for least, word in _WORDS if 100 * pillar.micro >= least * _measured(pillar))


def _measured(pillar: PillarScore) -> int:
    """Return the most micro-points that its measured signals can earn."""
    return sum(signal.maximum for signal in pillar.signals if signal.counts) * MICRO
