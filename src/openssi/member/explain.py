"""One call tells why the index moved, or what it stands on, and returns a result that displays itself."""

from __future__ import annotations

from datetime import date
from os import PathLike

from openssi.activity.calendar import iso
from openssi.errors import DayError
from openssi.insight import explain as _insight
from openssi.member.history import check_order
from openssi.member.member import Paths, given_day, read_member
from openssi.model import DEFAULT, Model
from openssi.model import load_model as _load_model
from openssi.render.json import explain as _json
from openssi.sources.protocol import Progress

__all__ = ["DayExplanation", "Explanation", "Moves", "explain", "explain_day", "explain_moves"]

_FOUR_WEEKS = 28


class Explanation(_insight.Explanation):
    """Why the index moved between two days; shows itself in a terminal (`print`), in a notebook and as JSON."""

    def to_dict(self) -> dict[str, object]:
        """The object that `ssi explain --from D --to D --json` prints."""
        return _json.change_as_dict(self)

    def to_json(self) -> str:
        """The text that `ssi explain --from D --to D --json` prints."""
        return _json.to_text(self.to_dict())

    def __repr__(self) -> str:
        return f"<openssi.Explanation {iso(self.before.as_of)} to {iso(self.after.as_of)}, {self.change_micro:+,} micro-points>"

    def __str__(self) -> str:
        from openssi.render.terminal.explain import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from openssi.render.html.page import explanation_fragment

        return explanation_fragment(self)


class DayExplanation(_insight.DayExplanation):
    """What the index of a day stands on; shows itself in a terminal (`print`) and as JSON."""

    def to_dict(self) -> dict[str, object]:
        """The object that `ssi explain --day D --json` prints."""
        return _json.day_as_dict(self)

    def to_json(self) -> str:
        """The text that `ssi explain --day D --json` prints."""
        return _json.to_text(self.to_dict())

    def __repr__(self) -> str:
        return f"<openssi.DayExplanation {iso(self.now.as_of)}, {self.now.index_micro:,} micro-points>"

    def __str__(self) -> str:
        from openssi.render.terminal.explain import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from openssi.render.html.page import explanation_fragment

        return explanation_fragment(self)


class Moves(_insight.Moves):
    """The largest drops and rises of a year; shows itself in a terminal (`print`) and as JSON."""

    def to_dict(self) -> dict[str, object]:
        """The object that `ssi explain --json` prints without dates."""
        return _json.moves_as_dict(self)

    def to_json(self) -> str:
        """The text that `ssi explain --json` prints without dates."""
        return _json.to_text(self.to_dict())

    def __repr__(self) -> str:
        return f"<openssi.Moves {iso(self.first)} to {iso(self.last)}, {len(self.explanations)} drops and rises>"

    def __str__(self) -> str:
        from openssi.render.terminal.explain import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from openssi.render.html.page import moves_fragment

        return moves_fragment(self)


def explain(
    paths: Paths,
    first: date | str | None = None,
    last: date | str | None = None,
    *,
    model: Model | str | PathLike[str] = DEFAULT,
    earlier_model: Model | str | PathLike[str] | None = None,
    time_zone: str = "UTC",
    not_after: date | None = None,
    progress: Progress | None = None,
) -> Explanation:
    """Why the index moved between two days: every micro-point of the change, by signal and cause.

    Args:
        paths: an archive, or several of the same member.
        first: the earlier day; by default four weeks before the last.
        last: the later day; by default the archive's own last day.
        model: as for `openssi.score`; so are time_zone, not_after and progress.
        earlier_model: the model that scored the first day, if it was another one; what that makes is a cause of its own.

    Raises:
        ArchiveError: an archive cannot be read, or they belong to different members.
        DayError: a day lies outside the data, or there was not enough data for a number on it.
        ModelError: a model file has mistakes.
        UsageError: a day is no day, the last lies before the first, or there is no such time zone.
    """
    since, until = given_day(first), given_day(last)
    check_order(since, until)
    other = _load_model(str(earlier_model)) if isinstance(earlier_model, str | PathLike) else earlier_model
    member = read_member(paths, model=model, time_zone=time_zone, not_after=not_after, progress=progress)
    end = member.scored_day(until)
    begin = end - _FOUR_WEEKS if since is None else member.scored_day(since)
    check_order(begin, end)
    if begin < member.activity.first_day:
        began = iso(member.activity.first_day)
        raise DayError(
            "day-outside", f"The data begin on {began}, less than four weeks before.", hint="Say a later first day."
        )
    found = _insight.explain_change(member.activity, member.model, begin, end, other)
    return Explanation(found.model, found.before, found.after, found.reasons)


def explain_day(
    paths: Paths,
    day: date | str | None = None,
    *,
    model: Model | str | PathLike[str] = DEFAULT,
    time_zone: str = "UTC",
    not_after: date | None = None,
    progress: Progress | None = None,
) -> DayExplanation:
    """Why the index of a day is what it is: what it stands on, and what is different from the member's best 90 days until then.

    Args:
        paths: an archive, or several of the same member.
        day: by default the archive's own last day.
        model: as for `openssi.score`; so are time_zone, not_after and progress.

    Raises: as `explain` does.
    """
    wanted = given_day(day)
    member = read_member(paths, model=model, time_zone=time_zone, not_after=not_after, progress=progress)
    found = _insight.explain_day(member.activity, member.model, member.scored_day(wanted))
    return DayExplanation(found.model, found.now, found.reasons, found.best)


def explain_moves(
    paths: Paths,
    *,
    model: Model | str | PathLike[str] = DEFAULT,
    time_zone: str = "UTC",
    not_after: date | None = None,
    progress: Progress | None = None,
) -> Moves:
    """The largest drops and rises of the archive's last year, each explained; the arguments are those of `explain`."""
    member = read_member(paths, model=model, time_zone=time_zone, not_after=not_after, progress=progress)
    found = _insight.largest_moves(member.activity, member.model, member.scored_day(None))
    return Moves(found.model, found.first, found.last, found.explanations)
