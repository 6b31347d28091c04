"""Atomic directories: old or new however the process dies, no other program's files replaced, no leftovers."""

from __future__ import annotations

import itertools
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from openssi.errors import UsageError
from openssi.files import atomic_directory as module
from openssi.files.atomic_directory import ABOUT, atomic_directory

OURS = '{"openssi": "scores"}'


def write(out: Path, text: str) -> None:
    with atomic_directory(out) as new:
        (new / ABOUT).write_text(OURS)
        (new / "data").write_text(text)


def fail_half_way(out: Path) -> None:
    with atomic_directory(out) as new:
        (new / "data").write_text("half")
        raise OSError(28, "no more")


def contents(out: Path) -> set[str]:
    return {path.read_text() for path in out.iterdir() if path.name != ABOUT}


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def _cannot_exchange(_one: Path, _other: Path) -> bool:
    return False


@pytest.fixture(params=["exchange", "move aside"])
def _method(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to replace: in one step, and in two as on systems that cannot exchange."""
    if request.param == "move aside":
        monkeypatch.setattr(module, "_exchange", _cannot_exchange)


@pytest.mark.usefixtures("_method")
def test_a_new_directory_is_created_and_then_replaced(tmp_path: Path) -> None:
    write(tmp_path / "a" / "out", "first")
    assert contents(tmp_path / "a" / "out") == {"first"}
    write(tmp_path / "a" / "out", "second")
    assert contents(tmp_path / "a" / "out") == {"second"}
    assert names(tmp_path / "a") == ["out"]


@pytest.mark.usefixtures("_method")
def test_a_failure_leaves_the_old_directory(tmp_path: Path) -> None:
    write(tmp_path / "out", "first")
    with pytest.raises(UsageError, match="cannot be written: no more"):
        fail_half_way(tmp_path / "out")
    assert contents(tmp_path / "out") == {"first"}
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("what", ["file", "directory"])
def test_files_of_other_programs_are_never_replaced(what: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    if what == "file":
        out.write_text("precious")
    else:
        out.mkdir()
        (out / "thesis.txt").write_text("precious")
        (out / ABOUT).write_text('{"name": "of another program"}')
    with pytest.raises(UsageError, match="was not written by ssi"):
        write(out, "new")
    assert (out if what == "file" else out / "thesis.txt").read_text() == "precious"


def test_an_empty_directory_is_replaced_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write(tmp_path / "link", "new")
    assert contents(tmp_path / "real") == {"new"}
    assert (tmp_path / "link").is_symlink()


def test_an_unwritable_parent_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        write(tmp_path / "file" / "out", "new")


# Writes the directory, and is killed before its n-th operation on a file, which Python reports to audit hooks.
_WRITER = """
import os, signal, sys
from pathlib import Path
from openssi.files import atomic_directory
out, method, left = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
if method == "move aside":
    atomic_directory._exchange = lambda one, other: False

def step(event, arguments):
    global left
    here = event == "open" and str(arguments[0]).startswith(str(out.parent))
    if here or event in {"os.mkdir", "os.rename", "os.remove", "os.rmdir"}:
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(step)
with atomic_directory.atomic_directory(out) as new:
    (new / "about.json").write_text('{"openssi": 1}')
    for part in range(3):
        (new / f"part-{part}").write_text("new")
"""


@pytest.mark.parametrize("method", ["exchange", "move aside"])
def test_killed_at_any_step_one_whole_directory_is_left(method: str, tmp_path: Path) -> None:
    left_behind: list[bool] = []
    for step in itertools.count(1):
        out = tmp_path / str(step) / "out"
        write(out, "old")
        command = [sys.executable, "-c", _WRITER, str(out), method, str(step)]
        code = subprocess.run(command, check=False).returncode  # noqa: S603 (our own interpreter)
        if code == 0:  # it has fewer steps
            break
        assert code == -signal.SIGKILL
        left_behind.append(names(out.parent) != ["out"])
        if method == "exchange" or out.exists():
            assert (contents(out), len(list(out.iterdir()))) in (({"old"}, 2), ({"new"}, 4))
        write(out, "after")
        assert contents(out) == {"after"}
        assert names(out.parent) == ["out"]
    assert left_behind.count(True) > 4  # the files of the new directory at least


def test_killed_between_two_steps_the_old_directory_is_restored(tmp_path: Path) -> None:
    write(tmp_path / "out", "first")
    (tmp_path / "out").rename(tmp_path / ".out.abcd1234.old")
    (tmp_path / ".out.abcd1234.new").mkdir()
    (tmp_path / ".out.12345678.lock").touch()
    with pytest.raises(UsageError):
        fail_half_way(tmp_path / "out")
    assert contents(tmp_path / "out") == {"first"}
    assert names(tmp_path) == ["out"]


def test_a_directory_that_another_run_is_writing_is_not_deleted(tmp_path: Path) -> None:
    with atomic_directory(tmp_path / "out") as new:
        write(tmp_path / "out", "quicker")
        assert new.is_dir()
        (new / ABOUT).write_text(OURS)
        (new / "data").write_text("slower")
    assert contents(tmp_path / "out") == {"slower"}
    assert names(tmp_path) == ["out"]


@pytest.mark.usefixtures("_method")
def test_a_directory_that_another_run_has_moved_aside_is_not_moved_back(tmp_path: Path) -> None:
    write(tmp_path / "out", "first")
    with atomic_directory(tmp_path / "out") as new:
        moved = new.with_suffix(".old")
        (tmp_path / "out").rename(moved)  # as between the two steps
        write(tmp_path / "out", "meanwhile")
        assert contents(moved) == {"first"}
        moved.rename(tmp_path / "aside")
        (new / ABOUT).write_text(OURS)
        (new / "data").write_text("last")
    assert contents(tmp_path / "out") == {"last"}
