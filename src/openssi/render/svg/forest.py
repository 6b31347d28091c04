"""A forest plot: the ratio of each team with its interval, and their mean below."""

from __future__ import annotations

from openssi.insight.outcomes import MetaAnalysis
from openssi.render.svg.chart import Chart
from openssi.render.svg.ratios import RatioRow, ratio_chart
from openssi.render.words.meta_analysis import together_in_words
from openssi.render.words.outcomes import OUTCOME_NAMES

__all__ = ["forest_chart"]


def forest_chart(found: MetaAnalysis, outcome: str) -> Chart:
    """Draw the teams and their mean."""
    rows = [RatioRow(team.name, team.ratio, team.interval_95) for team in found.teams]
    if found.ratio is not None and found.interval_95 is not None:
        rows.append(RatioRow("All teams", found.ratio, found.interval_95, found.interval_50, strong=True))
    title = f"{OUTCOME_NAMES.get(outcome, outcome)} and the index in {len(found.teams)} teams"
    return ratio_chart(title, together_in_words(found, outcome), rows)
