"""A large archive is read in two processes: what comes out is what one process makes of it, whole, damaged or hostile."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from openssi.errors import ArchiveError
from openssi.sources.archive import read, read_archives
from tests.archives import Layout, World, hostile, invent, write_folder, write_zip
from tests.archives.hostile_base import base_files
from tests.archives.writer import zipped
from tests.e2e.cli import good, ssi

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is one process")

ALONE = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); "
#: Says on standard error that a second process was begun.
LOUD = "import os, sys; fork = os.fork; os.fork = lambda: print('forked', file=sys.stderr, flush=True) or fork(); "


def with_long_messages(world: World) -> World:
    talks = [
        replace(talk, messages=tuple(replace(message, text=message.text + " and so on" * 4000) for message in talk.messages))
        for talk in world.conversations
    ]
    return replace(world, conversations=tuple(talks))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = write_zip(tmp_path_factory.mktemp("large"), with_long_messages(invent(3)), Layout("2026"))
    assert path.stat().st_size < 4_000_000  # it is what is in it that counts
    return path


def test_a_large_archive_is_read_in_two_processes_where_there_are_two_processors(large: Path) -> None:
    alone, both = good("score", large, "--json", before=ALONE + LOUD), ssi("score", large, "--json", before=LOUD)
    assert both.out == alone.out
    assert both.err == ("forked\n" if len(os.sched_getaffinity(0)) > 1 else "")
    assert ssi("history", large, "--json", before=LOUD).err == ""


def test_a_second_process_that_dies_changes_nothing(large: Path) -> None:
    dies = "import os, openssi.sources.archive.read as read; read._Reading.read_there = lambda *_: os.kill(os.getpid(), 9); "
    assert good("score", large, before=dies).out == good("score", large, before=ALONE).out


def test_a_small_archive_is_not_worth_a_second_process(tmp_path: Path) -> None:
    good("score", write_zip(tmp_path, invent(1), Layout("2026")), before=LOUD)


def _always(tasks: int) -> bool:
    return tasks > 1


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small the archive, and although the tests' own process has threads."""
    monkeypatch.setattr(read, "_LARGE", 0)
    monkeypatch.setattr(read, "can_help", _always)


def told(path: Path, *, two_processes: bool) -> object:
    """All that reading tells, or why it cannot be read."""
    try:
        return read_archives([path], two_processes=two_processes)
    except ArchiveError as error:
        return error.code, error.message, error.kept, error.hint


def meanwhile(monkeypatch: pytest.MonkeyPatch, change: Callable[[], object]) -> None:
    """Something changes after the archive was opened and before the second process begins."""

    def changed(tasks: int) -> bool:
        change()
        return tasks > 1

    monkeypatch.setattr(read, "_LARGE", 0)
    monkeypatch.setattr(read, "can_help", changed)


def test_an_archive_replaced_meanwhile_is_not_mixed_with_the_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new one has the same files of the same sizes; the first process still has the old one open."""
    old, new = tmp_path / "a.zip", tmp_path / "new.zip"
    old.write_bytes(zipped(base_files()))
    new.write_bytes(zipped({name: data.replace(b"2024-0", b"2023-0") for name, data in base_files().items()}))
    expected = told(old, two_processes=False)
    meanwhile(monkeypatch, lambda: new.replace(old))
    assert told(old, two_processes=True) == expected
    assert told(old, two_processes=False) != expected


def test_a_file_put_into_a_folder_meanwhile_moves_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_folder(tmp_path, invent(2), Layout())
    expected = told(folder, two_processes=False)
    meanwhile(monkeypatch, lambda: (folder / "0.txt").write_text("first by name"))
    assert told(folder, two_processes=True) == expected


def test_progress_is_told_by_the_first_process_alone_and_ends_at_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told_by = tmp_path / "told"

    def note(done: int, total: int) -> None:
        with told_by.open("a") as file:
            file.write(f"{os.getpid()} {done} {total}\n")

    meanwhile(monkeypatch, lambda: None)
    read_archives([write_zip(tmp_path, invent(2), Layout())], two_processes=True, progress=note)
    lines = [tuple(map(int, line.split())) for line in told_by.read_text().splitlines()]
    assert {process for process, _, _ in lines} == {os.getpid()}
    assert sorted(lines) == lines
    assert lines[-1][1] == lines[-1][2]


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("layout", [Layout("2022", chunks=40), Layout("2024", nested=True), Layout("2026-suffix")])
def test_layouts_are_told_alike(tmp_path: Path, layout: Layout) -> None:
    for write in (write_zip, write_folder):
        folder = tmp_path / write.__name__
        folder.mkdir()
        path = write(folder, invent(2), layout)
        assert told(path, two_processes=True) == told(path, two_processes=False)


@pytest.mark.usefixtures("always")
def test_archives_of_one_member_are_compared_alike(tmp_path: Path) -> None:
    """Records are told apart by hashes, some made in one process and some in the other."""
    folders = [tmp_path / name for name in ("old", "new")]
    for folder in folders:
        folder.mkdir()
    paths = [write_zip(folder, invent(2), layout) for folder, layout in zip(folders, (Layout("2022"), Layout("2026")), strict=True)]
    report = read_archives(paths)
    assert sum(file.duplicate for file in report[1].files) > 100
    for _ in range(3):  # which process reads what is up to chance
        assert read_archives(paths, two_processes=True) == report


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("case", hostile.cases(), ids=str)
def test_hostile_archives_are_told_alike(tmp_path: Path, case: hostile.Hostile) -> None:
    path = case.write(tmp_path)
    assert told(path, two_processes=True) == told(path, two_processes=False)
