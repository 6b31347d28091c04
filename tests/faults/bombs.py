"""Small archives that cause much work: each aims at one limit of the reader."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.archives import rawzip
from tests.archives.hostile_base import base_files
from tests.archives.writer import zipped

COMMENTS = "Comments.csv"
HEADER = b"Date,Link,Message\n"
_MEGABYTE = 1 << 20


def _with(files: dict[str, bytes]) -> bytes:
    return zipped({**base_files(), **files})


def _filled(line: bytes, megabytes: int) -> bytes:
    return _with({COMMENTS: HEADER + line * (megabytes * _MEGABYTE // len(line))})


def _entries() -> list[rawzip.Entry]:
    return [rawzip.entry(name, data) for name, data in base_files().items()]


def open_quotes() -> bytes:
    """Every line begins a record that stays open up to the end of the file, wherever the reader starts again."""
    return _filled(b'b","""\n', 24)


def wide_record() -> bytes:
    """One record of millions of fields over millions of lines."""
    return _filled(b'b","\n', 24)


def wide_line() -> bytes:
    """One line of millions of fields."""
    return _filled(b",", 90)


def endless_line() -> bytes:
    return _filled(b"x", 90)


def blank_lines() -> bytes:
    return _filled(b"\n", 90)


def many_records() -> bytes:
    """Valid records, but four million of them in a file of 250 kB."""
    return _filled(b"2024-01-01 10:00:00,,\n", 90)


def many_rejects() -> bytes:
    return _filled(b"x,,\n", 90)


def many_large_members() -> bytes:
    """Each of the twenty is just below the size from which its own ratio counts."""
    chunk = HEADER + b"\n" * (90 * _MEGABYTE)
    packed = rawzip.entry(COMMENTS, chunk)
    return rawzip.build([*_entries(), *(replace(packed, name=b"Comments_%d.csv" % number) for number in range(1, 21))])


def slow_articles() -> bytes:
    """What a careless pattern looks at again and again, in 2,000 articles."""
    return _with({f"Articles/Articles/{number}.html": b"<p" * 50_000 for number in range(2_000)})


def count_that_lies() -> bytes:
    """60,000 entries; the end record says that there are nine."""
    made = rawzip.build([*_entries(), *(rawzip.entry(f"{number}", b"") for number in range(60_000))])
    at = made.rfind(b"PK\x05\x06")
    return made[: at + 8] + struct.pack("<HH", 9, 9) + made[at + 12 :]


def two_zip64_records() -> bytes:
    """The locator points to a harmless record; the one that is read anyway lists 100,000 entries."""
    body = bytearray()
    listed: list[rawzip.Entry] = []
    for one in [*_entries(), *(rawzip.entry(f"Comments_{number}.csv", b"") for number in range(100_000))]:
        listed.append(replace(one, offset=len(body)))
        body += rawzip.local_header(one) + one.packed
    harmless_at = len(body)
    body += struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 9, 9, 500, 0)
    directory = b"".join(rawzip.central_header(one) for one in listed)
    return bytes(body) + directory + rawzip.end64(len(listed), len(directory), len(body), harmless_at)


def _dense(lines: bytes) -> bytes:
    """A file that packs a thousandfold, next to one that does not pack at all, so that the whole is not refused for its ratio."""
    return _with({COMMENTS: HEADER + lines, "Media.bin": Random(1).randbytes(3 * _MEGABYTE // 2)})


def millions_of_records() -> bytes:
    """1.8 MB: six million valid records."""
    return _dense(b"2024-01-01 10:00:00,,\n" * 6_000_000)


def millions_of_faulty_records() -> bytes:
    return _dense(b"x,,\n" * 6_000_000)


def millions_of_narrow_records() -> bytes:
    """Each has a column less than the header."""
    return _dense(b"2024-01-01,\n" * 6_000_000)


def full_files() -> bytes:
    """Forty files of almost as many records as are read of one."""
    chunk = HEADER + b"2024-01-01 10:00:00,,\n" * 490_000
    files = {f"Comments_{number}.csv": chunk for number in range(1, 41)}
    return _with({**files, "Media.bin": Random(1).randbytes(5 * _MEGABYTE)})


def deep_folders() -> bytes:
    """Names of three thousand folders, one in the other."""
    return _with({"a/" * 3_000 + "Comments.csv": HEADER})


UPLOAD_BOMBS: tuple[Callable[[], bytes], ...] = (
    millions_of_records,
    millions_of_faulty_records,
    millions_of_narrow_records,
    full_files,
    deep_folders,
)

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}<sheetData>{}</sheetData></worksheet>'


def _workbook(sheets: list[str], strings: str = "") -> bytes:
    """A spreadsheet of these sheets and shared strings, each as XML, with nothing in it that a reader does not need."""
    names = [f"xl/worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listed = "".join(f'<sheet name="S{at}" sheetId="{at}" r:id="r{at}"/>' for at in range(1, len(sheets) + 1))
    links = "".join(
        f'<Relationship Id="r{at}" Type="{parts}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    links += f'<Relationship Id="r0" Type="{parts}/sharedStrings" Target="sharedStrings.xml"/>'
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{parts}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{parts}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
        **dict(zip(names, sheets, strict=True)),
    }
    return zipped({name: text.encode() for name, text in files.items()})


def _rows(cells: list[str]) -> str:
    return "".join(f'<row r="{at}">{cell.format(at)}</row>' for at, cell in enumerate(cells, 1))


def one_string_in_many_cells() -> bytes:
    """8 kB: one text of a megabyte, to which a thousand cells point."""
    cells = _rows(['<c r="A{}" t="s"><v>0</v></c>'] * 1_000)
    return _workbook([_SHEET.format("", cells)], f"<si><t>{'x' * _MEGABYTE}</t></si>")


def many_strings() -> bytes:
    """Half a million different texts, and no cell."""
    return _workbook([_SHEET.format("", "")], "".join(f"<si><t>{number}</t></si>" for number in range(500_000)))


def many_full_sheets() -> bytes:
    """Fifty sheets, each of which points to the same text of 200 kB a hundred times."""
    cells = _rows(['<c r="A{}" t="s"><v>0</v></c>'] * 100)
    return _workbook([_SHEET.format("", cells)] * 50, f"<si><t>{'x' * 200_000}</t></si>")


def wide_dimension() -> bytes:
    """Says that it has every cell that a spreadsheet can have; there is one."""
    sheet = _SHEET.format('<dimension ref="A1:XFD1048576"/>', '<row r="1"><c r="A1"><v>1</v></c></row>')
    return _workbook([sheet])


def many_small_areas() -> bytes:
    """Fifty sheets of nearly a million blank places each, each with two cells."""
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="990"><c r="ALL990"><v>1</v></c></row>'
    return _workbook([_SHEET.format("", cells)] * 50)


def cells_without_places() -> bytes:
    """A million cells that do not say where they are."""
    return _workbook([_SHEET.format("", f"<row>{'<c><v>1</v></c>' * 1_000_000}</row>")])


WORKBOOK_BOMBS: tuple[Callable[[], bytes], ...] = (
    one_string_in_many_cells,
    many_strings,
    many_full_sheets,
    wide_dimension,
    many_small_areas,
    cells_without_places,
)

BOMBS: tuple[Callable[[], bytes], ...] = (
    open_quotes,
    wide_record,
    wide_line,
    endless_line,
    blank_lines,
    many_records,
    many_rejects,
    many_large_members,
    slow_articles,
    count_that_lies,
    two_zip64_records,
)


SLOW_SIZE = 3 * _MEGABYTE  # too little to be refused as a bomb, and stored, so that its ratio shows nothing

#: By name, a file and what it holds: texts that cost a careless reader more than their length.
SLOW_TEXTS: dict[str, tuple[str, bytes]] = {
    "quotes-open": (COMMENTS, HEADER + b'b","""\n' * (SLOW_SIZE // 7)),
    "quotes-open-elsewhere": ("Reactions.csv", b"Date,Type,Link\n" + b'b","""\n' * (SLOW_SIZE // 7)),
    "one-open-quote": ("Reactions.csv", b"Date,Type,Link\n" + b'x,"\n' + b'y,"",z\n' * (SLOW_SIZE // 7)),
    "wide-record": (COMMENTS, HEADER + b'b","\n' * (SLOW_SIZE // 5)),
    "wide-line": (COMMENTS, HEADER + b"," * SLOW_SIZE),
    "broken-lines": (COMMENTS, HEADER + b'"a"b\n' * (SLOW_SIZE // 5)),
    "endless-line": (COMMENTS, HEADER + b"x" * SLOW_SIZE),
    "endless-line-of-quotes": (COMMENTS, HEADER + b'"' * SLOW_SIZE),
    "blank-lines": (COMMENTS, HEADER + b"\n" * SLOW_SIZE),
    "carriage-returns": (COMMENTS, HEADER + b"\r" * SLOW_SIZE),
    "nul": (COMMENTS, HEADER + b"\0" * SLOW_SIZE),
    "no-utf8": (COMMENTS, HEADER + b"\xff\xfe\xfd" * (SLOW_SIZE // 3)),
    "backslashes": (COMMENTS, HEADER + b"\\" * SLOW_SIZE),
    "no-header": (COMMENTS, b"a,b,c\n" * (SLOW_SIZE // 6)),
    "wide-header": (COMMENTS, b"Date,Link,Message," + b"x," * (SLOW_SIZE // 2) + b"\n"),
    "rejects": (COMMENTS, HEADER + b"x,,\n" * (SLOW_SIZE // 4)),
    "rejects-of-many-kinds": (COMMENTS, HEADER + b"".join(b"x%d,,\n" % number for number in range(SLOW_SIZE // 10))),
    "long-comments": (COMMENTS, HEADER + (b"2024-01-01 10:00:00,," + b"a. " * 300_000 + b"\n") * 4),
    "long-dates": (COMMENTS, HEADER + (b"1" * 900_000 + b",,\n") * 4),
    "article": ("Articles/Articles/a.html", b"<p" * (SLOW_SIZE // 2)),
    "article-of-near-dates": ("Articles/Articles/a.html", b'<p class="published' * (SLOW_SIZE // 19)),
}


def stored_with(name: str, data: bytes) -> bytes:
    """The healthy archive with this file in it, stored."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for entry, content in {**base_files(), name: data}.items():
            archive.writestr(entry, content)
    return made.getvalue()
