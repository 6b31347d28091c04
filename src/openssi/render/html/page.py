"""A score as one HTML page, self-contained and without a script, and as a compact piece for notebooks."""

from __future__ import annotations

from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from openssi.activity.annotations import Annotations
from openssi.insight import Assessment
from openssi.insight.explain import DayExplanation, Explanation, Moves
from openssi.insight.history import History
from openssi.insight.what_if import WhatIf
from openssi.render.escaping import reveal_invisible
from openssi.render.html.history import calendar_view, trend_of, trend_view, why_view
from openssi.render.html.outlook import ahead_view
from openssi.render.html.score import view
from openssi.render.svg import STYLE, fan_chart, history_chart, waterfall

__all__ = [
    "environment",
    "explanation_fragment",
    "fragment",
    "history_fragment",
    "history_page",
    "moves_fragment",
    "page",
    "preformatted",
    "what_if_fragment",
]

_UNMARKED = Annotations()


def page(assessment: Assessment, marks: Annotations = _UNMARKED) -> str:
    """The report: one file that loads nothing, for screen and paper. The marks stand beside the trend."""
    if not assessment.score.enough:
        return _rendered("page.html", view=view(assessment), trend=None, why=None, calendar=None, ahead=None)
    return _rendered(
        "page.html",
        view=view(assessment),
        trend=trend_of(assessment, marks),
        why=why_view(assessment),
        calendar=calendar_view(assessment),
        ahead=ahead_view(assessment),
    )


def fragment(assessment: Assessment) -> str:
    """The index, its pillars and the next steps, for a notebook; its styles reach nothing outside."""
    return _rendered("fragment.html", view=view(assessment))


def history_page(history: History) -> str:
    """A history as a page of its own."""
    trend = trend_view(history)
    return _rendered("history.html", trend=trend, title=trend.chart.title)


def history_fragment(history: History) -> str:
    """The line of a history with its table, for a notebook."""
    return _rendered("chart.html", charts=[history_chart(history)])


def explanation_fragment(explained: Explanation | DayExplanation) -> str:
    """The waterfall of a change, or of a day, with its table, for a notebook."""
    return _rendered("chart.html", charts=[waterfall(explained)])


def moves_fragment(moves: Moves) -> str:
    """The waterfalls of the largest drops and rises, for a notebook."""
    return _rendered("chart.html", charts=[waterfall(explained) for explained in moves.explanations])


def what_if_fragment(found: WhatIf) -> str:
    """Both paths with their table, for a notebook."""
    return _rendered("chart.html", charts=[fan_chart(found)])


def preformatted(text: str) -> str:
    """A screen's plain text for a notebook."""
    lines = "\n".join(map(reveal_invisible, text.splitlines()))
    return f"<pre>{escape(lines)}</pre>"


def _finished(value: object) -> object:
    """Applied to every value that a template prints, before it is escaped; markup of our own passes."""
    return reveal_invisible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _rendered(template: str, **values: object) -> str:
    return _environment().get_template(template).render(chart_style=STYLE, **values)


@cache
def _environment() -> Environment:
    return environment()


def environment(*packages: str) -> Environment:
    """Templates of these packages and of the reports, where everything printed is escaped and made visible."""
    return Environment(
        autoescape=True,
        auto_reload=False,  # the templates are part of the package
        finalize=_finished,
        loader=ChoiceLoader([PackageLoader(package) for package in (*packages, "openssi.render.html")]),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
