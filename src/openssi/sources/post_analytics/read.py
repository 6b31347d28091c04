"""Read the analytics of one post: titles in the first column, values in the second."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from openssi.activity.calendar import DAY_SECONDS
from openssi.errors import WorkbookError
from openssi.sources.keys import post_moments
from openssi.sources.spreadsheet.read import Cell, Sheet
from openssi.sources.spreadsheet.sandboxed import read_sheets_sandboxed
from openssi.sources.spreadsheet.values import whole_number
from openssi.sources.tally import Tally

__all__ = ["Engagement", "PostReading", "read_post"]

_LINK, _COUNTS = "post url", ("reactions", "comments", "reposts")
_MOST_TITLES = 100  # rows; LinkedIn writes 15, then tables of demographics


@dataclass(frozen=True, slots=True)
class Engagement:
    """What one post received: when it was made by its ID (milliseconds), and its engagements of each kind."""

    made: int
    reactions: int
    comments: int
    reposts: int

    @property
    def count(self) -> int:
        """The number of engagements, as LinkedIn's analytics workbook counts them."""
        return self.reactions + self.comments + self.reposts

    @property
    def weighted(self) -> int:
        """The quantity that counts: 1 for a reaction, 2 for a comment, 3 for a repost."""
        return self.reactions + 2 * self.comments + 3 * self.reposts


@dataclass(slots=True)
class PostReading:
    """One file as read; `engagement` is None if its record was rejected."""

    name: str
    tally: Tally
    engagement: Engagement | None = None
    kind: ClassVar[str] = "post"


def read_post(path: Path, *, not_after: int | None, name: str = "") -> PostReading:
    """Read the analytics of one post; a post made after the day `not_after` is rejected.

    Raises:
        ArchiveError: there is no such file, or the operating system refuses to read it.
        WorkbookError: it cannot be read, or is not the analytics of a post.
    """
    name = name or path.name
    sheets = read_sheets_sandboxed(path, name)
    pair = next(((sheet, values) for sheet in sheets if _LINK in (values := _values(sheet))), None)
    if pair is None:
        raise _foreign(name)
    sheet, values = pair
    reading = PostReading(name, Tally(sheet.name, name))
    try:
        reading.engagement = _engagement(values, not_after)
    except ValueError as error:
        reading.tally.reject(1, str(error))
    else:
        reading.tally.imported = 1
    return reading


def _values(sheet: Sheet) -> dict[str, Cell]:
    """Return the value of each title; of two with the same title, the first."""
    values: dict[str, Cell] = {}
    for row in sheet.rows[:_MOST_TITLES]:
        if len(row) > 1 and isinstance(row[0], str):
            values.setdefault(" ".join(row[0].casefold().split()), row[1])
    return values


def _engagement(values: Mapping[str, Cell], not_after: int | None) -> Engagement:
    """Return what the post received. Raises ValueError with the reason if it can't be known."""
    made = post_moments(str(values[_LINK]))
    if not made:
        raise ValueError("no post's address where one should be")
    if not_after is not None and made[0] // 1000 // DAY_SECONDS > not_after:
        raise ValueError("dated in the future")
    counts = [whole_number(values.get(title, "")) for title in _COUNTS]
    for title, count in zip(_COUNTS, counts, strict=True):
        if count is None or count < 0:
            raise ValueError(f"no whole number for {title}")
    reactions, comments, reposts = (count or 0 for count in counts)
    return Engagement(made[0], reactions, comments, reposts)


def _foreign(name: str) -> WorkbookError:
    return WorkbookError(
        "workbook-foreign",
        f"{name} isn't LinkedIn's analytics of a post: it has no row titled Post URL.",
        unchanged="Nothing was scored.",
        hint="Open the post's analytics on LinkedIn in English and choose Export.",
    )
