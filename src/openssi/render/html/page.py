"""Pages of their own: one file without a script that loads nothing, for screen and paper."""

from __future__ import annotations

from typing import NamedTuple

from openssi.insight import Assessment, PeerRank
from openssi.insight.explain import Explanation, Moves
from openssi.insight.history import History
from openssi.render.html.coach import Forecast, outlook_view
from openssi.render.html.environment import render
from openssi.render.html.explain import why_view
from openssi.render.html.fades import fades_view
from openssi.render.html.history import calendar_chart, history_view
from openssi.render.html.peers import compare_with_own_past, compare_with_peers
from openssi.render.html.score import score_view
from openssi.render.html.summary import summary_view

__all__ = ["Links", "ReportResults", "history_page", "render_report"]


class Links(NamedTuple):
    """Where the parts of a page lead; empty where the part is on the page itself."""

    plan: str = ""
    history: str = ""
    reasons: str = ""
    signals: str = ""
    files: str = ""


class ReportResults(NamedTuple):
    """What the report shows besides the score: the last two years, why the index moved, where it leads, and peers."""

    history: History
    change: Explanation | None
    moves: Moves
    forecast: Forecast
    peers: tuple[PeerRank, ...] = ()


def render_report(assessment: Assessment, results: ReportResults | None) -> str:
    """Return the report of a score; `results` are None if there is too little data for an index."""
    view = score_view(assessment)
    if results is None:
        return render("page_not_enough.html", view=view)
    return render(
        "page.html",
        view=view,
        links=Links(),
        summary=summary_view(assessment, view, results.change, results.history),
        trend=history_view(results.history),
        why=why_view(results.change, results.moves),
        fades=fades_view(assessment),
        calendar=calendar_chart(assessment),
        outlook=outlook_view(results.forecast),
        comparisons=(
            *compare_with_own_past(results.history),
            *compare_with_peers(results.peers, assessment.score.index_micro),
        ),
    )


def history_page(history: History) -> str:
    """Return a history as a page."""
    trend = history_view(history)
    return render("history.html", trend=trend, title=trend.chart.title)
