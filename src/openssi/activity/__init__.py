"""One member's daily activity in one form, whatever the source; plans, annotations, and the calendar with its time zones."""

from openssi.activity.post import Post
from openssi.activity.table import Activity, Coverage, DailyRow, daily_rows

__all__ = ["Activity", "Coverage", "DailyRow", "Post", "daily_rows"]
