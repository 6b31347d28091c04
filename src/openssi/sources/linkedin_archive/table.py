"""Turn the bytes of one file into records: encoding, delimiter, header, and how to go on after a broken record."""

from __future__ import annotations

import codecs
import csv
import io
import re
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from threading import Lock
from typing import IO, NamedTuple

from openssi.sources.dates import is_date
from openssi.sources.old_encoding import SAMPLE, OldEncoding, garblings, ungarble
from openssi.sources.tally import REST_SKIPPED, UNCLOSED

__all__ = ["Block", "PlaceholderError", "Table", "TableError", "column", "field_limit", "fold"]

_CHUNK = 1 << 15
#: Characters in one field; LinkedIn's longest message is far shorter.
_LONGEST_FIELD = 500_000
_LONGEST_LINE = 2 * _LONGEST_FIELD
_HEADER_WITHIN = 20  # records before the header: a preamble has three lines
_LONGEST_RECORD = 2 * _LONGEST_FIELD
_MOST_BROKEN = 1_000
_MOST_WASTED = 10 * _LONGEST_RECORD  # characters parsed in vain before a file is given up

_DELIMITERS = ",;\t|"
#: How files begin that are no text, though they may be called .csv.
_OTHER_FORMATS = {
    b"PK\x03\x04": "a zip or an Excel workbook",
    b"\xd0\xcf\x11\xe0": "an Excel workbook",
    b"%PDF": "a PDF",
    b"<!DO": "a web page",
    b"<htm": "a web page",
}

_NEEDS_REPAIR = re.compile("[\0\udc80-\udcff]")
_UNDECODED = re.compile("[\udc80-\udcff]")
_USUAL_ENCODINGS = ("cp1252", "mac-roman")
_CR_ENDS_ROW = re.compile("[^\r\n]*\r(?!\r?\n)")
#: A date, perhaps with a time, and nothing else: a line of a comment may begin with a figure.
_DATE = re.compile(
    r"\s*(?:\d{4}[-/.]\d{1,2}[-/.]\d{0,2}|\d{1,2}([-/.])\d{1,2}\1\d{2,4}"
    r"|\d{1,2}[-. /][^\W\d_]{3,9}\.?[-. /]\d{2,4}|\d{5}[.,]\d+)"
    r"(?:[ T]+\d[\d:.]*)?(?: ?[AaPp]\.? ?[Mm]\.?)?(?: ?(?:UTC|Z))?\s*"
)
_LONGEST_DATE = 40
_WRAPPED = re.compile('"(\r?\n)"')
_UNFINISHED = "unexpected end of data"  # what the csv module says if a quote is still open


class TableError(ValueError):
    """The file is not the table expected; the message says why."""


class PlaceholderError(TableError):
    """The file is one of LinkedIn's without data, the same for everyone."""


def fold(name: str) -> str:
    """Return a column's name without case, spaces and punctuation, for comparison."""
    return "".join(character for character in name.casefold() if character.isalnum())


# Headers in another language were seen in German Connections files only.
_GERMAN = {
    "vorname": "firstname",
    "nachname": "lastname",
    "emailadresse": "emailaddress",
    "unternehmen": "company",
    "verbundenam": "connectedon",
}


def column(name: str) -> str:
    """Return our name of a column, however the file writes it."""
    folded = fold(name)
    return _GERMAN.get(folded, folded)


#: How LinkedIn writes the columns that a file must have.
_TITLES = {
    fold(title): title
    for title in (
        "Date", "Time", "Link", "Type", "Message", "ShareLink", "SearchQuery", "HashTag", "CreatedTime", "savedItem",
        "Organization", "Followed On", "Date/Time", "Event Name", "Event Time", "Connected On", "From", "To", "Sent At",
        "Direction", "Content", "Endorsement Date", "Skill Name", "Text", "Creation Date", "First Name", "Last Name",
        "Headline", "Company Name", "Title", "School Name", "Name", "ShareCommentary", "Status", "Content Title",
    )
}  # fmt: skip


class field_limit:  # noqa: N801 (a context manager reads as a verb phrase)
    """Raises the csv module's limit on a field's length, and restores it when the last reader is done.

    The limit is global to the process, and readers may run in several threads.
    """

    _lock = Lock()
    _readings = 0
    _before = 0

    def __enter__(self) -> None:
        with field_limit._lock:
            if not field_limit._readings:
                field_limit._before = csv.field_size_limit(_LONGEST_FIELD)
            field_limit._readings += 1

    def __exit__(self, *_: object) -> None:
        with field_limit._lock:
            field_limit._readings -= 1
            if not field_limit._readings:
                csv.field_size_limit(field_limit._before)


@dataclass(slots=True)
class _Encodings:
    """How the text of one file was encoded, decided by the first text outside ASCII.

    Attributes:
        garbled: in which encodings its UTF-8 was read by mistake; None if not decided.
        old: the encoding of what isn't UTF-8; None if all is.
    """

    garbled: tuple[str, ...] | None = None
    old: OldEncoding | None = None

    def decide(self, text: str, more: Callable[[], str], *, is_utf8: bool) -> str:
        """Return a text that isn't all ASCII, with more of the file if that has to decide."""
        if self.garbled is None:
            self.garbled = garblings(text)
            if self.garbled:
                text += more()
                self.garbled = garblings(text)
        if self.old is None and not is_utf8 and _UNDECODED.search(text):
            text += more()
            self.old = OldEncoding.of(text.encode("utf-8", "surrogateescape"))
        return text

    def decoded(self, lines: list[str]) -> list[str]:
        """Decode whole lines where it has to be done before their fields are separated."""
        if self.old and self.old.is_wide:
            lines = [self.decode(line) if _UNDECODED.search(line) else line for line in lines]
        return [ungarble(line, self.garbled) for line in lines] if self.garbled else lines

    def decode(self, text: str) -> str:
        """Decode a text with bytes that aren't UTF-8."""
        return (self.old or OldEncoding()).decode(text.encode("utf-8", "surrogateescape"))

    def notes(self) -> Iterator[str]:
        """Yield what a reader of the report should know."""
        if self.old and not self.old.name:
            yield "its letters are in an unknown encoding; save the file as UTF-8 (in Excel: CSV UTF-8)"
        elif self.old and self.old.name not in _USUAL_ENCODINGS:
            yield f"letters were read as {self.old.name}"
        if self.garbled:
            yield f"letters were restored: a program had read UTF-8 as {' and '.join(self.garbled)}"


def _blocks_of_lines(
    file: IO[bytes], notes: list[str], encodings: _Encodings, *, ends_open: bool
) -> Iterator[tuple[list[str], bool]]:
    """Yield blocks of lines with their line ends, and whether anything so far may need repair.

    A line longer than the limit is cut, so that memory stays bounded.
    """
    chunk = file.read(_CHUNK)
    if other := _OTHER_FORMATS.get(chunk[:4]):
        raise TableError(f"it is {other}, not a CSV file; save it as CSV under the same name")
    decoder = _decoder(chunk)
    rest, cut, doubtful = "", False, False
    ends_with_cr: bool | None = None
    while chunk:
        text = _decode(decoder, chunk)
        if not text.isascii():
            is_utf8 = decoder.errors == "strict"
            text = encodings.decide(text, lambda: _decode(decoder, file.read(SAMPLE)), is_utf8=is_utf8)
        text = rest + text
        doubtful = doubtful or b"\0" in chunk or decoder.errors != "strict"
        if ends_with_cr is None:
            ends_with_cr = bool(_CR_ENDS_ROW.match(text))
        if ends_with_cr:  # Excel for Mac: CR ends a row, LF is a line break in a cell
            text = text.translate({ord("\n"): " ", ord("\r"): "\n"})
        lines = io.StringIO(text, newline="\n").readlines()  # str.splitlines would split at more than line ends
        rest = lines.pop() if lines and not lines[-1].endswith("\n") else ""
        if cut and lines:
            lines, cut = lines[1:], False
        if len(rest) > _LONGEST_LINE:
            lines += [] if cut else [rest + "\n"]
            rest, cut = "", True
            notes.append(f"a line longer than {_LONGEST_LINE:,} characters was cut")
        yield encodings.decoded(lines), doubtful
        chunk = file.read(_CHUNK)
    rest += _decode(decoder, b"", final=True)
    if rest and not cut:
        if not ends_open:
            notes.append("the file does not end with a line end: its last record may be cut short")
        yield encodings.decoded([rest]), not ends_open or doubtful
    notes.extend(encodings.notes())


def _decoder(start: bytes) -> codecs.IncrementalDecoder:
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):  # the first begins as UTF-16 does
        return codecs.getincrementaldecoder("utf-32")("replace")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return codecs.getincrementaldecoder("utf-16")("replace")
    if start[1:2] == b"\0" and start[3:4] == b"\0":
        return codecs.getincrementaldecoder("utf-16-le")("replace")
    return codecs.getincrementaldecoder("utf-8-sig")("strict")


def _decode(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> str:
    """Decode some bytes.

    Bytes that aren't UTF-8 become lone surrogates, which `_repair` decodes again field by field.
    """
    before = decoder.getstate()
    try:
        return decoder.decode(chunk, final)
    except UnicodeDecodeError:
        decoder.setstate(before)
        decoder.errors = "surrogateescape"
        return decoder.decode(chunk, final)


class Block(NamedTuple):
    """Consecutive records: the line where each begins, and their fields in columns (none without records)."""

    starts: list[int]
    columns: list[tuple[str, ...]]


class _Rows(NamedTuple):
    """Consecutive records row by row, of any width."""

    starts: list[int]
    rows: list[list[str]]


@dataclass(slots=True)
class Table:
    """One file as records.

    Attributes:
        required: folded column names that the header must have.
        reject: receives the line and the reason of each record that cannot be parsed.
        escape: the character that escapes quotes (Comments), or None where quotes are doubled.
        rejoin: whether surplus fields belong to the last one (SearchQueries).
        unwrap: whether every line break inside a field has quotes of its own around it (Shares).
        continues: whether a row that does not begin with a date belongs to the record before (Comments).
        ends_open: whether LinkedIn writes the file without a final line end.
        placeholder: folded columns of a file that LinkedIn puts in place of this one, without data.
        header: the columns as written, once `blocks` has begun.
        repaired: the lines where records begin that had to be repaired to be read.
        notes: anything else a reader of the report should know.
    """

    required: Sequence[str]
    reject: Callable[[int, str], None]
    escape: str | None = None
    rejoin: bool = False
    unwrap: bool = False
    continues: bool = False
    ends_open: bool = False
    placeholder: frozenset[str] = frozenset()
    header: list[str] = field(default_factory=list[str])
    repaired: set[int] = field(default_factory=set[int])
    notes: list[str] = field(default_factory=list[str])
    _breaks: list[int] = field(default_factory=list[int])  # lines where broken records begin
    _encodings: _Encodings = field(default_factory=_Encodings)
    _needed: int = 0  # how many cells a record has at least: up to the last column that it must have
    _last_good: int = 0  # the line where the last record of the right width begins

    def blocks(self, file: IO[bytes]) -> Iterator[Block]:
        """Yield the records in blocks, without the header and anything before it.

        Raises:
            TableError: no header with the required columns within the first records; all records are then rejected.
        """
        early = _Rows([], [])
        rows = self._rows(file)
        for block in self._with_bare_lines(rows) if self.continues else rows:
            if self.header:
                yield self._fitting(block)
                continue
            early.starts.extend(block.starts)
            early.rows.extend(block.rows)
            if len(early.rows) > _HEADER_WITHIN:
                yield self._fitting(self._behind_header(early))
        if not self.header:
            yield self._fitting(self._behind_header(early))

    def refuse(self, start: int, reason: str) -> None:
        """Reject the record that begins in a line, even if it was repaired."""
        self.repaired.discard(start)
        self.reject(start, reason)

    def _behind_header(self, early: _Rows) -> _Rows:
        for at, row in enumerate(map(_split_again, early.rows[: _HEADER_WITHIN + 1])):
            if {column(name) for name in row}.issuperset(self.required):
                self.header = row
                self._needed = 1 + max(map([column(name) for name in row].index, self.required))
                self.repaired.difference_update(early.starts[: at + 1])  # a repaired header is not a record
                return _Rows(early.starts[at + 1 :], early.rows[at + 1 :])
        filled = [start for start, row in zip(*early, strict=True) if any(row)]
        if self.placeholder and any(self.placeholder == frozenset(map(column, row)) for row in early.rows[:1]):
            raise PlaceholderError
        reason = self._missing_columns(early.rows) if filled else "it is empty"
        self.repaired.clear()
        for start in filled[1:]:  # the first is taken for the unknown header
            self.reject(start, reason)
        raise TableError(reason)

    def _missing_columns(self, rows: list[list[str]]) -> str:
        """Return which columns the row that comes closest to the header lacks."""
        closest = max(rows[:_HEADER_WITHIN], key=lambda row: len({*map(column, row)} & {*self.required}))
        present = {*map(column, closest)}
        missing = [_TITLES.get(name, name) for name in self.required if name not in present]
        return f"it has no column {' and no column '.join(missing)}"

    def _with_bare_lines(self, blocks: Iterator[_Rows]) -> Iterator[_Rows]:
        """Append rows without a date to the previous comment: until March 2024 line breaks could be unquoted."""
        start, row = 0, list[str]()  # the last record so far, which the next rows may belong to
        for block in blocks:
            complete = _Rows([], [])
            for next_start, next_row in zip(*block, strict=True):
                if len(next_row) < len(row) and _is_date(row[0]) and not _is_date(next_row[0]):
                    row[-1] = "\n".join((row[-1], ",".join(next_row)))
                    self.repaired.add(start)
                    continue
                if row:
                    complete.starts.append(start)
                    complete.rows.append(row)
                start, row = next_start, next_row
            yield complete
        if row:
            yield _Rows([start], [row])

    def _fitting(self, found: _Rows) -> Block:
        """Return the records as wide as the header; others are repaired, rejected, or part of an earlier broken one."""
        width = len(self.header)
        columns = [] if self.unwrap else _columns(found.rows, width)
        # If one column is filled throughout, no record is blank.
        if not any(map(all, columns)):
            found = self._repaired(found)
            columns = _columns(found.rows, width)
        if found.starts:
            self._last_good = found.starts[-1]
        return Block(found.starts, columns)

    def _repaired(self, found: _Rows) -> _Rows:
        width = len(self.header)
        fitting = [at for at, fits in enumerate(map(self._fitted, *found, repeat(width))) if fits]
        found = _Rows([found.starts[at] for at in fitting], [found.rows[at] for at in fitting])
        if self.unwrap:
            for start, row in zip(*found, strict=True):
                self._unwrap(start, row)
        return found

    def _fitted(self, start: int, row: list[str], width: int) -> bool:
        if not any(row):
            return False  # a blank line, or the padding of a spreadsheet
        if len(row) < width and len(again := _split_again(row)) == width:
            row[:] = again
            self.repaired.add(start)
        if not any(row[width:]):
            del row[width:]  # surplus empty cells of a spreadsheet
        if self.rejoin and len(row) > width:
            row[width - 1 :] = [",".join(row[width - 1 :])]
            self.repaired.add(start)
        if len(row) >= self._needed or not any(self.header[len(row) :]):
            row.extend([""] * (width - len(row)))  # spreadsheets leave out empty cells at the end of a row
        if len(row) == width:
            self._last_good = start
            return True
        before = bisect(self._breaks, start)
        if before == 0 or self._breaks[before - 1] < self._last_good:  # else it is the rest of a broken record
            self.refuse(start, f"{len(row)} columns instead of {width}")
        self.repaired.discard(start)
        return False

    def _unwrap(self, start: int, row: list[str]) -> None:
        if _WRAPPED.search(",".join(row)):
            row[:] = [_WRAPPED.sub(r"\1", value) for value in row]
            self.repaired.add(start)

    def _rows(self, file: IO[bytes]) -> Iterator[_Rows]:
        """Yield rows as the strict csv module reads them.

        After an error, go on with the line after the one where it began.

        A record that is still open at the end of a block begins the next one.
        """
        source = _blocks_of_lines(file, self.notes, self._encodings, ends_open=self.ends_open)
        lines: list[str] = []
        delimiter, begins, broken, wasted = "", 1, 0, 0
        following = next(source, None)
        while following is not None:
            (fresh, suspicious), following = following, next(source, None)
            lines += fresh
            delimiter = delimiter or self._delimiter(lines)
            while lines:
                block = _Rows([], [])
                used, tried, error = self._parse(lines, delimiter, begins, block)
                if suspicious:
                    self._repair(block)
                yield block
                lines, begins = lines[used:], begins + used
                open_for = sum(map(len, lines[: tried - used])) if error else 0
                if not error or (error == _UNFINISHED and following is not None and open_for <= _LONGEST_RECORD):
                    break
                self._break(begins, _describe(error))
                lines, begins = lines[1:], begins + 1
                broken, wasted = broken + 1, wasted + open_for
                if broken > _MOST_BROKEN or wasted > _MOST_WASTED:
                    self._break(begins, f"too much is broken: {REST_SKIPPED}")
                    return

    def _delimiter(self, lines: list[str]) -> str:
        """Return the delimiter that makes an early line the header, else the first line's most frequent one."""
        for line in lines[:_HEADER_WITHIN]:
            for delimiter in _DELIMITERS:
                if {column(name) for name in line.split(delimiter)}.issuperset(self.required):
                    return delimiter
        return max(_DELIMITERS, key=(lines or [""])[0].count)

    def _break(self, line: int, reason: str) -> None:
        self.refuse(line, reason)
        self._breaks.append(line)

    def _parse(self, lines: list[str], delimiter: str, begins: int, block: _Rows) -> tuple[int, int, str]:
        """Parse records until the lines end or one is broken; return lines used, lines tried, and the error."""
        reader = csv.reader(lines, delimiter=delimiter, escapechar=self.escape, strict=True)
        add_start, add_row, used = block.starts.append, block.rows.append, 0
        try:
            for row in reader:
                if row:
                    add_start(begins + used)
                    add_row(row)
                used = reader.line_num
        except csv.Error as error:
            return used, reader.line_num, str(error)
        return used, used, ""

    def _repair(self, block: _Rows) -> None:
        for start, row in zip(*block, strict=True):
            if _NEEDS_REPAIR.search("\n".join(row)):
                row[:] = [_repair(value, self._encodings) for value in row]
                if any(row):
                    self.repaired.add(start)
                else:  # the rest of a damaged disk block
                    self.refuse(start, "NUL bytes instead of a record")


def _is_date(text: str) -> bool:
    """Return whether a cell is a date and nothing else: a line of a comment may be a number."""
    if _DATE.fullmatch(text):
        return True
    text = text.strip()
    return len(text) <= _LONGEST_DATE and not text.isdecimal() and any(map(str.isdigit, text)) and is_date(text)


def _split_again(row: list[str]) -> list[str]:
    """Return the cells of a row that a spreadsheet saved as one cell, quotes and all: it expected semicolons."""
    if "," not in row[0] or any(row[1:]):
        return row
    try:
        rows = list(csv.reader(io.StringIO(row[0], newline=""), strict=True))
    except csv.Error:
        return row
    return rows[0] if len(rows) == 1 else row


def _columns(rows: list[list[str]], width: int) -> list[tuple[str, ...]]:
    """Return records of a width as columns; none if one is wider or narrower."""
    if set(map(len, rows)) != {width}:
        return []  # a line of a million cells would be a million columns
    return list(zip(*rows, strict=True))


def _repair(value: str, encodings: _Encodings) -> str:
    """Decode bytes that weren't UTF-8; drop NUL."""
    if _UNDECODED.search(value):
        value = encodings.decode(value)
    return value.replace("\0", "")


def _describe(error: str) -> str:
    if "field larger" in error:
        return f"a field longer than {_LONGEST_FIELD:,} characters"
    if error == _UNFINISHED:
        return UNCLOSED
    return "a quote that is not closed where the field ends"
