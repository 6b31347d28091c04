"""One call compares kinds of posts by the engagement that they received."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from openssi.insight.content import Content as _Data
from openssi.insight.content import Period
from openssi.insight.content import content as _content
from openssi.member.member import Paths, given_day, read_member
from openssi.sources.protocol import Progress

__all__ = ["Content", "content"]


class Content(_Data):
    """Kinds of posts beside each other; shows itself in a terminal (`print`), in a notebook and as JSON."""

    def to_dict(self) -> dict[str, object]:
        """The object that `ssi content --json` prints."""
        from openssi.render.json.content import as_dict

        return as_dict(self)

    def to_json(self) -> str:
        """The text that `ssi content --json` prints."""
        from openssi.render.json.content import as_json

        return as_json(self)

    def __repr__(self) -> str:
        return f"<openssi.Content {self.used} posts, {len(self.comparisons)} comparisons, {len(self.experiments)} experiments>"

    def __str__(self) -> str:
        from openssi.render.terminal.content import screen
        from openssi.render.terminal.score import plain_text

        return plain_text(lambda _: screen(self))

    def _repr_html_(self) -> str:
        from openssi.render.html.page import preformatted

        return preformatted(str(self))


def content(
    paths: Paths,
    periods: Iterable[tuple[date | str, date | str, str]] = (),
    *,
    time_zone: str = "UTC",
    not_after: date | None = None,
    progress: Progress | None = None,
) -> Content:
    """Which kinds of posts went with more engagement, and what was different in periods that the member marks.

    Args:
        paths: an archive with Shares.csv, and LinkedIn's analytics workbook (.xlsx) of the same member, or several of both.
        periods: first day, last day and name of each, as ("2026-03-01", "2026-04-30", "two months of original posts").
        time_zone: the zone of weekdays and hours ("Europe/Berlin").
        not_after: records dated later are rejected; give today if a row from the future would be a mistake.
        progress: called with the bytes read so far and in all.

    Raises:
        ArchiveError: an archive cannot be read, or they belong to different members.
        DayError: a period lies outside what the workbook tells of.
        InputError: the workbook or Shares.csv is missing.
        UsageError: a period is not written as days in order, or there is no such time zone.
        WorkbookError: a workbook cannot be read or is another member's.
    """
    marked = [Period(given_day(first), given_day(last), name) for first, last, name in periods]
    member = read_member(paths, time_zone=time_zone, not_after=not_after, progress=progress)
    found = _content(member.activity, marked, time_zone)
    return Content(
        found.first, found.last, found.published, found.used, found.comparisons, found.experiments, found.adjusted
    )
