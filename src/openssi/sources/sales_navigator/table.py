"""Open a report: its text in any common encoding, its header, and the lines above the header."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from openssi.errors import ArchiveError, InputError
from openssi.sources.csv_text import CsvRow, decode, read_rows
from openssi.sources.sales_navigator.labels import LABELS, METRICS, PERSON, SUGGESTIONS, fold, suggested

__all__ = ["SNAP_COLUMNS", "Report", "is_report", "open_report", "parse_report"]

#: The columns of an activity export, folded.
SNAP_COLUMNS = ("activityid", "activitytype", "createdat", "seatid")
_LARGEST = 50_000_000  # bytes; a team of 1,000 has 200,000 in a usage report, and 90 days of activity 20,000,000
_HEADER_WITHIN = 30  # rows
_HEAD = 20_000  # bytes in which to look for a header
_NAMES = ("navigator", "usage", "nutzung", "utilizzo")  # in the name of a file whose titles are not known


@dataclass(frozen=True, slots=True)
class Report:
    """A report as a table.

    Attributes:
        name: its file's name.
        above: the texts above the header.
        header: the titles as written.
        rows: the records.
    """

    name: str
    above: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[CsvRow, ...]

    @property
    def is_activity_export(self) -> bool:
        """Whether it is an activity export."""
        return set(map(fold, self.header)).issuperset(SNAP_COLUMNS[:3])


def is_report(path: Path, name: str, labels: Mapping[str, str] | None = None) -> bool:
    """Return whether a file is a report, by its header, or by its name if its titles are not known. Never raises.

    `labels` has the meanings of folded titles, if the user gave some; otherwise titles that look like known ones do.
    """
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return False
    if b"\0" in head[:100] and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    rows = _rows(decode(head))[:_HEADER_WITHIN]
    if any(_score(row, labels or {**SUGGESTIONS, **LABELS}) for _, row in rows):
        return True
    lower = name.lower()
    return lower.endswith(".csv") and any(word in lower for word in _NAMES) and any(len(row) > 2 for _, row in rows)


def open_report(path: Path, name: str, labels: Mapping[str, str]) -> Report:
    """Open a report.

    Args:
        path: the CSV file.
        name: what to call it.
        labels: the meanings of folded titles.

    Raises:
        ArchiveError: the operating system refuses to read it.
        InputError: it has no header of a report.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise ArchiveError("archive-no-access", f"{name} can't be read: {error.strerror or error}.") from error
    return parse_report(data, name, labels)


def parse_report(data: bytes, name: str, labels: Mapping[str, str]) -> Report:
    """Return a report from its bytes.

    Raises:
        InputError: it has no header of a report.
    """
    if len(data) > _LARGEST:
        raise _foreign(name, f"it is larger than {_LARGEST // 1_000_000} MB")
    rows = _rows(decode(data))
    scores = [_score(row, labels) for _, row in rows[:_HEADER_WITHIN]]
    if not any(scores):
        raise _unknown_titles(name, rows)
    at = scores.index(max(scores))
    above = tuple(cell for row in rows[:at] for cell in row.cells if cell)
    records = tuple(row for row in rows[at + 1 :] if any(row.cells))
    return Report(name, above, rows[at].cells, records)


def _rows(text: str) -> list[CsvRow]:
    rows: list[CsvRow] = []
    with suppress(csv.Error):  # a cell larger than the csv module reads: no report has one
        rows.extend(read_rows(text))
    return rows


def _score(row: Sequence[str], labels: Mapping[str, str]) -> int:
    """Return how many known columns a row has if it can be a header; 0 if it can't."""
    folded = set(map(fold, row))
    if folded.issuperset(SNAP_COLUMNS[:3]):
        return len(SNAP_COLUMNS)
    meanings = {labels[title] for title in folded if title in labels}
    if not meanings.intersection(PERSON) or not meanings.intersection(METRICS):
        return 0
    return len(meanings)


def _unknown_titles(name: str, rows: Sequence[CsvRow]) -> InputError:
    widest: Sequence[str] = max((row for _, row in rows[:_HEADER_WITHIN]), key=len, default=())
    lines = suggested(widest)
    example = "; ".join(lines) if lines else 'name = ["…"]; days_active = ["…"]'
    titles = ", ".join(title for title in widest[:12] if title.strip())
    return InputError(
        "navigator-file",
        f"{name} has no columns of a Sales Navigator report that this program knows. Its titles: {titles or 'none'}.",
        unchanged="Nothing was scored.",
        hint=f"If it is one, say what the titles mean in a TOML file ({example}) and use --navigator-labels FILE.",
    )


def _foreign(name: str, why: str) -> InputError:
    return InputError(
        "navigator-file",
        f"{name} isn't a Sales Navigator report: {why}.",
        unchanged="Nothing was scored.",
        hint="Use the CSV as Sales Navigator exported it.",
    )
