"""What follows from a score.

This package exports only what a score's screen, page and JSON need; import the rest from its module
(`insight.history`, `insight.explain`, `insight.coach`, ...).
"""

from openssi.insight.assessment import Assessment
from openssi.insight.credibility import Credibility, credibility
from openssi.insight.fades import Fade
from openssi.insight.never_done import NeverDone
from openssi.insight.next_steps import NextStep, next_steps
from openssi.insight.partial_archive import Partial
from openssi.insight.peers import PeerRank
from openssi.insight.signal_evidence import NextPoint, describe_evidence, next_point

__all__ = [
    "Assessment",
    "Credibility",
    "Fade",
    "NeverDone",
    "NextPoint",
    "NextStep",
    "Partial",
    "PeerRank",
    "credibility",
    "describe_evidence",
    "next_point",
    "next_steps",
]
