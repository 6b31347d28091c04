"""One call tells where a plan leads, day by day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from os import PathLike

from openssi.activity.plan import parse_plan
from openssi.insight.what_if import WhatIf as _Data
from openssi.insight.what_if import what_if as _what_if
from openssi.member.member import Paths, given_day, read_member
from openssi.model import DEFAULT, Model
from openssi.sources.protocol import Progress

__all__ = ["WhatIf", "what_if"]


class WhatIf(_Data):
    """A plan and where it leads; shows itself in a terminal (`print`), in a notebook and as JSON."""

    def to_dict(self) -> dict[str, object]:
        """The object that `ssi what-if --json` prints."""
        from openssi.render.json.what_if import as_dict

        return as_dict(self)

    def to_json(self) -> str:
        """The text that `ssi what-if --json` prints."""
        from openssi.render.json.what_if import as_json

        return as_json(self)

    def to_svg(self) -> str:
        """Both paths as an SVG file of its own."""
        from openssi.render.svg import fan_chart, standalone

        return standalone(fan_chart(self))

    def __repr__(self) -> str:
        return f"<openssi.WhatIf {self.start.index_micro:,} to {self.end.index_micro:,} micro-points in {self.weeks} weeks>"

    def __str__(self) -> str:
        from openssi.render.terminal.score import plain_text
        from openssi.render.terminal.what_if import screen

        return plain_text(lambda console: screen(self, console))

    def _repr_html_(self) -> str:
        from openssi.render.html.page import what_if_fragment

        return what_if_fragment(self)


def what_if(
    paths: Paths,
    plan: str | Iterable[str] = (),
    *,
    weeks: int = 8,
    as_of: date | str | None = None,
    model: Model | str | PathLike[str] = DEFAULT,
    time_zone: str = "UTC",
    not_after: date | None = None,
    progress: Progress | None = None,
) -> WhatIf:
    """The index day by day if a plan is carried out, with the days if nothing more is done beside it.

    Args:
        paths: an archive, or several of the same member, and analytics workbooks (.xlsx) of theirs; the order does not matter.
        plan: lines such as "posts_published=2/week" or, for once, "articles_published=1"; none asks where doing nothing leads.
        weeks: for how many weeks, at most 26.
        as_of: the day from which the plan is carried out; by default the archive's own last day.
        model: a model, the id of a published one, or the path of a TOML file.
        time_zone: the zone whose calendar days are the days active ("Europe/Berlin").
        not_after: records dated later are rejected; give today if a row from the future would be a mistake.
        progress: called with the bytes read so far and in all.

    Raises:
        ArchiveError: an archive cannot be read, or they belong to different members.
        DayError: `as_of` lies outside the data, or there is too little data for a number.
        ModelError: the model file has mistakes.
        UsageError: a line of the plan or another argument is at fault.
    """
    wanted = given_day(as_of)
    member = read_member(paths, model=model, time_zone=time_zone, not_after=not_after, progress=progress)
    items = parse_plan([plan] if isinstance(plan, str) else plan, member.model)
    found = _what_if(member.activity, member.model, items, member.scored_day(wanted), weeks)
    return WhatIf(found.model, found.plan, found.weeks, found.path, found.stopped)
