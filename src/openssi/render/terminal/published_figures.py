"""Published means of LinkedIn's index as plain text, next to the member's newest number."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from openssi.activity.annotations import LinkedInScore
from openssi.insight.published_figures import PublishedFigure
from openssi.render.words.linkedin_score import linkedin_score_in_words

__all__ = ["as_text"]

_WIDTH = 80
_FIRST, _REST = "  ", "            "


def as_text(latest: LinkedInScore | None, figures: Sequence[PublishedFigure], width: int = _WIDTH) -> str:
    """Return the member's newest number, and every figure with its source."""
    own = (
        f"Your newest from LinkedIn: {linkedin_score_in_words(latest)}"
        if latest
        else "No LinkedIn score yet. Add one: ssi official add DAY --brand … --people … --insights … --relationships …"
    )
    width = min(width, _WIDTH)
    intro = "Means of LinkedIn's index that were published (not of ours, which is another number):"
    lines = [*textwrap.wrap(own, width), "", *textwrap.wrap(intro, width)]
    for figure in figures:
        pillars = f" (pillars {', '.join(figure.pillars)})" if figure.pillars else ""
        note = f"; {figure.note}" if figure.note else ""
        people = "" if figure.people is None else f", {figure.people:,} people"
        words = f"{figure.day:<10}{figure.index:>6}{pillars}  {figure.group}{people}. {figure.source}{note}."
        lines.append(textwrap.fill(words, width, initial_indent=_FIRST, subsequent_indent=_REST))
    return "\n".join(lines)
