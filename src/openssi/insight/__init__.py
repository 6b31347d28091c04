"""What follows from results: what was counted, what the next point takes, the best next steps. Each reads results, none another."""

from openssi.insight.assessment import Assessment, Source, Unread
from openssi.insight.counted import NextPoint, counted, next_point
from openssi.insight.next_steps import NextStep, next_steps
from openssi.insight.signal import CountedDay, SignalExplanation, explain_signal
from openssi.insight.standing import Standing

__all__ = [
    "Assessment",
    "CountedDay",
    "NextPoint",
    "NextStep",
    "SignalExplanation",
    "Source",
    "Standing",
    "Unread",
    "counted",
    "explain_signal",
    "next_point",
    "next_steps",
]
