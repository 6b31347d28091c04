"""The Python twin of the command line: one call each, with results that show themselves."""

from openssi.api import official
from openssi.api.explain import DayExplanation, Explanation, Moves, explain, explain_day, explain_moves
from openssi.api.history import History, history
from openssi.api.member import Paths
from openssi.api.score import Assessment, score

__all__ = [
    "Assessment",
    "DayExplanation",
    "Explanation",
    "History",
    "Moves",
    "Paths",
    "explain",
    "explain_day",
    "explain_moves",
    "history",
    "official",
    "score",
]
