"""Recognize a workbook's sheets by shape, since names are translated, and read or reject each of their records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import ClassVar

from openssi.activity.report import SkippedFile
from openssi.sources.analytics import MOST_LISTED, DailyNumbers, ListedPost
from openssi.sources.dates import DateColumn, DateOrder
from openssi.sources.keys import post_moments
from openssi.sources.linkedin_workbook.headings import ENGAGEMENT, FOLLOWERS, IMPRESSIONS, any_mentions
from openssi.sources.spreadsheet.read import Cell, Sheet
from openssi.sources.spreadsheet.values import is_day, is_number, order_of_days, read_day, whole_number
from openssi.sources.tally import Tally

__all__ = ["Workbook", "parse_workbook"]

_FUTURE = "dated in the future"


@dataclass(slots=True)
class Workbook:
    """One analytics workbook as read.

    Attributes:
        name: its file's name.
        engagement: engagements by day; None if there is no such sheet.
        followers: new followers by day.
        posts: the posts listed by engagement.
        posts_tally: the running count of that list; None if there is none.
        skipped: sheets that the index doesn't need.
    """

    name: str
    engagement: DailyNumbers | None = None
    followers: DailyNumbers | None = None
    posts: list[ListedPost] = field(default_factory=list[ListedPost])
    posts_tally: Tally | None = None
    skipped: list[SkippedFile] = field(default_factory=list[SkippedFile])
    kind: ClassVar[str] = "workbook"

    @property
    def lists_all_posts(self) -> bool:
        """Whether every post with engagement in the period is listed."""
        tally = self.posts_tally
        return tally is not None and not tally.rejected and tally.imported + tally.duplicate < MOST_LISTED

    @property
    def last_day(self) -> int:
        """The last day that it covers; 0 if none."""
        return max((max(daily.days) for daily in (self.engagement, self.followers) if daily and daily.days), default=0)


def parse_workbook(name: str, sheets: Iterable[Sheet], latest: int | None) -> Workbook:
    """Return the records of a workbook's sheets; rows dated after the day `latest` are rejected."""
    sheets = tuple(sheets)
    workbook = Workbook(name)
    order = order_of_days(_days_of(sheets))
    for sheet in sheets:
        match _shape(sheet):
            case "posts" if workbook.posts_tally is None:
                workbook.posts_tally = Tally(sheet.name, name)
                workbook.posts = list(_posts(sheet, workbook.posts_tally, latest, order))
            case "engagement" if workbook.engagement is None and (column := _engagement_column(sheet)):
                workbook.engagement = _daily(sheet, name, column, latest, order)
            case "engagement" if workbook.engagement is None:
                workbook.skipped.append(SkippedFile(sheet.name, name, "no heading says which column has engagements"))
            case "followers" if workbook.followers is None:
                workbook.followers = _daily(sheet, name, 1, latest, order)
            case _:
                workbook.skipped.append(SkippedFile(sheet.name, name, "tells nothing that the index needs"))
    return workbook


def _days_of(sheets: Iterable[Sheet]) -> Iterator[list[Cell]]:
    for sheet in sheets:
        for column in range(max(map(len, sheet.rows), default=0)):
            yield [row[column] for row in sheet.rows if column < len(row)]


def _shape(sheet: Sheet) -> str:
    """Return what most of a sheet's rows are: "posts", "engagement", "followers", or "" for anything else."""
    shapes = Counter(map(_shape_of_row, sheet.rows))
    del shapes[""]
    shape = shapes.most_common(1)[0][0] if shapes else ""
    if shape != "number":
        return shape
    # A day and one number are followers, unless somebody deleted a column of another sheet.
    if _has_total(sheet) or any_mentions(FOLLOWERS, (sheet.name, *_heading(sheet))):
        return "followers"
    return "engagement" if any_mentions(ENGAGEMENT, _heading(sheet)) else ""


def _shape_of_row(row: tuple[Cell, ...]) -> str:
    """Return "posts" for a post's address, "engagement" for a day and two numbers, "number" for a day and one."""
    if any(isinstance(cell, str) and post_moments(cell) for cell in row):
        return "posts"
    if len(row) < 2 or not is_day(row[0]) or not is_number(row[1]):
        return ""
    return "engagement" if len(row) > 2 and is_number(row[2]) else "number"


def _engagement_column(sheet: Sheet) -> int:
    """Return the column of engagements; 0 if nothing shows which it is.

    LinkedIn writes a day, impressions and engagements, in many languages; with other columns, only a heading tells.
    """
    heading = _heading(sheet)
    named = [at for at, cell in enumerate(heading) if any_mentions(ENGAGEMENT, [cell])]
    if len(named) == 1:
        return named[0]
    is_known_language = any_mentions((*IMPRESSIONS, *ENGAGEMENT), heading)
    return 0 if is_known_language or len([cell for cell in heading if cell != ""]) not in {0, 3} else 2


def _has_total(sheet: Sheet) -> bool:
    """Return whether the number of all followers stands above the days, as LinkedIn writes it."""
    above = takewhile(lambda row: not (row and is_day(row[0])), sheet.rows)
    return any(len(row) > 1 and row[0] != "" and is_number(row[1]) for row in above)


def _heading(sheet: Sheet) -> tuple[Cell, ...]:
    return next(filter(_is_heading, sheet.rows), ())


def _records(sheet: Sheet) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Yield rows below the header with their line; the header is the first row of two or more texts without digits."""
    headed = next((at for at, row in enumerate(sheet.rows) if _is_heading(row)), -1)
    for at, row in enumerate(sheet.rows[headed + 1 :], headed + 2):
        if any(cell != "" for cell in row):
            yield at, row


def _is_heading(row: tuple[Cell, ...]) -> bool:
    filled = [cell for cell in row if cell != ""]
    return len(filled) > 1 and all(isinstance(cell, str) and not any(map(str.isdigit, cell)) for cell in filled)


def _daily(sheet: Sheet, workbook: str, column: int, latest: int | None, order: DateOrder) -> DailyNumbers:
    """Read a day and the number in a column. LinkedIn corrects earlier days by negative numbers, which count as 0."""
    daily, dates = DailyNumbers(Tally(sheet.name, workbook)), DateColumn(order)
    for line, row in _records(sheet):
        try:
            on, value = _read_day(row[0], dates, latest), _read_number(row, column)
        except ValueError as error:
            daily.tally.reject(line, str(error))
            continue
        if on in daily.days:
            daily.tally.reject(line, "a day that is already listed")
        else:
            daily.tally.imported += 1
            daily.tally.repaired += value < 0
            daily.days[on] = max(0, value)
    if daily.tally.repaired:
        daily.tally.notes.append("numbers below nothing, by which LinkedIn corrects earlier days, count as nothing")
    return daily


def _posts(sheet: Sheet, tally: Tally, latest: int | None, order: DateOrder) -> Iterator[ListedPost]:
    """Read the left of two rankings side by side: address, day, engagements.

    The right one, by impressions, is not needed.
    """
    known: set[int] = set()
    dates = DateColumn(order)
    for line, row in _records(sheet):
        if not any(cell != "" for cell in row[:3]):
            continue  # the ranking on the right is longer
        made = post_moments(row[0]) if isinstance(row[0], str) else ()
        if not made:
            tally.reject(line, "no post's address where one should be")
            continue
        try:
            on, engagements = _read_day(row[1] if len(row) > 1 else "", dates, latest), _read_number(row, 2)
        except ValueError as error:
            tally.reject(line, str(error))
            continue
        if made[0] in known:
            tally.reject(line, "a post that is already listed")
        else:
            known.add(made[0])
            tally.imported += 1
            yield ListedPost(made[0], on, max(0, engagements))


def _read_day(cell: Cell, dates: DateColumn, latest: int | None) -> int:
    on = read_day(cell, dates)
    if latest is not None and on > latest:
        raise ValueError(_FUTURE)
    return on


def _read_number(row: tuple[Cell, ...], column: int) -> int:
    value = whole_number(row[column]) if column < len(row) else None
    if value is None:
        raise ValueError("no whole number where one should be")
    return value
