"""One call computes the index of every day of the past and returns a result that displays itself."""

from __future__ import annotations

from datetime import date
from os import PathLike

from openssi.activity.calendar import iso
from openssi.errors import UsageError
from openssi.insight.history import Every
from openssi.insight.history import History as _Data
from openssi.insight.history import history as _history
from openssi.member.annotations import read_annotations
from openssi.member.member import Member, Paths, given_day, read_member
from openssi.model import DEFAULT, Model
from openssi.sources.protocol import Progress

__all__ = ["History", "check_order", "history"]


class History(_Data):
    """One member's index on each day; shows itself in a terminal (`print`), in a notebook, as JSON, CSV, SVG and as a page."""

    def to_dict(self, every: Every = "day") -> dict[str, object]:
        """The object that `ssi history --json` prints."""
        from openssi.render.json.history import as_dict

        return as_dict(self, every)

    def to_json(self, every: Every = "day") -> str:
        """The text that `ssi history --json` prints."""
        from openssi.render.json.history import as_json

        return as_json(self, every)

    def to_csv(self, every: Every = "day") -> str:
        """One line a day for a spreadsheet, in points."""
        from openssi.render.sheets.history import as_csv

        return as_csv(self, every)

    def to_svg(self) -> str:
        """The line as an SVG file of its own."""
        from openssi.render.svg import history_chart, standalone

        return standalone(history_chart(self))

    def to_html(self) -> str:
        """The line, the pillars and their tables as a page of its own: self-contained, readable offline."""
        from openssi.render.html.page import history_page

        return history_page(self)

    def __repr__(self) -> str:
        return f"<openssi.History {iso(self.days[0].day)} to {iso(self.days[-1].day)}, {len(self.days)} days>"

    def __str__(self) -> str:
        from openssi.render.terminal.history import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from openssi.render.html.page import history_fragment

        return history_fragment(self)


def history(
    paths: Paths,
    *,
    first: date | str | None = None,
    last: date | str | None = None,
    notes: str | PathLike[str] | None = None,
    official: str | PathLike[str] | None = None,
    model: Model | str | PathLike[str] = DEFAULT,
    time_zone: str = "UTC",
    not_after: date | None = None,
    progress: Progress | None = None,
) -> History:
    """Score every day of a stretch of time, by the daily step; each day equals `openssi.score` of that day.

    Args:
        paths: an archive, or several of the same member.
        first: the first day; by default that of the data.
        last: the last day; by default the archive's own last day.
        notes: a file of notes to stand beside the line, one a line: `2026-03-02 new role`.
        official: a file with LinkedIn's own numbers, as `openssi.official` keeps it; they become the second line.
        model: as for `openssi.score`; so are time_zone, not_after and progress.

    Raises:
        ArchiveError: an archive cannot be read, or they belong to different members.
        DayError: a day lies outside the data.
        InputError: the notes or the official numbers cannot be read, or the model file has mistakes.
        UsageError: a day is no day, the last lies before the first, or there is no such time zone.
    """
    since, until = given_day(first), given_day(last)
    check_order(since, until)
    marks = read_annotations(notes, official)
    member = read_member(paths, model=model, time_zone=time_zone, not_after=not_after, progress=progress)
    end = member.scored_day(until)
    found = _history(member.activity, member.model, _first_day(member, since, end), end)
    return History(**vars(found.marked(marks)))


def check_order(first: int | None, last: int | None) -> None:
    """Refuse two days of which the later one was given first.

    Raises:
        UsageError: they are the wrong way round.
    """
    if first is not None and last is not None and first > last:
        raise UsageError(
            "day-order",
            f"The first day, {iso(first)}, lies after the last, {iso(last)}.",
            hint=f"Give them the other way round: --from {iso(last)} --to {iso(first)}.",
        )


def _first_day(member: Member, wanted: int | None, last: int) -> int:
    if wanted is None:
        return min(member.activity.first_day, last)
    member.check_day(wanted)
    check_order(wanted, last)
    return wanted
