"""Truncated archives and files: losses are reported, and no partial record passes for a whole one."""

from __future__ import annotations

import csv
import io
import zipfile
from functools import cache
from pathlib import Path

import pytest

from openssi.activity.report import FileReport, ImportReport
from openssi.errors import CODES, OpenSSIError
from openssi.sources.registry import read_all
from tests.archives import GENERATIONS, Layout, archive_files
from tests.archives.hostile_base import base_files, base_layout, base_world
from tests.archives.layout import Generation
from tests.archives.truth import records
from tests.archives.writer import zipped

SAMPLE = 2_048  # bytes of each type of file
STEP = 199
ENCODINGS = {b"\xff\xfe": "utf-16", b"\xef\xbb": "utf-8-sig"}
DRAFT, NOT_WATCHED = "a draft, never sent", "saved, never watched"


def _stored(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def _check(report: ImportReport) -> None:
    """Balanced, and never more than there was."""
    truth = records(base_world(), base_layout())
    for file in report.files:
        assert file.records == file.imported + file.duplicate + file.rejected
        assert sum(count for _, count in file.reasons) == file.rejected
        expected = truth.get(file.file)
        if expected is not None:
            assert file.imported <= expected
            assert file.imported == expected or file.rejected or file.notes, (file.file, file.imported, expected)


@pytest.mark.parametrize("pack", [zipped, _stored], ids=["deflated", "stored"])
def test_a_zip_cut_anywhere_is_reported(pack: object, tmp_path: Path) -> None:
    data = zipped(base_files()) if pack is zipped else _stored(base_files())
    path = tmp_path / "Basic_LinkedInDataExport_11-20-2024.zip"
    codes: set[str] = set()
    for end in [*range(0, len(data), STEP), *range(len(data) - 60, len(data))]:
        path.write_bytes(data[:end])
        try:
            _check(read_all([path])[1])
            codes.add("")
        except OpenSSIError as error:
            codes.add(error.code)
    assert codes <= {"archive-empty", "archive-damaged", "archive-not-zip"}
    assert codes <= {"", *CODES}


@pytest.mark.parametrize("pack", [zipped, _stored], ids=["deflated", "stored"])
def test_a_zip_with_a_hole_anywhere_is_reported(pack: object, tmp_path: Path) -> None:
    """A block that is missing, and one that is zeroed: the list at the end of the zip is there."""
    data = zipped(base_files()) if pack is zipped else _stored(base_files())
    path = tmp_path / "Basic_LinkedInDataExport_11-20-2024.zip"
    read = 0
    codes: set[str] = set()
    for begin in range(0, len(data), STEP):
        for hole in (b"", bytes(STEP)):
            path.write_bytes(data[:begin] + hole + data[begin + STEP :])
            try:
                _check(read_all([path])[1])
                read += 1
            except OpenSSIError as error:
                codes.add(error.code)
    assert codes <= set(CODES)
    assert read > 20, "nothing was ever read: this proves nothing"


@cache
def _types(generation: Generation) -> dict[str, bytes]:
    """Every type of file that is read, as far as a sample goes: whole records."""
    layout = Layout(generation, decoys=False, surprises=False)
    files = archive_files(base_world(), layout)
    # Rich Media.csv of 2022 holds only a placeholder, and is not read.
    read = set(records(base_world(), layout)) - {"Languages.csv", "Profile Summary.csv", "Rich Media.csv"}
    return {name: data for name, data in files.items() if name in read}


def _table(name: str, data: bytes) -> list[list[str]]:
    """The rows as Python's own module reads them, leniently; the reader under test is not asked."""
    text = data.decode(ENCODINGS.get(data[:2], "utf-8"), "replace")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    escape = "\\" if name.startswith("Comments") else None
    return [
        row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, escapechar=escape) if any(row)
    ]


def _cuts(name: str, sample: bytes, folder: Path) -> dict[int, FileReport]:
    """What the reader makes of the sample cut at every byte, all in one archive."""
    path = folder / "archive.zip"
    path.write_bytes(_stored({f"{end}/{name}": sample[:end] for end in range(len(sample) + 1)}))
    _, report = read_all([path])
    return {int(file.file.partition("/")[0]): file for file in report.files}


def _cases() -> list[tuple[Generation, str]]:
    """The files of all generations, without those that begin like one of an earlier generation."""
    first: dict[bytes, tuple[Generation, str]] = {}
    for generation in GENERATIONS:
        for name, data in _types(generation).items():
            first.setdefault(data[:SAMPLE], (generation, name))
    return list(first.values())


@pytest.mark.parametrize(("generation", "name"), _cases())
def test_a_partial_record_is_never_imported_silently(generation: Generation, name: str, tmp_path: Path) -> None:
    sample = _types(generation)[name][:SAMPLE]
    whole = _table(name, _types(generation)[name])
    reports = _cuts(name, sample, tmp_path)
    assert len(reports) == len(sample) + 1
    silent: set[int] = set()
    headings: set[int] = set()  # rows that are no records: the same number wherever the file ends
    for end, report in reports.items():
        lost = [reason for reason, _ in report.reasons if reason not in (DRAFT, NOT_WATCHED)]
        assert report.records == report.imported + report.duplicate + report.rejected
        if lost or report.notes:
            continue
        silent.add(end)
        rows = _table(name, sample[:end])
        assert rows == whole[: len(rows)], (end, sample[max(0, end - 80) : end])
        if report.records:
            headings.add(len(rows) - report.records)
    assert len(headings) <= 1, f"records are lost in silence: {headings}"
    # Wherever a record ends with its line there is nothing to be told; a reader that always warns would be no help.
    assert len(silent) >= min(len(_table(name, sample)) - 1, 2)


def test_a_folder_with_a_truncated_file_is_reported(tmp_path: Path) -> None:
    """The same in an unpacked folder: the other files are read, and the cut one is told."""
    folder = tmp_path / "archive"
    for name, data in base_files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    shares = base_files()["Shares.csv"]
    for end in range(0, len(shares), 13):
        (folder / "Shares.csv").write_bytes(shares[:end])
        _, report = read_all([folder])
        found = {file.file: file for file in report.files}
        assert found["Comments.csv"].imported == records(base_world(), base_layout())["Comments.csv"]
        if not found["Shares.csv"].rejected and not found["Shares.csv"].notes:
            rows = _table("Shares.csv", shares[:end])
            assert rows == _table("Shares.csv", shares)[: len(rows)]
