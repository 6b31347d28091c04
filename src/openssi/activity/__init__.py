"""One member's daily activity in one form, whatever the source; plans, annotations, calendar and time zones."""

from openssi.activity.credits import Action, ActivityEvent
from openssi.activity.post import Post
from openssi.activity.table import Activity, Coverage, DailyRow, ReaderCounts, daily_rows, rows_since

__all__ = [
    "Action",
    "Activity",
    "ActivityEvent",
    "Coverage",
    "DailyRow",
    "Post",
    "ReaderCounts",
    "daily_rows",
    "rows_since",
]
