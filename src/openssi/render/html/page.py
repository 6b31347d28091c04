"""Pages of their own: one file without a script that loads nothing, for screen and paper."""

from __future__ import annotations

from openssi.activity.annotations import Annotations
from openssi.insight import Assessment
from openssi.insight.history import History
from openssi.render.html.environment import render
from openssi.render.html.explain import why_view
from openssi.render.html.history import calendar_chart, history_view, recent_history_view
from openssi.render.html.outlook import outlook_view
from openssi.render.html.score import score_view

__all__ = ["history_page", "report_page"]

_NO_ANNOTATIONS = Annotations()


def report_page(assessment: Assessment, annotations: Annotations = _NO_ANNOTATIONS) -> str:
    """Return the report of a score, with the member's notes and LinkedIn's scores in its history."""
    if not assessment.score.enough:
        return render("page.html", view=score_view(assessment), trend=None, why=None, calendar=None, outlook=None)
    return render(
        "page.html",
        view=score_view(assessment),
        trend=recent_history_view(assessment, annotations),
        why=why_view(assessment),
        calendar=calendar_chart(assessment),
        outlook=outlook_view(assessment),
    )


def history_page(history: History) -> str:
    """Return a history as a page."""
    trend = history_view(history)
    return render("history.html", trend=trend, title=trend.chart.title)
