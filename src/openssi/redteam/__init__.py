"""Try to game a model: invented sellers, ways to game, and real archives that show what each way gains."""

from openssi.redteam.results import HONEST_GAIN, HONEST_MINUTES, Outcome, Result, SuiteResults
from openssi.redteam.sellers import SELLERS, Seller
from openssi.redteam.strategies import STRATEGIES, Strategy
from openssi.redteam.suite import Archives, run_suite

__all__ = [
    "HONEST_GAIN",
    "HONEST_MINUTES",
    "SELLERS",
    "STRATEGIES",
    "Archives",
    "Outcome",
    "Result",
    "Seller",
    "Strategy",
    "SuiteResults",
    "run_suite",
]
