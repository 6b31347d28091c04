"""LinkedIn's own numbers as a plain-text table."""

from __future__ import annotations

from collections.abc import Sequence

from openssi.activity.annotations import LinkedInScore
from openssi.render.words.linkedin_score import table

__all__ = ["as_text"]


def as_text(scores: Sequence[LinkedInScore]) -> str:
    """Return a table in plain characters, at most 80 columns wide; a sentence if there is nothing to show."""
    if not scores:
        return (
            "No LinkedIn score yet. Add one: ssi official add DAY --brand … --people … --insights … --relationships …"
        )
    rows = table(scores)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
