"""What follows from results. Each reads results, none another; what looks back (history, explain, official) is not loaded here."""

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
