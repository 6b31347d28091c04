"""Traps inside one CSV file of an otherwise healthy archive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.archives.hostile_base import base_count

_URL = b"https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7170835747543449600"
_GOOD = b"2024-11-01 10:00:00,LIKE," + _URL
MIDDLE = 10  # rows before a trap in the middle


@dataclass(frozen=True)
class Trap:
    """At least `survivors` of the file's records are read; with `exact`, no more."""

    name: str
    file: str
    edit: Callable[[bytes], bytes]
    survivors: int
    exact: bool = False
    may_be_fine: bool = False  # a reader may also mend or take the bad row without a word
    harmless: bool = False  # nothing is wrong: it must be taken without a word


def _insert(row: bytes) -> Callable[[bytes], bytes]:
    """Puts the row after the header and the first rows; Reactions never has a line break inside a field."""

    def edit(data: bytes) -> bytes:
        lines = data.split(b"\n")
        return b"\n".join([*lines[: 1 + MIDDLE], row, *lines[1 + MIDDLE :]])

    return edit


def _append(row: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data + row


def _replace(whole: bytes) -> Callable[[bytes], bytes]:
    return lambda _: whole


def _rename_columns(data: bytes) -> bytes:
    return b"Foo,Bar,Baz" + data[data.index(b"\n") :]


def _in_reactions() -> list[Trap]:
    name, all_rows = "Reactions.csv", base_count("Reactions.csv")
    return [
        Trap("quote-open-in-the-middle", name, _insert(b'2024-11-01 10:00:00,"LIKE,' + _URL), MIDDLE),
        Trap(
            "quote-open-at-the-end",
            name,
            _append(b'2024-11-01 10:00:00,LIKE,"' + _URL + b"\n"),
            all_rows,
            may_be_fine=True,
        ),
        Trap("nul-bytes", name, _insert(b"2024-11-01 10:00:00,LI\x00KE," + _URL), all_rows, may_be_fine=True),
        Trap("nul-row", name, _insert(b"\x00" * 400), all_rows, exact=True),
        Trap("too-few-columns", name, _insert(b"2024-11-01 10:00:00"), all_rows, exact=True),
        Trap("too-many-columns", name, _insert(_GOOD + b",a,b,c,d"), all_rows, may_be_fine=True),
        Trap("no-date", name, _insert(b"the day before yesterday,LIKE," + _URL), all_rows, exact=True),
        Trap("impossible-date", name, _insert(b"2023-02-30 10:00:00,LIKE," + _URL), all_rows, exact=True),
        Trap("impossible-time", name, _insert(b"2024-02-10 25:61:00,LIKE," + _URL), all_rows, exact=True),
        Trap("year-2099", name, _insert(b"2099-01-01 10:00:00,LIKE," + _URL), all_rows, exact=True),
        Trap("year-zero", name, _insert(b"0000-00-00 00:00:00,LIKE," + _URL), all_rows, exact=True),
        Trap("year-1970", name, _insert(b"1970-01-01 00:00:00,LIKE," + _URL), all_rows, may_be_fine=True),
        Trap(
            "digits-of-elsewhere",
            name,
            _insert("٢٠٢٤-١١-٠١ 10:00:00,LIKE,".encode() + _URL),
            all_rows,
            may_be_fine=True,
        ),
        Trap(
            "cut-in-the-middle-of-a-sign",
            name,
            _append(b"2024-11-01 10:00:00,LIKE," + _URL + b"\xe2\x82"),
            all_rows,
            may_be_fine=True,
        ),
        Trap("header-only", name, _replace(b"Date,Type,Link\n"), 0, exact=True, may_be_fine=True),
        Trap("zero-bytes", name, _replace(b""), 0, exact=True, may_be_fine=True),
        Trap("header-unknown", name, _rename_columns, 0, exact=True),
        Trap("header-twice", name, _insert(b"Date,Type,Link"), all_rows, exact=True, may_be_fine=True),
        Trap("not-csv-at-all", name, _replace(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40), 0, exact=True),
        Trap("bom-in-front", name, lambda data: b"\xef\xbb\xbf" + data, all_rows, exact=True, harmless=True),
        Trap("blank-lines", name, _insert(b"\n\n"), all_rows, exact=True, harmless=True),
        Trap("no-last-line-break", name, lambda data: data.rstrip(b"\n"), all_rows, exact=True, harmless=True),
        Trap(
            "carriage-returns-only", name, lambda data: data.replace(b"\n", b"\r"), all_rows, exact=True, harmless=True
        ),
        Trap(
            "unknown-reaction",
            name,
            _insert(b"2024-11-01 10:00:00,APPLAUSE_2030," + _URL),
            all_rows + 1,
            exact=True,
            harmless=True,
        ),
    ]


def _in_texts() -> list[Trap]:
    comments, shares = base_count("Comments.csv"), base_count("Shares.csv")
    connections = base_count("Connections.csv")
    long = (
        b'2024-11-01 10:00:00,https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7170835747543449600,"'
        + b"x" * (10 << 20)
    )
    old = b"2024-11-01 10:00:00," + _URL + b',"Ein sch\xf6ner Vergleich: 14 Tage statt 30, gemessen im M\xe4rz"\n'
    odd = (
        '\u001b[31mRed\u001b]0;owned\u0007,"\u202egnitrever\u2066",https://www.linkedin.com/in/odd-1,,'
        '"A\u001b[2J","=1+1",02 Nov 2024\n'
    )
    return [
        Trap("field-of-10-mb", "Shares.csv", _append(long + b'",,,MEMBER_NETWORK\n'), shares, may_be_fine=True),
        Trap("another-encoding", "Comments.csv", _append(old), comments, may_be_fine=True),
        Trap(
            "comments-quote-open-at-the-end",
            "Comments.csv",
            _append(b"2024-11-01 10:00:00," + _URL + b',"He said \\"'),
            comments,
            may_be_fine=True,
        ),
        Trap(
            "lone-backslash-at-the-end",
            "Comments.csv",
            _append(b"2024-11-01 10:00:00," + _URL + b",ends \\"),
            comments,
            may_be_fine=True,
        ),
        Trap("escapes-in-names", "Connections.csv", _append(odd.encode()), connections + 1, exact=True, harmless=True),
        Trap(
            "preamble-without-table",
            "Connections.csv",
            _replace(b'Notes:\n"Nothing follows."\n\n'),
            0,
            exact=True,
            may_be_fine=True,
        ),
        Trap(
            "utf-16-cut",
            "Connections.csv",
            lambda data: b"\xff\xfe" + data.decode().encode("utf-16-le")[:-1],
            connections - 1,
            may_be_fine=True,
        ),
    ]


TRAPS: tuple[Trap, ...] = (*_in_reactions(), *_in_texts())
