"""The canonical tables: daily activity, attributes, their coverage; plans; the calendar, the only room that knows time zones."""

from openssi.activity.post import Post
from openssi.activity.table import Activity, Coverage, DailyRow, daily_rows

__all__ = ["Activity", "Coverage", "DailyRow", "Post", "daily_rows"]
