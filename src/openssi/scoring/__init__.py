"""One member's score in plain Python, exact in whole numbers: measures, points, the index, and its typed result."""

from openssi.scoring.interval import interval_points
from openssi.scoring.results import (
    NO_EXPORT,
    POINTS_FOR_BAND,
    POINTS_FOR_NUMBER,
    DataSufficiency,
    PillarScore,
    Score,
    Shown,
    SignalScore,
)
from openssi.scoring.score import history, rescore, score

__all__ = [
    "NO_EXPORT",
    "POINTS_FOR_BAND",
    "POINTS_FOR_NUMBER",
    "DataSufficiency",
    "PillarScore",
    "Score",
    "Shown",
    "SignalScore",
    "history",
    "interval_points",
    "rescore",
    "score",
]
