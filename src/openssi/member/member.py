"""Reads what a call is about: the archives of one member, the model and the day, each checked before anything is scored."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path
from typing import overload

from openssi.activity import Activity
from openssi.activity.calendar import iso, to_day, zone
from openssi.activity.report import ImportReport
from openssi.errors import DayError, UsageError
from openssi.model import DEFAULT, Model
from openssi.model import load_model as _load_model
from openssi.sources.protocol import Progress
from openssi.sources.registry import read_all

__all__ = ["Member", "Paths", "given_day", "read_member"]

Paths = str | PathLike[str] | Iterable[str | PathLike[str]]

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

#: Days after the archive's last day for which a score still means something: a third of the window.
_DAYS_AFTER = 30


@dataclass(frozen=True, slots=True)
class Member:
    """One member as the archives tell: daily activity as far as the model counts it, the import report, and the model."""

    activity: Activity
    report: ImportReport
    model: Model

    def scored_day(self, wanted: int | None) -> int:
        """The day to score: the one wanted, or the archives' own last day.

        Raises:
            DayError: the day wanted lies outside the data, or the data have no day.
        """
        if self.activity.records:
            day = self.activity.last_day if wanted is None else wanted
            self.check_day(day)
            return day
        if wanted is None:
            raise DayError(
                "day-outside",
                "No record in the archive has a date.",
                hint="Say which day: --as-of to score it, --to to look back from it.",
            )
        return wanted

    def check_day(self, day: int) -> None:
        """Refuse a day of which the data tell nothing."""
        first, last = self.activity.first_day, max(self.activity.last_day, self.activity.known_until)
        if day < first:
            raise DayError("day-outside", f"The data begin on {iso(first)}; {iso(day)} is before that.")
        if day > last + _DAYS_AFTER:
            raise DayError(
                "day-outside",
                f"The archive ends on {iso(last)}; nothing is known of {iso(day)}.",
                hint=f"Ask LinkedIn for a fresh archive, or score any day up to {iso(last + _DAYS_AFTER)}.",
            )


def read_member(
    paths: Paths,
    *,
    model: Model | str | PathLike[str] = DEFAULT,
    time_zone: str = "UTC",
    not_after: date | None = None,
    progress: Progress | None = None,
) -> Member:
    """Read everything that one member has: archives and analytics workbooks, in any order, as for `openssi.score`."""
    chosen = model if isinstance(model, Model) else _load_model(str(model))
    if time_zone != "UTC":
        zone(time_zone)
    latest = None if not_after is None else to_day(not_after)
    activity, report = read_all(_as_paths(paths), time_zone=time_zone, not_after=latest, progress=progress)
    return Member(activity.limited(chosen), report, chosen)


@overload
def given_day(text: date | str) -> int: ...
@overload
def given_day(text: date | str | None) -> int | None: ...
def given_day(text: date | str | None) -> int | None:
    """A day given by a caller, as days since 1970-01-01.

    Raises:
        UsageError: the text is no day.
    """
    if text is None:
        return None
    if isinstance(text, date):
        return to_day(date(text.year, text.month, text.day))
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        return to_day(date.fromisoformat(text))
    except ValueError as error:
        raise UsageError("day-format", f"{text!r} is no day.", hint="Write it as 2026-06-30.") from error


def _as_paths(paths: Paths) -> list[Path]:
    given = [paths] if isinstance(paths, str | PathLike) else list(paths)
    found = [Path(path) for path in given if str(path)]  # an empty name would mean the folder where one stands
    if not found or len(found) < len(given):
        raise UsageError("archive-not-found", "No archive was given.")
    return found
