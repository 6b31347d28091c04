"""Test whether the index goes with a team's own sales; "your data cannot tell" is the usual answer."""

from openssi.insight.outcomes.months import MonthPoints, month_points, month_text, whole_months
from openssi.insight.outcomes.study import Falsification, OutcomeResult, Seller, Study, Verdict, study
from openssi.insight.outcomes.within import Effect

__all__ = [
    "Effect",
    "Falsification",
    "MonthPoints",
    "OutcomeResult",
    "Seller",
    "Study",
    "Verdict",
    "month_points",
    "month_text",
    "study",
    "whole_months",
]
