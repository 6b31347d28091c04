"""What LinkedIn at some times, other systems and spreadsheets do to an archive. None of it changes what happened."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

Files = dict[str, bytes]
Rows = list[list[str]]


def _file(files: Files, base: str) -> str:
    """The path of the one file of a kind."""
    return next(name for name in files if re.fullmatch(rf"(?:.*/)?{base}(?:_\d+)?\.csv", name))


def _changed(files: Files, base: str, change: Callable[[bytes], bytes]) -> Files:
    name = _file(files, base)
    return {**files, name: change(files[name])}


def _rows(data: bytes, escape: str | None = None) -> Rows:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), escapechar=escape))


def _written(rows: Rows, end: str = "\n", delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


def _lines_twice(data: bytes) -> bytes:
    header, *lines = data.splitlines(keepends=True)
    return header + b"".join(line * 2 for line in lines)


def searches_twice(files: Files) -> Files:
    """LinkedIn writes half of all searches twice: the same second and text."""
    return _changed(files, "SearchQueries", _lines_twice)


def row_per_photo(files: Files) -> Files:
    """A post with several photos has a row for each, which differ in MediaUrl."""

    def change(data: bytes) -> bytes:
        header, *rows = _rows(data)
        media = [column.lower() for column in header].index("mediaurl")
        return _written([header, *(row for one in rows for row in (one, _with_cell(one, media, "https://x/2.jpg")))])

    return _changed(files, "Shares", change)


def _with_cell(row: list[str], at: int, cell: str) -> list[str]:
    return [*row[:at], cell, *row[at + 1 :]]


def bare_comments(files: Files) -> Files:
    """2021 to March 2024: only a comma or a quote puts a comment in quotes, which are doubled; records end with CRLF."""

    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if "," in cell or '"' in cell else cell

    def change(data: bytes) -> bytes:
        rows = _rows(data, escape="\\")
        return "".join(",".join(map(quoted, row)) + "\r\n" for row in rows if row != []).encode()

    return _changed(files, "Comments", change)


def cr_rows(files: Files) -> Files:
    """Excel for Mac ends rows with CR."""
    return _changed(files, "Reactions", lambda data: _written(_rows(data), "\r"))


def surplus_cells(files: Files) -> Files:
    """A spreadsheet with a wider row elsewhere writes empty cells after every row."""
    return _changed(files, "Reactions", lambda data: _written([[*row, "", ""] for row in _rows(data)]))


def day_first_dates(files: Files) -> Files:
    """A European spreadsheet: semicolons, the day first, no seconds."""

    def day_first(text: str) -> str:
        found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d) (\d\d:\d\d):\d\d", text)
        return "{2}/{1}/{0} {3}".format(*found.groups()) if found else text

    def change(data: bytes) -> bytes:
        return _written([[day_first(cell) for cell in row] for row in _rows(data)], "\r\n", ";")

    return _changed(files, "Reactions", change)


def named_months(files: Files) -> Files:
    """A Polish spreadsheet writes 09-lis-24 for 09 Nov 2024."""
    polish = dict(
        zip(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], ["sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"], strict=True)
    )  # fmt: skip

    def change(data: bytes) -> bytes:
        text = re.sub(
            r"(?m)(\d\d) ([A-Z][a-z]{2}) 20(\d\d)$",
            lambda found: f"{found[1]}-{polish[found[2]]}-{found[3]}",
            data.decode(),
        )
        return text.encode()

    return _changed(files, "Connections", change)


def no_final_line_end(files: Files) -> Files:
    """LinkedIn writes these two without."""
    for base in ("Connections", "Company Follows"):
        files = _changed(files, base, lambda data: data.removesuffix(b"\n"))
    return files


def litter(files: Files) -> Files:
    """macOS adds AppleDouble files, in a folder of their own or next to each file."""
    beside = {re.sub(r"([^/]+)$", r"._\1", name): b"\0\5\26\7\0\2\0\0Mac OS X" for name in files}
    return {**files, **beside, "__MACOSX/._Reactions.csv": b"\0\5\26\7"}


def backslashes(files: Files) -> Files:
    """PowerShell 5.1 separates folders with backslashes."""
    return {f"Complete_LinkedInDataExport\\{name}".replace("/", "\\"): data for name, data in files.items()}


def named_as_copies(files: Files) -> Files:
    """Every file is a copy, as some systems call it."""
    forms = ("{} - Copy.csv", "{} copy.csv", "{} (1).csv", "Kopie von {}.csv", "{} - Kopie.csv")
    csvs = [name for name in files if name.endswith(".csv")]
    renamed = {name: forms[at % len(forms)].format(name.removesuffix(".csv")) for at, name in enumerate(csvs)}
    return {renamed.get(name, name): data for name, data in files.items()}


def invitation_urns(files: Files) -> Files:
    """Newer archives name both people of an invitation by URN as well."""

    def change(data: bytes) -> bytes:
        header, *rows = _rows(data)
        urns = ["urn:li:person:a1", "urn:li:person:b2"]
        return _written([[*header, "inviterProfileUrn", "inviteeProfileUrn"], *([*row, *urns] for row in rows)])

    return _changed(files, "Invitations", change)


def not_needed(files: Files) -> Files:
    """Files that LinkedIn added in some years, and the placeholder of 2020 to 2024."""
    return {
        **files,
        "coach_messages.csv": b"CONVERSATION ID,FROM,TO,DATE,CONTENT\n1,Coach,You,2024-01-01 00:00:00 UTC,Hi\n",
        "Teammates.csv": b"First Name,Last Name\nBo,Sample\n",
        "Calendar.csv": b"Owner,Source,LastSyncedAt\nme,x,2024-01-01\n",
        "Rich Media.csv": b"Type,Link\nPhoto,x\nVideo,y\n",
    }


QUIRKS: tuple[Callable[[Files], Files], ...] = (
    searches_twice,
    row_per_photo,
    bare_comments,
    cr_rows,
    surplus_cells,
    day_first_dates,
    named_months,
    no_final_line_end,
    litter,
    backslashes,
    named_as_copies,
    invitation_urns,
    not_needed,
)
