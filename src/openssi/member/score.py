"""One call scores one member and returns a result that displays itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from os import PathLike

from openssi.activity.calendar import iso, to_date
from openssi.activity.report import FileReport, ImportReport, SkippedFile
from openssi.insight import Assessment as _Data
from openssi.insight import next_steps
from openssi.member.member import Member, Paths, given_day, read_member
from openssi.model import DEFAULT, Model
from openssi.scoring import score as _score
from openssi.sources.protocol import Progress

__all__ = ["Assessment", "assess", "score"]


class Assessment(_Data):
    """One member's index on one day; shows itself in a terminal (`print`), in a notebook, as JSON and as a page."""

    @property
    def as_of(self) -> date:
        """The day that was scored."""
        return to_date(self.score.as_of)

    @property
    def index(self) -> float | None:
        """The index in points, to a tenth; None if there is not enough data for a number."""
        return self.score.shown.index / 10 if self.score.enough else None

    def to_dict(self) -> dict[str, object]:
        """The object that `ssi score --json` prints."""
        from openssi.render.json.score import as_dict

        return as_dict(self)

    def to_json(self) -> str:
        """The text that `ssi score --json` prints."""
        from openssi.render.json.score import as_json

        return as_json(self)

    def to_html(self, *, notes: str | PathLike[str] | None = None, official: str | PathLike[str] | None = None) -> str:
        """The page that `ssi report` writes: self-contained, readable offline.

        Args:
            notes: a file of notes to stand beside the trend, as for `openssi.history`.
            official: a file with LinkedIn's own numbers, as for `openssi.history`.

        Raises:
            InputError: one of the files cannot be read.
        """
        from openssi.member.annotations import read_annotations
        from openssi.render.html.page import page

        return page(self, read_annotations(notes, official))

    def __repr__(self) -> str:
        index = f"{self.index:.1f} of 100, {self.score.band}" if self.score.enough else "not enough yet"
        return f"<openssi.Assessment {index}, as of {self.as_of}>"

    def __str__(self) -> str:
        from openssi.render.terminal.score import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from openssi.render.html.page import fragment

        return fragment(self)


def score(
    paths: Paths,
    *,
    as_of: date | str | None = None,
    model: Model | str | PathLike[str] = DEFAULT,
    time_zone: str = "UTC",
    not_after: date | None = None,
    progress: Progress | None = None,
) -> Assessment:
    """Score one member from one or several of their LinkedIn data archives (zips or unpacked folders).

    Args:
        paths: an archive, or several of the same member, and analytics workbooks (.xlsx) of theirs; the order does not matter.
        as_of: the day to score; by default the archive's own last day.
        model: a model, the id of a published one, or the path of a TOML file.
        time_zone: the zone whose calendar days are the days active ("Europe/Berlin").
        not_after: records dated later are rejected; give today if a row from the future would be a mistake.
        progress: called with the bytes read so far and in all.

    Raises:
        ArchiveError: an archive cannot be read, or they belong to different members.
        DayError: `as_of` lies outside the data.
        ModelError: the model file has mistakes.
        UsageError: `as_of` is no day, or there is no such time zone.
        WorkbookError: a workbook cannot be read or is another member's.
    """
    wanted = given_day(as_of)
    member = read_member(paths, model=model, time_zone=time_zone, not_after=not_after, progress=progress)
    return assess(member, member.scored_day(wanted))


def assess(member: Member, day: int) -> Assessment:
    """Score a member who was read already on a day, as `Member.scored_day` gives it."""
    activity, report = member.activity, member.report
    scored = _score(activity, member.model, day)
    return Assessment(
        scored,
        member.model,
        activity,
        next_steps(activity, member.model, scored),
        *_sources(report),
        _notes(day, max(activity.last_day, activity.known_until), report),
    )


def _sources(report: ImportReport) -> tuple[tuple[FileReport, ...], tuple[SkippedFile, ...]]:
    """Return the files read and skipped; with several archives, named by archive as well."""
    if len({file.archive for file in report.files}) <= 1:
        return report.files, report.skipped
    return (
        tuple(replace(file, file=f"{file.archive}/{file.file}") for file in report.files),
        tuple(replace(file, file=f"{file.archive}/{file.file}") for file in report.skipped),
    )


def _notes(day: int, last: int, report: ImportReport) -> tuple[str, ...]:
    notes: list[str] = []
    if day > last > 0:
        notes.append(f"The archive ends on {iso(last)}: the {day - last} days after it count as days without activity.")
    left_out = sum(count for file in report.files for reason, count in file.reasons if not reason.startswith("a draft"))
    if left_out:
        records = "record was" if left_out == 1 else "records were"
        notes.append(f"{left_out:,} {records} left out; the sources say why.")
    return tuple(notes)
