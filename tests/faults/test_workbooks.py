"""Hostile and broken workbooks end in an error message, never in a crash."""

from __future__ import annotations

import random
import zipfile
from datetime import date
from pathlib import Path

import pytest

import openssi
from openssi.errors import ArchiveError, InputError, WorkbookError
from tests.unit.samples import reactions, write, zipped
from tests.workbooks import spreadsheet, workbook


def code(book: Path) -> str:
    """The code with which a workbook is refused beside a good archive."""
    archive = write(book.parent / "archive", {"Reactions.csv": reactions("2026-06-30 08:00:00")})
    with pytest.raises(InputError) as fault:
        openssi.score([archive, book])
    assert fault.value.hint or fault.value.code == "archive-not-found"
    return fault.value.code


def refusal(archive: Path, path: Path) -> str:
    """The code by which a workbook is refused; empty if it is read."""
    try:
        openssi.score([archive, path])
    except InputError as fault:
        return fault.code
    return ""


def good(folder: Path) -> Path:
    return workbook(folder / "good.xlsx", {date(2026, 6, 30): 5})


def rewritten(folder: Path, change: dict[str, bytes]) -> Path:
    """A good workbook with members replaced or added."""
    path = folder / "changed.xlsx"
    with zipfile.ZipFile(good(folder)) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, content in change.items():
            new.writestr(name, content)
    return path


def test_a_missing_workbook_is_reported(tmp_path: Path) -> None:
    assert code(tmp_path / "none.xlsx") == "archive-not-found"


@pytest.mark.parametrize(
    "content", [b"", b"not a workbook", b"PK\x03\x04cut", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600]
)
def test_a_file_that_is_not_a_spreadsheet_is_rejected(tmp_path: Path, content: bytes) -> None:
    """The last begins as an old or a locked spreadsheet does."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert code(path) == "workbook-damaged"


def test_a_zip_that_is_not_a_spreadsheet_is_rejected(tmp_path: Path) -> None:
    assert code(zipped(tmp_path / "a.xlsx", {"notes.txt": "hello"})) == "workbook-damaged"


def test_files_are_recognized_by_content_not_by_name(tmp_path: Path) -> None:
    book = workbook(tmp_path / "book.zip", {date(2026, 6, 30): 3})
    archive = zipped(tmp_path / "archive.xlsx", {"Reactions.csv": reactions("2026-06-30 08:00:00")})
    assert {source.file for source in openssi.score([book, archive]).sources} == {
        "archive.xlsx/Reactions.csv",
        "book.zip/ENGAGEMENT",
    }


def test_a_folder_named_like_a_workbook_is_a_folder(tmp_path: Path) -> None:
    assert code(write(tmp_path / "a.xlsx", {"xl/workbook.xml": "<workbook/>"})) == "archive-foreign"


@pytest.mark.parametrize("at", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_reported(tmp_path: Path, at: float) -> None:
    content = good(tmp_path).read_bytes()
    path = tmp_path / "cut.xlsx"
    path.write_bytes(content[: int(len(content) * at)])
    assert code(path) == "workbook-damaged"


@pytest.mark.usefixtures("reads_workbooks_here")
def test_no_flipped_byte_causes_a_crash(tmp_path: Path) -> None:
    content = good(tmp_path).read_bytes()
    archive = write(tmp_path / "archive", {"Reactions.csv": reactions("2026-06-30 08:00:00")})
    codes: list[str] = []
    for at in range(0, len(content), 97):
        path = tmp_path / "flipped.xlsx"
        path.write_bytes(content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :])
        codes.append(refusal(archive, path))
    refused = [given for given in codes if given]  # many bytes change nothing that is read
    assert all(given.startswith("workbook-") for given in refused)
    assert len(refused) > 10


def test_a_spreadsheet_of_another_kind_is_rejected(tmp_path: Path) -> None:
    cells: dict[tuple[int, int], str | float] = {(0, 0): "Deal", (0, 1): "Amount", (1, 0): "One", (1, 1): 5}
    assert code(spreadsheet(tmp_path / "a.xlsx", {"Deals": cells})) == "workbook-foreign"


def test_a_workbook_without_rows_is_reported(tmp_path: Path) -> None:
    assert code(workbook(tmp_path / "a.xlsx", {})) == "workbook-foreign"


@pytest.mark.parametrize(("row", "column"), [(1_048_575, 16_383), (1_048_575, 3), (200_000, 200)])
def test_sparse_cells_do_not_fill_the_memory(tmp_path: Path, row: int, column: int) -> None:
    assert (
        code(spreadsheet(tmp_path / "a.xlsx", {"ENGAGEMENT": {(0, 0): "Date", (row, column): "far"}}))
        == "workbook-unsafe"
    )


@pytest.mark.parametrize(
    "cell",
    [
        "<c r='XFD1048576'><v>1</v></c>",
        '<c r = "XFD1048576"><v>1</v></c>',
        '<c r\n=\n"xfd1048576"><v>1</v></c>',
        '<c r="ZZZZZZ99999999999"><v>1</v></c>',
    ],
)
def test_sparse_cells_of_every_notation_are_limited(tmp_path: Path, cell: str) -> None:
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c r="A1"><v>1</v></c>{cell}</row></sheetData></worksheet>'
    assert code(rewritten(tmp_path, {"xl/worksheets/sheet1.xml": sheet.encode()})) == "workbook-unsafe"


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    assert code(rewritten(tmp_path, {"xl/sharedStrings.xml": b" " * 300_000_000})) == "workbook-unsafe"
    assert code(rewritten(tmp_path, {"xl/sharedStrings.xml": b" " * 21_000_000})) == "workbook-unsafe"


def test_xml_entities_are_not_expanded(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY e{at + 1} "{f"&e{at};" * 10}">' for at in range(9))
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{levels}]><sst><si><t>&e9;</t></si></sst>'
    path = rewritten(tmp_path, {"xl/sharedStrings.xml": text.encode()})
    archive = write(tmp_path / "archive", {"Reactions.csv": reactions("2026-06-30 08:00:00")})
    assert refusal(archive, path) == "workbook-damaged"


def test_other_spreadsheet_formats_are_rejected(tmp_path: Path) -> None:
    assert code(rewritten(tmp_path, {"xl/workbook.bin": b"x"})) == "workbook-damaged"


def test_too_many_sheets_are_rejected(tmp_path: Path) -> None:
    assert code(spreadsheet(tmp_path / "a.xlsx", {f"Sheet {at}": {} for at in range(60)})) == "workbook-unsafe"


def test_a_workbook_needs_an_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError) as fault:
        openssi.score(good(tmp_path))
    assert fault.value.code == "archive-workbook"


TOKENS = (
    b'r="A1"', b'<c r="ZZ999"/>', b't="s"', b't="e"', b't="b"', b't="d"', b"<v>99999999999999999999</v>", b"<v>nan</v>", b"</row>",
    b'<row r="0">', b'r=""', b"<v>-1</v>", b"\xff\xfe", b"&#0;", b's="99"', b'r="a0"', b'<dimension ref="A1:XFD1048576"/>',
)  # fmt: skip


@pytest.mark.usefixtures("reads_workbooks_here")
@pytest.mark.parametrize("seed", range(4))
def test_no_sheet_content_causes_a_crash(tmp_path: Path, seed: int) -> None:
    """The reader is not ours, and a panic of it is no Exception: each ends in rows or in words."""
    chance = random.Random(seed)
    archive = write(tmp_path / "archive", {"Reactions.csv": reactions("2026-06-30 08:00:00")})
    with zipfile.ZipFile(good(tmp_path)) as book:
        files = {name: book.read(name) for name in book.namelist()}
    endings = {"read": 0, "refused": 0}
    for _ in range(40):
        name = chance.choice([name for name in files if "sheet" in name or "shared" in name])
        content = bytearray(files[name])
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(content))
            content[at : at + chance.randint(0, 5)] = chance.choice(TOKENS)
        try:
            openssi.score([archive, rewritten(tmp_path, {name: bytes(content)})])
            endings["read"] += 1
        except WorkbookError:
            endings["refused"] += 1
    assert min(endings.values()) > 0
