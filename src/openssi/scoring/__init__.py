"""One member's score in plain Python, exact in whole numbers: measures, points, the index, and its typed result."""

from openssi.scoring.results import Enough, PillarScore, Score, Shown, SignalScore
from openssi.scoring.score import history, rescore, score

__all__ = ["Enough", "PillarScore", "Score", "Shown", "SignalScore", "history", "rescore", "score"]
