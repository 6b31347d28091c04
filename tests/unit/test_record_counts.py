"""Every record of a file is imported, a duplicate or rejected, and rejected ones are listed with line and reason."""

from __future__ import annotations

from pathlib import Path

import openssi
from openssi.activity.report import FileReport
from openssi.sources.tally import Tally
from tests.unit.samples import reactions, write, zipped

GOOD = "2026-06-30 12:00:00,LIKE,https://x/1\n"


def source(folder: Path, text: str | bytes, file: str = "Reactions.csv") -> FileReport:
    """The account of one file, beside another that makes the archive worth reading."""
    archive = write(folder / "archive", {file: text, "Votes.csv": "Date,Link,OptionText\n2026-06-30 12:00:00,x,y\n"})
    return next(one for one in openssi.score(archive).sources if one.file == file)


def counts(found: FileReport) -> tuple[int, int, int, int, int]:
    return found.records, found.imported, found.duplicate, found.rejected, found.repaired


def test_rejected_records_are_listed_with_line_and_reason(tmp_path: Path) -> None:
    text = f"Date,Type,Link\n{GOOD}yesterday,LIKE,x\n{GOOD}too,few\n1999-01-01 00:00:00,LIKE,x\n"
    found = source(tmp_path, text)
    assert counts(found) == (5, 2, 0, 3, 0)
    assert [one.line for one in found.rejections] == [3, 5, 6]
    assert found.rejections[1].reason == "2 columns instead of 3"
    assert sum(count for _, count in found.reasons) == 3


def test_a_multi_line_record_is_listed_by_its_first_line(tmp_path: Path) -> None:
    text = 'Date,Link,Message\n2026-06-30 12:00:00,x,"one\ntwo"\nnever,x,"one\ntwo"\nnever,x,y\n'
    found = source(tmp_path, text, "Comments.csv")
    assert [one.line for one in found.rejections] == [4, 6]


def test_a_repaired_record_is_imported_and_counted(tmp_path: Path) -> None:
    found = source(tmp_path, f"Date,Type,Link\n{GOOD}".encode() + b"2026-06-30 12:00:01,LI\0KE,caf\xe9\n")
    assert counts(found) == (2, 2, 0, 0, 1)


def test_a_rejected_record_is_not_counted_as_repaired(tmp_path: Path) -> None:
    found = source(tmp_path, f"Date,Type,Link\n{GOOD}".encode() + b"never,LI\0KE,x\n")
    assert counts(found) == (2, 1, 0, 1, 0)


def test_a_repaired_header_is_not_a_record(tmp_path: Path) -> None:
    found = source(tmp_path, b"Da\0te,Type,Link\n" + GOOD.encode())
    assert counts(found) == (1, 1, 0, 0, 0)


def test_records_of_a_file_with_an_unknown_header_are_all_rejected(tmp_path: Path) -> None:
    found = source(tmp_path, "Some,Other,Header\n" + GOOD * 30)
    assert counts(found) == (30, 0, 0, 30, 0)
    assert found.notes == ("not read: it has no column Date and no column Type and no column Link",)


def test_an_empty_file_is_reported_without_records(tmp_path: Path) -> None:
    found = source(tmp_path, "")
    assert counts(found) == (0, 0, 0, 0, 0)
    assert found.notes


def test_unknown_columns_are_noted(tmp_path: Path) -> None:
    found = source(tmp_path, "Date,Type,Link,Mood\n2026-06-30 12:00:00,LIKE,x,fine\n")
    assert any("Mood" in note for note in found.notes)
    assert counts(found) == (1, 1, 0, 0, 0)


def test_first_and_last_day_are_of_imported_records(tmp_path: Path) -> None:
    text = reactions("2026-05-01 12:00:00", "2026-06-30 12:00:00", "never")
    found = source(tmp_path, text)
    assert (found.first, found.last) == (20_574, 20_634)


def test_a_record_of_another_archive_is_a_duplicate(tmp_path: Path) -> None:
    old = zipped(tmp_path / "old.zip", {"Reactions.csv": reactions("2026-06-01 12:00:00", "2026-06-02 12:00:00")})
    new = zipped(
        tmp_path / "new.zip",
        {"Reactions.csv": reactions("2026-06-01 12:00:00", "2026-06-02 12:00:00", "2026-06-30 12:00:00")},
    )
    found = {one.file: counts(one) for one in openssi.score([old, new]).sources}
    assert found == {"old.zip/Reactions.csv": (2, 0, 2, 0, 0), "new.zip/Reactions.csv": (3, 3, 0, 0, 0)}


def test_real_repeats_inside_one_archive_stay(tmp_path: Path) -> None:
    found = source(tmp_path, "Date,Type,Link\n" + GOOD * 3)
    assert counts(found) == (3, 3, 0, 0, 0)


def test_fifty_rejections_are_listed_and_all_are_counted() -> None:
    tally = Tally("x.csv", "a.zip")
    for line in range(60):
        tally.reject(line, "odd" if line % 2 else "even")
    report = tally.close(None, None)
    assert (report.records, report.rejected, len(report.rejections)) == (60, 60, 50)
    assert sorted(report.reasons) == [("even", 30), ("odd", 30)]
    assert (report.first, report.last) == (None, None)
