"""A watched folder: each file is taken once, when it is complete."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from openssi.cli import watch as command
from openssi.client.watch import Arrivals, TakenFiles, check_folder, watch
from openssi.errors import InputError
from tests.unit.samples import reactions, zipped


def archive(path: Path, *moments: str) -> Path:
    return zipped(path, {"Reactions.csv": reactions(*moments)})


def names(arrivals: Arrivals, now: float) -> list[str]:
    found = list(arrivals.ready(now))
    for _, digest in found:
        arrivals.taken.add(digest)
    return [path.name for path, _ in found]


def test_a_file_is_taken_when_it_no_longer_changes(tmp_path: Path) -> None:
    arrivals = Arrivals(tmp_path, TakenFiles())
    whole = archive(tmp_path / "whole.zip", "2026-06-01 09:00:00").read_bytes()
    growing = tmp_path / "whole.zip"
    growing.write_bytes(whole[:50])
    assert names(arrivals, 0) == []
    assert names(arrivals, 10) == []  # it no longer changes, but is no whole zip
    growing.write_bytes(whole)
    assert names(arrivals, 11) == []  # it has just changed
    assert names(arrivals, 12.5) == []
    assert names(arrivals, 13) == ["whole.zip"]
    assert names(arrivals, 20) == []


def test_the_same_content_is_taken_once_whatever_it_is_called_and_across_runs(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    memory = tmp_path / "data" / "taken.json"
    first = archive(folder / "a.zip", "2026-06-01 09:00:00")
    arrivals = Arrivals(folder, TakenFiles(memory))
    assert (names(arrivals, 0), names(arrivals, 5)) == ([], ["a.zip"])
    shutil.copy(first, folder / "a (1).zip")
    archive(folder / "b.zip", "2026-06-02 09:00:00")
    later = Arrivals(folder, TakenFiles(memory))
    assert (names(later, 0), names(later, 5)) == ([], ["b.zip"])


def test_archives_come_before_what_adds_to_them_and_unfinished_downloads_are_ignored(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Name\n")
    for name in ("b.zip", ".c.zip", "d.zip.crdownload", "~$e.xlsx"):
        archive(tmp_path / name, f"2026-06-01 09:00:0{len(name) % 10}")
    (tmp_path / "folder.zip").mkdir()
    (tmp_path / "link.zip").symlink_to(tmp_path / ".c.zip")
    arrivals = Arrivals(tmp_path, TakenFiles())
    assert (names(arrivals, 0), names(arrivals, 5)) == ([], ["b.zip", "a.csv"])


def test_a_file_that_stays_broken_is_reported_after_a_minute(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 cut")
    arrivals = Arrivals(tmp_path, TakenFiles())
    assert [names(arrivals, at) for at in (0, 59, 60, 120)] == [[], [], ["a.zip"], []]


def test_a_postponed_file_comes_again_a_minute_later(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", "2026-06-01 09:00:00")
    arrivals = Arrivals(tmp_path, TakenFiles())
    assert list(arrivals.ready(0)) == []
    assert [path.name for path, _ in arrivals.ready(5)] == ["a.zip"]
    arrivals.postpone(path, 5)
    assert [names(arrivals, at) for at in (6, 64, 65)] == [[], [], ["a.zip"]]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be watched: No such file or directory"):
        check_folder(tmp_path / "nowhere")


def test_a_new_file_arrives_through_the_watcher(tmp_path: Path) -> None:
    stop, taken = threading.Event(), list[str]()

    def take(path: Path) -> bool:
        taken.append(path.name)
        stop.set()
        return True

    archive(tmp_path / "a.zip", "2026-06-01 09:00:00")
    watch(tmp_path, TakenFiles(), take, stop, time.monotonic)
    assert taken == ["a.zip"]


def test_the_command_scores_everything_taken_so_far_and_says_what_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [
        tmp_path / "book.csv",
        archive(tmp_path / "a.zip", *(f"2026-06-{day:02} 09:00:00" for day in range(1, 29))),
        tmp_path / "bad.zip",
    ]
    files[0].write_text("Name,Start date,End date,Profile Views\nAda,2026-06-01,2026-06-28,9\n")
    files[2].write_bytes(b"PK\x03\x04 cut")

    def all_at_once(_: Path, __: TakenFiles, take: object, *_more: object) -> None:
        for path in files:
            assert take(path)  # type: ignore[operator]

    monkeypatch.setattr("openssi.client.watch.watch", all_at_once)
    report = tmp_path / "me.html"
    done = CliRunner().invoke(command.watch, [str(tmp_path), "--report", str(report)])
    assert done.exit_code == 0, done.output
    lines = done.stderr.splitlines()
    assert lines[0].startswith("book.csv: book.csv is a Sales Navigator report, and there's no LinkedIn archive")
    assert lines[1].startswith("bad.zip: bad.zip can't be opened")
    assert "a.zip: No index yet: these files can tell" in done.stdout
    assert "Sales Navigator" in report.read_text(encoding="utf-8")
