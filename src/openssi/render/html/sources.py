"""The files read for a score as a page shows them: what became of their records, and what each file counts for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openssi.activity.calendar import short_day
from openssi.activity.report import FileReport, SkippedFile
from openssi.insight import Assessment

__all__ = [
    "SkippedFiles",
    "SourceView",
    "signals_by_file",
    "skipped_files",
    "source_view",
    "total_counts",
]

_LONGEST_NAME = 160
_MOST_REJECTIONS = 50
_NUMBER = re.compile(r"_\d+(?=\.csv$)")  # LinkedIn adds it to some names
_NAMED = re.compile(r"[A-Z][A-Za-z_ ]*\.csv|messages\.csv|Articles|workbook|\.xlsx|Sales Navigator usage report")


@dataclass(frozen=True, slots=True)
class SourceView:
    """One file that was read, with its counts in the order of the table."""

    file: str
    counts: tuple[int, ...]
    first: str
    last: str
    notes: tuple[str, ...]
    reasons: tuple[str, ...]
    rejections: tuple[str, ...]
    more_rejections: bool

    @property
    def has_remarks(self) -> bool:
        """Whether there is anything to say besides the counts."""
        return bool(self.reasons or self.notes)


@dataclass(frozen=True, slots=True)
class SkippedFiles:
    """Files that were not opened for the same reason."""

    reason: str
    files: tuple[str, ...]


def source_view(source: FileReport) -> SourceView:
    """Put a file that was read into words."""
    return SourceView(
        file=_shortened(source.file),
        counts=_counts(source),
        first="–" if source.first is None else short_day(source.first),
        last="–" if source.last is None else short_day(source.last),
        notes=source.notes,
        reasons=tuple(f"{count:,} rejected: {reason}" for reason, count in source.reasons),
        rejections=tuple(
            f"line {rejection.line:,}: {rejection.reason}" for rejection in source.rejections[:_MOST_REJECTIONS]
        ),
        more_rejections=source.rejected > min(len(source.rejections), _MOST_REJECTIONS),
    )


def total_counts(sources: Sequence[FileReport]) -> tuple[int, ...]:
    """Return the counts of all files together."""
    return tuple(map(sum, zip((0,) * 5, *map(_counts, sources), strict=True)))


def _counts(source: FileReport) -> tuple[int, ...]:
    return source.records, source.imported, source.duplicate, source.rejected, source.repaired


def skipped_files(skipped: Iterable[SkippedFile]) -> tuple[SkippedFiles, ...]:
    """Group the files that were not opened by reason."""
    by_reason: dict[str, list[str]] = {}
    for file in skipped:
        by_reason.setdefault(file.reason, []).append(_shortened(file.file))
    return tuple(SkippedFiles(reason, tuple(files)) for reason, files in by_reason.items())


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def signals_by_file(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """Return each file in reading order, with the signals that it counts for in words."""
    signals = assessment.model.signals.values()
    names = {signal.id: {name.casefold() for name in _NAMED.findall(signal.brought_by)} for signal in signals}
    pairs: list[tuple[str, str]] = []
    for source in assessment.sources:
        file = _NUMBER.sub("", source.file.casefold())
        counted = [signal for signal in signals if any(_is(file, name) for name in names[signal.id])]
        words = ", ".join(f"{signal.title} (up to {signal.maximum})" for signal in counted)
        pairs.append((source.file, words or "not scored itself; helps to identify days, people or companies"))
    return tuple(pairs)


def _is(file: str, name: str) -> bool:
    if name in {"workbook", ".xlsx"}:
        return file.endswith(".xlsx")
    return file.rsplit("/", 1)[-1] == name or (name == "articles" and "articles/" in file)
