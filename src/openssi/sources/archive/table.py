"""From the bytes of one file to its records: encoding, delimiter, header, and a way on after a broken record."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import IO

__all__ = ["BrokenRecord", "Table", "TableError", "field_limit", "fold"]

_CHUNK = 1 << 16
#: Characters in one field; the longest message that LinkedIn takes is far below.
_LONGEST_FIELD = 1_000_000
_LONGEST_LINE = 2 * _LONGEST_FIELD
_HEADER_WITHIN = 20  # records before the header: a preamble has three lines
_MOST_BROKEN = 1_000


class TableError(ValueError):
    """The file is no table of the kind expected; the message says why."""


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A record that cannot be taken apart, and why."""

    reason: str


def fold(name: str) -> str:
    """A column's name without case, spaces, underscores and marks, for comparison."""
    return "".join(character for character in name.casefold() if character.isalnum())


class field_limit:  # noqa: N801 (a context manager reads as a verb phrase)
    """Raises Python's limit on the length of a field for a while; it is global to the process, so it is put back."""

    def __enter__(self) -> None:
        self._before = csv.field_size_limit(_LONGEST_FIELD)

    def __exit__(self, *_: object) -> None:
        csv.field_size_limit(self._before)


def _lines(file: IO[bytes], notes: list[str]) -> Iterator[str]:
    """Lines with their ends kept; a line past the limit is cut there, so that memory stays bounded."""
    chunk = file.read(_CHUNK)
    decoder = _decoder(chunk)
    rest, cut = "", False
    while chunk:
        text = decoder.decode(chunk)
        parts = (rest + text).split("\n") if text else [rest]
        rest = parts.pop()
        for part in parts:
            if not cut:
                yield part + "\n"
            cut = False
        if len(rest) > _LONGEST_LINE:
            if not cut:
                yield rest + "\n"
            rest, cut = "", True
        chunk = file.read(_CHUNK)
    rest += decoder.decode(b"", final=True)
    if rest and not cut:
        notes.append("the file does not end with a line end: its last record may be cut short")
        yield rest


def _decoder(start: bytes) -> codecs.IncrementalDecoder:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return codecs.getincrementaldecoder("utf-16")("replace")
    if start[1:2] == b"\0" and start[3:4] == b"\0":
        return codecs.getincrementaldecoder("utf-16-le")("replace")
    # Bytes that are no UTF-8 survive as lone surrogates, and `Table` mends the fields that hold them.
    return codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")


@dataclass(slots=True)
class Table:
    """One file as records.

    Attributes:
        required: folded column names that the header must have.
        escape: the character that escapes quotes (Comments), or None where quotes are doubled.
        rejoin: whether surplus fields belong to the last one (SearchQueries).
        header: the columns as written, once `records` has begun.
        repaired: records that were mended.
        notes: what else a reader should know.
        passed: records passed over in search of a header that was not found.
    """

    required: Sequence[str]
    escape: str | None = None
    rejoin: bool = False
    header: list[str] = field(default_factory=list[str])
    repaired: int = 0
    notes: list[str] = field(default_factory=list[str])
    passed: int = 0

    def records(self, file: IO[bytes]) -> Iterator[tuple[int, list[str] | BrokenRecord]]:
        """Each record with the line where it begins; the header is found first and not among them.

        Raises:
            TableError: no header with the required columns within the first records.
        """
        rows = self._rows(_lines(file, self.notes))
        width = self._find_header(rows)
        broken = False
        for line, row in rows:
            if isinstance(row, BrokenRecord):
                broken = True
                yield line, row
                continue
            if len(row) != width:
                if not any(row):
                    continue  # a blank line, or the padding of a spreadsheet
                if self.rejoin and len(row) > width:
                    row[width - 1 :] = [",".join(row[width - 1 :])]
                    self.repaired += 1
                elif broken:
                    continue  # the rest of the broken record
                else:
                    yield line, BrokenRecord(f"{len(row)} columns instead of {width}")
                    continue
            elif not any(row):
                continue
            broken = False
            yield line, row

    def _find_header(self, rows: Iterator[tuple[int, list[str] | BrokenRecord]]) -> int:
        for at, (_, row) in enumerate(rows):
            if not isinstance(row, BrokenRecord) and {fold(name) for name in row}.issuperset(self.required):
                self.header = row
                return len(row)
            if at >= _HEADER_WITHIN:
                break
            self.passed += isinstance(row, BrokenRecord) or any(row)
        # The first record is taken for the unknown header; the rest is counted, so that nothing is lost in silence.
        found = self.passed > 0
        self.passed = max(0, self.passed - 1) + sum(isinstance(row, BrokenRecord) or any(row) for _, row in rows)
        raise TableError("its header is not one that we know" if found else "it is empty")

    def _rows(self, lines: Iterator[str]) -> Iterator[tuple[int, list[str] | BrokenRecord]]:
        """Rows as the csv module reads them strictly; after an error, on from the line behind the one where it began."""
        first = next(lines, "")
        lines = chain([first], lines)
        delimiter = max(",;\t", key=_count_in(first))
        begins, breaks = 1, 0
        while True:
            taken: list[str] = []
            reader = csv.reader(
                _remember(lines, taken), delimiter=delimiter, escapechar=self.escape, strict=True
            )
            try:
                for row in reader:
                    yield begins, self._mended(row)
                    begins += len(taken)
                    taken.clear()
            except csv.Error as error:
                yield begins, BrokenRecord(_in_words(error))
                breaks += 1
                if breaks > _MOST_BROKEN:
                    yield begins + 1, BrokenRecord("too many broken records: the rest of the file was left unread")
                    return
                lines = chain(taken[1:], lines)
                begins += 1
            else:
                return

    def _mended(self, row: list[str]) -> list[str]:
        text = "".join(row)
        if text.isascii() and "\0" not in text:
            return row
        mended = [_mend(value) for value in row]
        if mended != row:
            self.repaired += 1
        return mended


def _count_in(line: str) -> Callable[[str], int]:
    return line.count


def _remember(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _mend(value: str) -> str:
    """Bytes that were no UTF-8 are read as Windows-1252, the usual culprit; NUL is dropped."""
    if value.isascii():
        return value.replace("\0", "")
    if any("\udc80" <= character <= "\udcff" for character in value):
        value = value.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    return value.replace("\0", "")


def _in_words(error: csv.Error) -> str:
    message = str(error)
    if "field larger" in message:
        return f"a field longer than {_LONGEST_FIELD:,} characters"
    if "unexpected end" in message:
        return "a quote that is never closed, up to the end of the file"
    return "a quote that is not closed where the field ends"
