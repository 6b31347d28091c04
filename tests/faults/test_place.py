"""A result in place: whole whenever the process dies, nothing of others replaced, nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from openssi.errors import UsageError
from openssi.files import atomic_directory as place
from openssi.files.atomic_directory import ABOUT, atomic_directory

OURS = '{"openssi": "scores"}'


def put(out: Path, text: str) -> None:
    with atomic_directory(out) as beside:
        (beside / ABOUT).write_text(OURS)
        (beside / "data").write_text(text)


def _fail_half_way(out: Path) -> None:
    with atomic_directory(out) as beside:
        (beside / "data").write_text("half")
        raise OSError(28, "no more")


def held(out: Path) -> set[str]:
    return {path.read_text() for path in out.iterdir() if path.name != ABOUT}


def _cannot(_one: Path, _other: Path) -> bool:
    return False


@pytest.fixture(params=["exchanged", "stepping aside"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of putting in place: in one step, and as systems do that cannot."""
    if request.param == "stepping aside":
        monkeypatch.setattr(place, "_exchanged", _cannot)


@pytest.mark.usefixtures("way")
def test_a_new_folder_and_a_replaced_one(tmp_path: Path) -> None:
    put(tmp_path / "a" / "out", "first")
    assert held(tmp_path / "a" / "out") == {"first"}
    put(tmp_path / "a" / "out", "second")
    assert held(tmp_path / "a" / "out") == {"second"}
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["out"]


@pytest.mark.usefixtures("way")
def test_a_failure_leaves_the_old_one(tmp_path: Path) -> None:
    put(tmp_path / "out", "first")
    with pytest.raises(UsageError, match="cannot be written: no more"):
        _fail_half_way(tmp_path / "out")
    assert held(tmp_path / "out") == {"first"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("what", ["file", "folder of others"])
def test_what_others_wrote_is_never_replaced(what: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    if what == "file":
        out.write_text("precious")
    else:
        out.mkdir()
        (out / "thesis.txt").write_text("precious")
        (out / ABOUT).write_text('{"name": "of another program"}')
    with pytest.raises(UsageError, match="was not written by ssi"):
        put(out, "new")
    assert (out if what == "file" else out / "thesis.txt").read_text() == "precious"


def test_an_empty_folder_and_a_link_to_an_earlier_result_may_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    put(tmp_path / "link", "new")
    assert held(tmp_path / "real") == {"new"}
    assert (tmp_path / "link").is_symlink()


def test_no_rights_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        put(tmp_path / "file" / "out", "new")


# Writes a result again and again; says so before each move, and is killed at some moment in between.
_WRITER = """
import sys
from pathlib import Path
from openssi.engines import place
if sys.argv[2] == "aside":
    place._exchanged = lambda one, other: False
for number in range(100000):
    with place.placing(Path(sys.argv[1])) as beside:
        (beside / "about.json").write_text('{"openssi": 1}')
        for part in range(20):
            (beside / f"part-{part}").write_text(str(number))
    if number == 2:
        print("going", flush=True)
"""


@pytest.mark.parametrize("manner", ["exchange", "aside"])
def test_killed_at_any_moment_there_is_one_whole_result(manner: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    left_behind = 0
    for pause in range(12):
        command = [sys.executable, "-c", _WRITER, str(out), manner]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:  # noqa: S603 (our own interpreter)
            assert child.stdout is not None
            assert child.stdout.readline() == b"going\n"
            try:
                child.wait(timeout=pause * 0.0007)
            except subprocess.TimeoutExpired:
                os.kill(child.pid, signal.SIGKILL)
        left = [path for path in tmp_path.iterdir() if path.name != "out"]
        left_behind += len(left)
        if manner == "exchange":
            assert len(held(out)) == 1
            assert len(list(out.iterdir())) == 21
    put(out, "after")
    assert held(out) == {"after"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert left_behind > 0  # it was hit in the middle


def test_killed_between_the_two_steps_the_old_one_comes_back(tmp_path: Path) -> None:
    put(tmp_path / "out", "first")
    (tmp_path / "out").rename(tmp_path / ".out.abcd1234.old")
    (tmp_path / ".out.12345678.new").mkdir()
    with pytest.raises(UsageError):
        _fail_half_way(tmp_path / "out")
    assert held(tmp_path / "out") == {"first"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_another_run_is_writing_is_not_swept(tmp_path: Path) -> None:
    with atomic_directory(tmp_path / "out") as beside:
        put(tmp_path / "out", "quicker")
        assert beside.is_dir()
        (beside / ABOUT).write_text(OURS)
        (beside / "data").write_text("slower")
    assert held(tmp_path / "out") == {"slower"}
