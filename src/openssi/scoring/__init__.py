"""One member's score in plain Python, exact in whole numbers: measures, points, the index, and its typed result."""

from openssi.scoring.attribution import Cause, Share, change_shares, standing_shares
from openssi.scoring.results import Enough, PillarScore, Score, Shown, SignalScore
from openssi.scoring.score import history, score

__all__ = [
    "Cause",
    "Enough",
    "PillarScore",
    "Score",
    "Share",
    "Shown",
    "SignalScore",
    "change_shares",
    "history",
    "score",
    "standing_shares",
]
