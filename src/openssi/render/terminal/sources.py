"""The files read for a score, on the terminal: what became of their records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from openssi.activity.calendar import short_day
from openssi.activity.report import FileReport, SkippedFile
from openssi.render.escaping import escape_controls
from openssi.render.terminal.layout import NARROW, WIDE

__all__ = ["screen"]

_ROOMY = WIDE + 20  # columns from which headings are not abbreviated
_MOST_FILES = 8  # names of files that were not opened


class _WithSources(Protocol):
    """A result that names the files behind it."""

    @property
    def sources(self) -> Sequence[FileReport]: ...

    @property
    def skipped(self) -> Sequence[SkippedFile]: ...


def screen(assessment: _WithSources, console: Console) -> RenderableType:
    """Show every file with its records, then what was rejected and what was not opened."""
    sources = assessment.sources
    files = map(_line, sources) if console.width < NARROW else [_table(sources, roomy=console.width > _ROOMY)]
    return Group(Text("Files read", "bold underline"), *files, *_remarks(sources), *_skipped(assessment))


def _table(sources: Sequence[FileReport], *, roomy: bool) -> Table:
    table = Table(box=None, padding=(0, 2 if roomy else 1, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("file", overflow="fold")
    for heading in (
        "records",
        "imported",
        *(("duplicate", "rejected", "repaired") if roomy else ("dup.", "rej.", "rep.")),
    ):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("first", justify="right", no_wrap=True)
    table.add_column("last", justify="right", no_wrap=True)
    for source in sources:
        counts = (source.records, source.imported, source.duplicate, source.rejected, source.repaired)
        shown = (f"{count:,}" if count else "·" for count in counts)
        table.add_row(escape_controls(source.file), *shown, *_days(source))
    return table


def _days(source: FileReport) -> tuple[str, str]:
    return ("" if source.first is None else short_day(source.first)), (
        "" if source.last is None else short_day(source.last)
    )


def _line(source: FileReport) -> Text:
    parts = [f"{source.records:,} {'record' if source.records == 1 else 'records'}", f"{source.imported:,} imported"]
    further = (source.duplicate, "duplicate"), (source.rejected, "rejected"), (source.repaired, "repaired")
    counts = f": {', '.join([*parts, *(f'{count:,} {name}' for count, name in further if count)])}"
    first, last = _days(source)
    return Text.assemble(escape_controls(source.file), (f"{counts}, {first} to {last}" if first else counts, "dim"))


def _remarks(sources: Sequence[FileReport]) -> Iterator[Text]:
    for source in sources:
        name = escape_controls(source.file)
        for reason, count in source.reasons:
            first = next((rejection.line for rejection in source.rejections if rejection.reason == reason), None)
            where = f" (first in line {first})" if first else ""
            yield Text(f"{name}: {count:,} rejected, {escape_controls(reason)}{where}", "dim")
        for note in source.notes:
            yield Text(f"{name}: {escape_controls(note)}", "dim")


def _skipped(assessment: _WithSources) -> Iterator[Text]:
    by_reason: dict[str, list[str]] = {}
    for skipped in assessment.skipped:
        by_reason.setdefault(skipped.reason, []).append(escape_controls(skipped.file))
    for reason, files in by_reason.items():
        more = f" and {len(files) - _MOST_FILES} more" if len(files) > _MOST_FILES else ""
        yield Text(f"Not opened, {reason}: {', '.join(files[:_MOST_FILES])}{more}", "dim")
