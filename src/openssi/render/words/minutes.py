"""Minutes for people."""

from __future__ import annotations

__all__ = ["minutes_in_words"]


def minutes_in_words(minutes: int) -> str:
    """Write minutes: "45 minutes", "1 h 50 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours or minutes == 60:
        return "1 minute" if minutes == 1 else f"{minutes} minutes"
    return f"{hours} h {rest} min" if rest else f"{hours} h"
