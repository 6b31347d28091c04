"""What follows from results: what was counted, what the next point takes, the best next steps. Each reads results, none another."""

from openssi.insight.assessment import Assessment, Source, Unread
from openssi.insight.counted import NextPoint, counted, next_point
from openssi.insight.history import CoverageChange, Every, History, HistoryDay, history
from openssi.insight.next_steps import NextStep, next_steps
from openssi.insight.signal import CountedDay, SignalExplanation, explain_signal

__all__ = [
    "Assessment",
    "CountedDay",
    "CoverageChange",
    "Every",
    "History",
    "HistoryDay",
    "NextPoint",
    "NextStep",
    "SignalExplanation",
    "Source",
    "Unread",
    "counted",
    "explain_signal",
    "history",
    "next_point",
    "next_steps",
]
