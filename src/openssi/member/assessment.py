"""The score of one day as a result that displays itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from os import PathLike
from typing import TYPE_CHECKING, Any

from openssi.activity import Activity
from openssi.activity.calendar import long_day, to_date
from openssi.activity.report import FileReport, ImportReport, SkippedFile
from openssi.insight import Assessment as _Data
from openssi.insight import next_steps
from openssi.insight.partial_archive import partial
from openssi.member.tables import Tabular, points_column
from openssi.model import Model
from openssi.scoring import score

if TYPE_CHECKING:
    from openssi.render.json import score as _json

__all__ = ["Assessment", "assess", "named_sources"]


class Assessment(_Data, Tabular):
    """One member's index on one day.

    Displays itself in a terminal (`print`) and a notebook; converts to JSON and HTML.
    """

    @property
    def as_of(self) -> date:
        """The day scored."""
        return to_date(self.score.as_of)

    @property
    def index(self) -> float | None:
        """The index in points, to a tenth; None if there is too little data for a number."""
        return self.score.shown.index / 10 if self.score.enough else None

    def columns(self) -> dict[str, list[Any]]:
        """Return one row a signal: its pillar, status, value and points."""
        signals = list(self.score.signals.values())
        return {
            "pillar": [pillar.id for pillar in self.score.pillars for _ in pillar.signals],
            "signal": [signal.id for signal in signals],
            "title": [self.model.signals[signal.id].title for signal in signals],
            "status": [signal.status for signal in signals],
            "value": [signal.value for signal in signals],
            "points": points_column([signal.micro if signal.counts else None for signal in signals]),
            "max": [signal.maximum for signal in signals],
        }

    def to_dict(self) -> _json.Score:
        """Return the object that `ssi score --json` prints."""
        from openssi.render.json.score import as_dict

        return as_dict(self)

    def to_json(self) -> str:
        """Return the text that `ssi score --json` prints."""
        from openssi.render.json.score import as_json

        return as_json(self)

    def to_html(
        self,
        *,
        notes: str | PathLike[str] | None = None,
        official: str | PathLike[str] | None = None,
        benchmarks: str | PathLike[str] | None = None,
        industry: str = "",
    ) -> str:
        """Return the page that `ssi report` writes: self-contained, readable offline.

        Args:
            notes: a file of notes to show with the trend, as for `Member.history`.
            official: a file with LinkedIn's own numbers, as for `Member.history`.
            benchmarks: a file of `ssi benchmark export`, or a folder written by `ssi population score`.
            industry: the member's industry, as the benchmarks call it; by default that of the profile.

        Raises:
            InputError: one of the files cannot be read, or the benchmarks are of another model.
            UsageError: the benchmarks do not have the industry.
        """
        from openssi.member.annotations import read_annotations
        from openssi.member.report import report_page

        annotations = read_annotations(notes, official)
        if benchmarks is None:
            return report_page(self, annotations)
        from openssi.member.advice import rank_in_benchmarks

        return report_page(self, annotations, rank_in_benchmarks(self, benchmarks, industry))

    def __repr__(self) -> str:
        whole = f"100, {self.score.band}" if not self.score.is_partial else f"{self.score.measurable} measurable"
        index = f"{self.index:.1f} of {whole}" if self.score.enough else "not enough yet"
        return f"<openssi.Assessment {index}, as of {self.as_of}>"

    def __str__(self) -> str:
        from openssi.render.terminal.score import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from openssi.render.html.notebook import score_fragment

        return score_fragment(self)


def assess(activity: Activity, report: ImportReport, model: Model, day: int) -> Assessment:
    """Score a day (days since 1970-01-01), with next steps, sources and notes."""
    scored = score(activity, model, day)
    end = max(activity.last_day, activity.known_until)
    steps = next_steps(activity, model, scored)
    sources, skipped = named_sources(report)
    part = partial(activity, scored, report.files)
    return Assessment(scored, model, activity, steps, sources, skipped, _notes(day, end, report), part)


def named_sources(report: ImportReport) -> tuple[tuple[FileReport, ...], tuple[SkippedFile, ...]]:
    """Return the files read and skipped; with several archives, named by archive as well."""
    if len({file.archive for file in report.files}) <= 1:
        return report.files, report.skipped
    return (
        tuple(replace(file, file=_path(file.archive, file.file)) for file in report.files),
        tuple(replace(file, file=_path(file.archive, file.file)) for file in report.skipped),
    )


def _path(archive: str, file: str) -> str:
    """Return the name of a file with that of its archive; a file given alone is its own archive."""
    return file if file == archive else f"{archive}/{file}"


def _notes(day: int, last: int, report: ImportReport) -> tuple[str, ...]:
    notes: list[str] = []
    if day > last > 0:
        notes.append(
            f"The archive ends on {long_day(last)}: the {day - last} days after it count as days without activity."
        )
    left_out = sum(count for file in report.files for reason, count in file.reasons if not reason.startswith("a draft"))
    if left_out:
        records = "record was" if left_out == 1 else "records were"
        notes.append(f"{left_out:,} {records} left out: the list of files says why.")
    return tuple(notes)
