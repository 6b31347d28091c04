"""Read a CSV that some program exported: its encoding, its delimiter, and its rows with the line where each begins."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from openssi.sources.old_encoding import OldEncoding, garblings, ungarble

__all__ = ["CsvRow", "decode", "read_rows"]

_DELIMITERS = ",;\t|"
_FIRST_LINES = 40  # a report may begin with a title and filters
_LONGEST_LETTER = 4  # bytes in UTF-8


class CsvRow(NamedTuple):
    """One record: the line where it begins, and its cells without white space around them."""

    line: int
    cells: tuple[str, ...]


def decode(data: bytes) -> str:
    """Return the text of a file, or of its beginning, in UTF-8, UTF-16 or an old encoding; see `old_encoding`."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start > len(data) - _LONGEST_LETTER and error.reason == "unexpected end of data":
            text = data.decode("utf-8-sig", "ignore")  # cut within a letter
        else:
            return OldEncoding.of(data).decode(data)
    return ungarble(text, garblings(text))


def read_rows(text: str) -> Iterator[CsvRow]:
    """Yield the rows of a text, by the delimiter that makes one of the first lines the widest.

    Raises:
        csv.Error: a cell is too long.
    """
    first = text.splitlines()[:_FIRST_LINES]
    delimiter = max(_DELIMITERS, key=lambda candidate: max((line.count(candidate) for line in first), default=0))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for cells in reader:
        yield CsvRow(line, tuple(cell.strip() for cell in cells))
        line = reader.line_num + 1
