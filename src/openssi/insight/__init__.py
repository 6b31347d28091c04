"""What follows from results: what was counted, what the next point takes, the best next steps. Each reads results, none another."""

from openssi.insight.assessment import Assessment, Source, Unread
from openssi.insight.counted import NextPoint, counted, next_point
from openssi.insight.next_steps import NextStep, next_steps

__all__ = ["Assessment", "NextPoint", "NextStep", "Source", "Unread", "counted", "next_point", "next_steps"]
