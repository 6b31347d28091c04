"""Test whether the index goes with a team's own sales; "your data cannot tell" is the usual answer."""

from openssi.insight.outcomes.effect import Effect, Estimate
from openssi.insight.outcomes.meta_analysis import MetaAnalysis, TeamEstimate, combine_teams
from openssi.insight.outcomes.months import MonthPoints, month_points, month_text, silent_months, whole_months
from openssi.insight.outcomes.panel import Seller
from openssi.insight.outcomes.study import (
    LEAST_DOTS,
    LEAST_MONTHS,
    Falsification,
    OutcomeResult,
    Study,
    Verdict,
    study,
)

__all__ = [
    "LEAST_DOTS",
    "LEAST_MONTHS",
    "Effect",
    "Estimate",
    "Falsification",
    "MetaAnalysis",
    "MonthPoints",
    "OutcomeResult",
    "Seller",
    "Study",
    "TeamEstimate",
    "Verdict",
    "combine_teams",
    "month_points",
    "month_text",
    "silent_months",
    "study",
    "whole_months",
]
