"""What expires in the next 30 days as a page shows it: a lane of days each, the points, and what keeps them."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.activity.calendar import iso
from openssi.insight import Assessment, Fade
from openssi.insight.fades import DAYS
from openssi.model import MICRO
from openssi.render.svg.fade_bars import lane
from openssi.render.words.digest import day_and_month
from openssi.render.words.next_steps import fade_in_words, total_in_words
from openssi.scoring.rounding import format_tenths

__all__ = ["FadeRow", "FadesView", "fades_view"]

_MOST = 5  # rows before the fold


@dataclass(frozen=True, slots=True)
class FadeRow:
    """One line: the day by which half is lost, what keeps the points, how many, and the bars of the days as SVG."""

    day: str
    iso: str
    what: str
    points: str
    kind: str
    lane: str


@dataclass(frozen=True, slots=True)
class FadesView:
    """What expires from the first to the last day: the largest, and the others; no rows if nothing does."""

    title: str
    first: str
    last: str
    largest: tuple[FadeRow, ...]
    others: tuple[FadeRow, ...]

    @property
    def rows(self) -> tuple[FadeRow, ...]:
        """Everything that expires."""
        return self.largest + self.others


def fades_view(assessment: Assessment) -> FadesView:
    """Put what expires next into words."""
    fades, today = assessment.fades, assessment.score.as_of
    largest = sorted(fades, key=lambda fade: -fade.micro)[:_MOST]
    highest = max((max(fade.daily) for fade in fades), default=1)
    rows = [(fade in largest, _row(fade, assessment, highest)) for fade in fades]
    return FadesView(
        total_in_words(fades, today + DAYS),
        day_and_month(today + 1),
        day_and_month(today + DAYS),
        tuple(row for large, row in rows if large),
        tuple(row for large, row in rows if not large),
    )


def _row(fade: Fade, assessment: Assessment, highest: int) -> FadeRow:
    return FadeRow(
        day=day_and_month(fade.day),
        iso=iso(fade.day),
        what=fade_in_words(fade, assessment.model),
        points=f"{'−' if fade.earned else '+'}{format_tenths(fade.micro * 10 // MICRO)}",
        kind="down" if fade.earned else "up",
        lane=lane(fade.daily, highest),
    )
