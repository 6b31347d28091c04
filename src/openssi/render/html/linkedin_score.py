"""LinkedIn's own numbers as a table for notebooks."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from openssi.activity.annotations import LinkedInScore
from openssi.render.words.linkedin_score import score_table

__all__ = ["as_html"]


def as_html(scores: Sequence[LinkedInScore]) -> str:
    """Return the table as HTML."""
    headings, *rows = score_table(scores)
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
