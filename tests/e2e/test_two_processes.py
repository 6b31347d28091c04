"""A large archive is read in two processes: what comes out is what one process makes of it, whole, damaged or hostile."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from openssi.errors import ArchiveError
from openssi.sources.archive import read, read_archives
from tests.archives import Layout, World, hostile, invent, write_folder, write_zip
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


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("layout", [Layout("2022", chunks=40), Layout("2024", nested=True), Layout("2026-suffix")])
def test_layouts_are_told_alike(tmp_path: Path, layout: Layout) -> None:
    for write in (write_zip, write_folder):
        folder = tmp_path / write.__name__
        folder.mkdir()
        path = write(folder, invent(2), layout)
        assert told(path, two_processes=True) == told(path, two_processes=False)


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("case", hostile.cases(), ids=str)
def test_hostile_archives_are_told_alike(tmp_path: Path, case: hostile.Hostile) -> None:
    path = case.write(tmp_path)
    assert told(path, two_processes=True) == told(path, two_processes=False)
