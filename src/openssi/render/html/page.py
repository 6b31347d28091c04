"""Pages of their own: one file without a script that loads nothing, for screen and paper."""

from __future__ import annotations

from typing import NamedTuple

from openssi.insight import Assessment
from openssi.insight.explain import Explanation, Moves
from openssi.insight.history import History
from openssi.render.html.environment import render
from openssi.render.html.explain import why_view
from openssi.render.html.history import calendar_chart, history_view
from openssi.render.html.outlook import Forecast, outlook_view
from openssi.render.html.score import score_view

__all__ = ["ReportResults", "history_page", "render_report"]


class ReportResults(NamedTuple):
    """What the report shows besides the score: the last two years, why the index moved, and where it leads."""

    history: History
    change: Explanation | None
    moves: Moves
    forecast: Forecast


def render_report(assessment: Assessment, results: ReportResults | None) -> str:
    """Return the report of a score; `results` are None if there is too little data for an index."""
    if results is None:
        return render("page.html", view=score_view(assessment), trend=None, why=None, calendar=None, outlook=None)
    return render(
        "page.html",
        view=score_view(assessment),
        trend=history_view(results.history),
        why=why_view(results.change, results.moves),
        calendar=calendar_chart(assessment),
        outlook=outlook_view(results.forecast),
    )


def history_page(history: History) -> str:
    """Return a history as a page."""
    trend = history_view(history)
    return render("history.html", trend=trend, title=trend.chart.title)
