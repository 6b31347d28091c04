"""The SQL condition that the time of a planned job has come."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, or_

from openssi.activity.calendar import DAY_SECONDS

__all__ = ["due_condition"]

_FARTHEST = 2 * DAY_SECONDS  # no job is planned that far ahead


def due_condition(next_at: ColumnElement[Any], now: int) -> ColumnElement[bool]:
    """Return the condition that a time has come, or is so far away that the clock must have been set back since."""
    return or_(next_at <= now, next_at > now + _FARTHEST)
