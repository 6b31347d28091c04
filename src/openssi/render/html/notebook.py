"""Results as pieces of HTML for notebooks; their styles reach nothing outside."""

from __future__ import annotations

from markupsafe import escape

from openssi.insight import Assessment
from openssi.insight.explain import DayExplanation, Explanation, Moves
from openssi.insight.history import History
from openssi.insight.what_if import WhatIf
from openssi.render.escaping import reveal_invisible
from openssi.render.html.environment import render
from openssi.render.html.score import score_view
from openssi.render.svg import Chart, fan_chart, history_chart, waterfall

__all__ = ["explanation_fragment", "history_fragment", "preformatted", "score_fragment", "what_if_fragment"]


def score_fragment(assessment: Assessment) -> str:
    """Return the index, its pillars and the next steps."""
    return render("fragment.html", view=score_view(assessment))


def history_fragment(history: History) -> str:
    """Return the line of a history with its table."""
    return _charts(history_chart(history))


def explanation_fragment(explained: Explanation | DayExplanation | Moves) -> str:
    """Return the waterfall of a change or a day, or one for each of the largest moves, with tables."""
    explanations = explained.explanations if isinstance(explained, Moves) else (explained,)
    return _charts(*map(waterfall, explanations))


def what_if_fragment(what_if: WhatIf) -> str:
    """Return both paths with their table."""
    return _charts(fan_chart(what_if))


def preformatted(text: str) -> str:
    """Return the plain text of a screen."""
    lines = "\n".join(map(reveal_invisible, text.splitlines()))
    return f"<pre>{escape(lines)}</pre>"


def _charts(*charts: Chart) -> str:
    return render("chart.html", charts=charts)
