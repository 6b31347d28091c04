"""LinkedIn's own numbers as a plain-text table."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from openssi.activity.annotations import LinkedInScore
from openssi.render.words.linkedin_score import score_table

__all__ = ["as_text"]

_COLUMNS = 100


def as_text(scores: Sequence[LinkedInScore], columns: int = _COLUMNS) -> str:
    """Return a table in plain characters, where it doesn't fit a paragraph a row; a sentence if there is nothing."""
    if not scores:
        return (
            "No LinkedIn score yet. Add one: ssi official add DAY --brand … --people … --insights … --relationships …"
        )
    rows = score_table(scores)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    if sum(widths) + 2 * len(widths) > columns:
        return "\n".join(textwrap.fill(_in_a_line(rows[0], row), columns, subsequent_indent="  ") for row in rows[1:])
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _in_a_line(headings: Sequence[str], row: Sequence[str]) -> str:
    """Write a row with its headings: "2026-05-19: index 53, brand 20.998, …"."""
    day, *cells = row
    return f"{day}: {', '.join(f'{heading} {cell}' for heading, cell in zip(headings[1:], cells, strict=True) if cell)}"
