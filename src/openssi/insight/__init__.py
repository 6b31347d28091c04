"""What follows from results: what was counted, what the next point takes, the best next steps. Each reads results, none another."""

from openssi.insight.assessment import Assessment, Source, Unread
from openssi.insight.counted import NextPoint, counted, next_point
from openssi.insight.explain import (
    Bar,
    DayExplanation,
    Evidence,
    Explanation,
    Moves,
    Reason,
    explain_change,
    explain_day,
    largest_moves,
)
from openssi.insight.history import CoverageChange, Every, History, HistoryDay, history
from openssi.insight.next_steps import NextStep, next_steps
from openssi.insight.official import Together, together
from openssi.insight.signal import CountedDay, SignalExplanation, explain_signal

__all__ = [
    "Assessment",
    "Bar",
    "CountedDay",
    "CoverageChange",
    "DayExplanation",
    "Every",
    "Evidence",
    "Explanation",
    "History",
    "HistoryDay",
    "Moves",
    "NextPoint",
    "NextStep",
    "Reason",
    "SignalExplanation",
    "Source",
    "Together",
    "Unread",
    "counted",
    "explain_change",
    "explain_day",
    "explain_signal",
    "history",
    "largest_moves",
    "next_point",
    "next_steps",
    "together",
]
