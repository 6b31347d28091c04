"""Opens a report: its text in any common encoding, its header, and the lines above the header."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from openssi.errors import ArchiveError, InputError
from openssi.sources.sales_navigator.labels import LABELS, METRICS, PERSON, fold, suggested

__all__ = ["SNAP_COLUMNS", "Report", "decode", "is_report", "open_report", "parse_report"]

#: The columns of an activity export, folded.
SNAP_COLUMNS = ("activityid", "activitytype", "createdat", "seatid")
_LARGEST = 50_000_000  # bytes; a team of 1,000 has 200,000 in a usage report, and 90 days of activity 20,000,000
_HEADER_WITHIN = 30  # rows
_HEAD = 20_000  # bytes in which to look for a header
_DELIMITERS = ",;\t"
_NAMES = ("navigator", "usage", "nutzung", "utilizzo")  # in the name of a file whose titles are not known


@dataclass(frozen=True, slots=True)
class Report:
    """A report as a table.

    Attributes:
        name: its file's name.
        above: the texts above the header.
        header: the titles as written.
        rows: the line and the cells of each record.
    """

    name: str
    above: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[int, Sequence[str]], ...]

    @property
    def is_activity_export(self) -> bool:
        """Whether it is an activity export."""
        return set(map(fold, self.header)).issuperset(SNAP_COLUMNS[:3])


def is_report(path: Path, name: str) -> bool:
    """Return whether a file is a report, by its header, or by its name if its titles are not known. Never raises."""
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
    if any(_score(row, LABELS) for _, row in rows):
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
    above = tuple(cell for _, row in rows[:at] for cell in row if cell.strip())
    records = tuple((line, row) for line, row in rows[at + 1 :] if any(cell.strip() for cell in row))
    return Report(name, above, tuple(title.strip() for title in rows[at][1]), records)


def decode(data: bytes) -> str:
    """Return the text of a report in UTF-8, UTF-16 or Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The start of a file may end within a letter; anything else is Windows-1252, as Excel saves it.
        return data.decode("utf-8-sig", "ignore") if error.start > len(data) - 4 else data.decode("cp1252", "replace")


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Return line and cells of each row, by the delimiter that makes one of the first lines the widest."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    delimiter = max(_DELIMITERS, key=lambda one: max(line.count(one) for line in lines[:_HEADER_WITHIN]))
    reader = csv.reader(lines, delimiter=delimiter)
    rows: list[tuple[int, list[str]]] = []
    with suppress(csv.Error):  # a cell larger than the csv module reads: no report has one
        rows.extend((reader.line_num, row) for row in reader)
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


def _unknown_titles(name: str, rows: Sequence[tuple[int, Sequence[str]]]) -> InputError:
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
