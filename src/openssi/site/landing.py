"""The page on which visitors choose their files, with a result of the sample next to the field."""

from __future__ import annotations

from pathlib import Path

from openssi.activity.annotations import Annotations
from openssi.member import open_member
from openssi.member.report import recent_change, recent_history
from openssi.render.html.environment import environment
from openssi.render.html.score import score_view
from openssi.render.html.summary import summary_view

__all__ = ["landing_page"]


def landing_page(sample: Path) -> str:
    """Return the page; the sample's archive is scored for it."""
    assessment = open_member(sample).score()
    view = score_view(assessment)
    summary = summary_view(assessment, view, recent_change(assessment), recent_history(assessment, Annotations()))
    return environment("openssi.site").get_template("index.html").render(view=view, summary=summary)
