"""The score: one member in plain Python (`score.py`), everyone in SQL (`sql.py`, ranks in `ranks.py`), its types."""

from openssi.scoring.interval import interval_points
from openssi.scoring.results import (
    NO_EXPORT,
    POINTS_FOR_BAND,
    POINTS_FOR_NUMBER,
    DataSufficiency,
    PillarScore,
    Score,
    ShownScore,
    SignalScore,
)
from openssi.scoring.score import daily_scores, rescore, score

__all__ = [
    "NO_EXPORT",
    "POINTS_FOR_BAND",
    "POINTS_FOR_NUMBER",
    "DataSufficiency",
    "PillarScore",
    "Score",
    "ShownScore",
    "SignalScore",
    "daily_scores",
    "interval_points",
    "rescore",
    "score",
]
