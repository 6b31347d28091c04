"""Odd zips that a reader must take, and damaged ones that it must survive."""

from __future__ import annotations

import io
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from openssi.activity.report import ImportReport
from openssi.errors import ArchiveError, OpenSSIError
from openssi.sources.registry import read_all
from tests.archives import rawzip
from tests.archives.hostile_base import base_files
from tests.archives.writer import zipped

COMMENTS = "Comments.csv"


def _read(folder: Path, data: bytes) -> ImportReport:
    path = folder / "Basic_LinkedInDataExport_11-20-2024.zip"
    path.write_bytes(data)
    _, report = read_all([path])
    return report


def _imported(report: ImportReport) -> dict[str, int]:
    return {file.file: file.imported for file in report.files}


def _packed(method: int) -> bytes:
    """The healthy archive with its comments packed by another method."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in base_files().items():
            archive.writestr(name, data, method if name == COMMENTS else zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _data_begins(data: bytes, name: str) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.getinfo(name).header_offset + 30 + len(name)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("at", [0, 4, 5, 9, 14, 40, 80])
def test_only_the_damaged_file_is_rejected(method: int, at: int, tmp_path: Path) -> None:
    healthy = _imported(_read(tmp_path, zipped(base_files())))
    data = bytearray(_packed(method))
    begins = _data_begins(bytes(data), COMMENTS) + at
    for place in range(begins, begins + 5):
        data[place] ^= 0xFF
    try:
        report = _read(tmp_path, bytes(data))
    except OpenSSIError:
        return
    imported = _imported(report)
    assert {name: count for name, count in imported.items() if name != COMMENTS} == {
        name: count for name, count in healthy.items() if name != COMMENTS
    }
    told = [file for file in report.files if file.file == COMMENTS and file.rejected]
    assert told or any(out.file == COMMENTS for out in report.skipped)


def test_a_local_name_that_is_not_utf_8_is_reported(tmp_path: Path) -> None:
    data = bytearray(zipped(base_files()))
    at = _data_begins(bytes(data), COMMENTS) - len(COMMENTS)
    data[at] = 0xFF
    data[at - 24 + 1] |= 0x08  # the flag that says UTF-8
    try:
        report = _read(tmp_path, bytes(data))
    except OpenSSIError:
        return
    assert any(file.rejected for file in report.files if file.file == COMMENTS)


@pytest.mark.parametrize("name", ["Articles/Articles/F\u00fcr Einkäufer.html", "Articles/Articles/│││.html"])
def test_names_of_old_zip_programs_are_not_an_overlap(name: str, tmp_path: Path) -> None:
    """Without the flag for UTF-8 a letter is one byte; a reader that counts two sees entries that overlap."""
    article = replace(
        rawzip.entry(name.encode("cp437"), b'<p class="published">Published on 2024-01-01 10:00</p>'), flags=0
    )
    report = _read(
        tmp_path, rawzip.build([article, *(rawzip.entry(name, data) for name, data in base_files().items())])
    )
    assert _imported(report)["Articles"] == _imported(_read(tmp_path, zipped(base_files())))["Articles"] + 1


def test_bytes_around_the_zip_are_ignored(tmp_path: Path) -> None:
    healthy = zipped(base_files())
    expected = _imported(_read(tmp_path, healthy))
    assert _imported(_read(tmp_path, b"#!/bin/sh\nexit 1\n" + healthy)) == expected
    with_comment = healthy[:-2] + (9).to_bytes(2, "little") + b"a comment"
    assert _imported(_read(tmp_path, with_comment)) == expected


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/Los_Angeles"])
@pytest.mark.parametrize("time", ["Dec 31, 9999 11:00 PM", "Jan 1, 0001 01:00 AM", "Dec 31, 2003 11:30 PM"])
def test_the_earliest_and_latest_dates_are_handled(time: str, zone: str, tmp_path: Path) -> None:
    """Events may lie in the future; not so far that no calendar has the day."""
    path = tmp_path / "Basic_LinkedInDataExport_11-20-2024.zip"
    table = f'Event Name,Event Time,Status,External Url\nFair,"{time} - {time}",APPROVED,\n'
    path.write_bytes(zipped({**base_files(), "Events.csv": table.encode()}))
    _, report = read_all([path], time_zone=zone)
    events = next(file for file in report.files if file.file == "Events.csv")
    assert events.records == events.imported + events.rejected == 1


def test_a_folder_nested_three_thousand_deep_is_reported(tmp_path: Path) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(3_000):  # no path is as long as this one: each folder is made from the one before
        os.mkdir("a", dir_fd=here)
        inner = os.open("a", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    try:
        with pytest.raises(ArchiveError, match="nests folders more than 100 deep") as error:
            read_all([tmp_path])
        assert error.value.code == "archive-unsafe"
    finally:
        outer, inner_ = tmp_path / "a", tmp_path / "b"
        while (outer / "a").exists():  # from the outside in: nothing deletes so deep a folder by its path
            (outer / "a").rename(inner_)
            outer.rmdir()
            inner_.rename(outer)
