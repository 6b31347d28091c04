"""What a page says first, in words: the index and its trend, the weakest part, why it moved, what next, and against whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openssi.activity.calendar import iso
from openssi.insight import Assessment, PeerRank
from openssi.insight.explain import Explanation
from openssi.insight.explanation_text import sentence
from openssi.model import MICRO
from openssi.render.html.score import StepView, View
from openssi.render.svg import pillar_bar
from openssi.scoring import PillarScore
from openssi.scoring.rounding import format_points, format_signed

__all__ = ["Glance", "PeerComparison", "PillarGlance", "glance", "standings_in_words"]

#: Words of a pillar by the hundredths of its measured points that are earned at least.
_WORDS = ((75, "strong"), (50, "good"), (25, "room to grow"), (0, "worth attention"))
_FEWEST = 10  # people of whom an average is told


@dataclass(frozen=True, slots=True)
class PillarGlance:
    """One pillar: tenths of a point put into words, its change in four weeks, and whether it is the weakest."""

    title: str
    points: str | None
    maximum: int
    word: str
    change: str
    bar: str
    unmeasured: int
    weakest: bool


@dataclass(frozen=True, slots=True)
class Glance:
    """The answers; `arrow` is up, down or level, and empty like `change` where there was no number four weeks before."""

    arrow: str
    change: str
    pillars: tuple[PillarGlance, ...]
    weakest: str
    why: str
    step: StepView | None


@dataclass(frozen=True, slots=True)
class PeerComparison:
    """A group that one is compared with: who that is, the place in it and what it has, in words."""

    who: str
    place: str
    more: tuple[str, ...]


def glance(assessment: Assessment, view: View, change: Explanation | None) -> Glance:
    """The answers for an assessment with a number; `view` is its page, `change` that of the last four weeks."""
    scores = assessment.score.pillars
    weakest = min((one for one in scores if one.unmeasured < one.maximum), key=_share, default=None)
    now, before = assessment.score.shown.pillars, change.before.shown.pillars if change else None
    pillars = tuple(
        PillarGlance(
            shown.title,
            shown.points,
            shown.maximum,
            _word(scored),
            format_signed(now[scored.id] - before[scored.id]) if before else "",
            pillar_bar(now[scored.id], scored.unmeasured, scored.maximum, width=720),
            scored.unmeasured,
            scored is weakest,
        )
        for shown, scored in zip(view.pillars, scores, strict=True)
    )
    moved = change.after.shown.index - change.before.shown.index if change else 0
    return Glance(
        arrow=("up" if moved > 0 else "down" if moved < 0 else "level") if change else "",
        change=format_signed(moved) if change else "",
        pillars=pillars,
        weakest=next((one.title for one in pillars if one.weakest), ""),
        why=sentence(change)
        if change
        else "There was no number four weeks before, so there is no change to explain yet.",
        step=view.steps[0] if view.steps else None,
    )


def _share(pillar: PillarScore) -> float:
    return pillar.micro / (pillar.maximum - pillar.unmeasured)


def _word(pillar: PillarScore) -> str:
    measured = pillar.maximum - pillar.unmeasured
    if not measured:
        return "not measured"
    return next(word for least, word in _WORDS if 100 * pillar.micro >= least * measured * MICRO)


def standings_in_words(standings: Sequence[PeerRank], index_micro: int) -> tuple[PeerComparison, ...]:
    """Each group with its place, its average and the mark that comes next."""
    return tuple(
        PeerComparison(_who(one), _place(one, index_micro), tuple(_further(one, index_micro))) for one in standings
    )


def _who(standing: PeerRank) -> str:
    words = {
        "team": f"Your team {standing.name}".rstrip(),
        "industry": f"People in {standing.name}",
        "network": "Your network",
    }
    return words[standing.group]


def _place(standing: PeerRank, index_micro: int) -> str:
    people = f"{standing.size:,} {'person' if standing.size == 1 else 'people'}{_active(standing)}"
    if not standing.averages:
        return f"{people}: an average is told of {_FEWEST} or more"
    average = standing.averages["index"]
    shown = format_points(average) if standing.period is None else str(average // MICRO)
    gap = index_micro - average
    beside = (
        "as high as yours"
        if format_points(abs(gap)) == "0.0"
        else f"you are {format_points(abs(gap))} {'above' if gap > 0 else 'below'}"
    )
    return f"average {shown} of {people}: {beside}"


def _active(standing: PeerRank) -> str:
    """Of a team, who they are: the figures of whose day those are, and who is not among them."""
    if standing.period is None:
        return ""
    first, last = standing.period
    return f" who share, active in the {last - first + 1} days up to {iso(last)}"


def _further(standing: PeerRank, index_micro: int) -> list[str]:
    found: list[str] = []
    if standing.period is not None and standing.rank:
        found.append(f"your place is {standing.rank:,} of {standing.size:,}")
    if standing.top_percent is not None:
        found.append(f"top {standing.top_percent} %, rank {standing.rank:,} of {standing.size:,}")
    open_marks = [
        (percent, at) for percent, at in sorted(standing.thresholds.items(), reverse=True) if at > index_micro
    ]
    if open_marks:
        percent, at = open_marks[0]
        found.append(f"the top {percent} % begin at {format_points(at)}, {format_points(at - index_micro)} more")
    elif standing.thresholds:
        found.append(f"among the top {min(standing.thresholds)} % already")
    return found
