"""Tasks in two processes: each is done once, and whatever becomes of the second process, the first one has every result."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest

from openssi.sources.archive import beside
from tests.e2e.cli import environment, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is one process")

TASKS = [5, 0, 300, 7]
Result = tuple[int, int]


def square(task: int) -> Result:
    """What is asked, and who answered."""
    return task * task, os.getpid()


def squares(tasks: Iterator[int]) -> bytes:
    return json.dumps([(task, *square(task)) for task in tasks]).encode()


def understood(written: bytes) -> dict[int, Result]:
    return {task: (result, process) for task, result, process in json.loads(written)}


def in_two(tasks: list[int], here: Callable[[int], Result], there: Callable[[Iterator[int]], bytes]) -> dict[int, Result]:
    return beside.in_two(tasks, here, there, understood)


def by_number(found: dict[int, Result]) -> dict[int, int]:
    return {task: result for task, (result, _) in found.items()}


def test_each_process_does_some_and_all_are_done(tmp_path: Path) -> None:
    began = tmp_path / "began"

    def here(task: int) -> Result:
        until = time.monotonic() + 30
        while not began.exists() and time.monotonic() < until:  # the other one takes its first task meanwhile
            time.sleep(0.001)
        return square(task)

    def there(tasks: Iterator[int]) -> bytes:
        first = next(tasks)
        began.touch()
        return squares(chain([first], tasks))

    found = in_two(TASKS, here, there)
    assert by_number(found) == {5: 25, 0: 0, 300: 90_000, 7: 49}
    assert len({process for _, process in found.values()}) == 2


def killed(tasks: Iterator[int]) -> bytes:
    next(tasks, None)
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def at_fault(tasks: Iterator[int]) -> bytes:
    raise MemoryError(next(tasks, None))


def silent(tasks: Iterator[int]) -> bytes:
    list(tasks)
    return b""


def cut_short(tasks: Iterator[int]) -> bytes:
    return squares(tasks)[:-1]


@pytest.mark.parametrize("there", [killed, at_fault, silent, cut_short])
def test_what_the_second_process_does_not_answer_is_done_by_the_first(
    there: Callable[[Iterator[int]], bytes], capfd: pytest.CaptureFixture[str]
) -> None:
    found = in_two(TASKS, square, there)
    assert by_number(found) == {5: 25, 0: 0, 300: 90_000, 7: 49}
    assert {process for _, process in found.values()} == {os.getpid()}
    assert capfd.readouterr() == ("", "")


def test_without_a_second_process_the_first_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refused)
    assert by_number(in_two(TASKS, square, squares)) == {5: 25, 0: 0, 300: 90_000, 7: 49}


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_neither_a_process_nor_a_file_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    children: list[int] = []
    fork = os.fork

    def forked() -> int:
        children.append(fork())
        return children[-1]

    def broken(_: int) -> Result:
        raise KeyboardInterrupt

    def endless(tasks: Iterator[int]) -> bytes:
        time.sleep(600)
        return squares(tasks)

    monkeypatch.setattr(os, "fork", forked)
    before = open_files()
    in_two(TASKS, square, squares)
    with pytest.raises(KeyboardInterrupt):
        in_two(TASKS, broken, endless)
    assert open_files() == before
    assert len(children) == 2
    for child in children:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


def helped(tasks: int, before: str = "pass") -> bool:
    """What a process without threads says, as the tests' own has some."""
    says = f"import os, threading; {before}; from openssi.sources.archive.beside import can_help; print(can_help({tasks}))"
    return run([sys.executable, "-c", says]).out == "True\n"


def test_a_second_process_can_help_where_there_is_a_second_processor() -> None:
    assert helped(2) == (len(os.sched_getaffinity(0)) > 1)
    assert not helped(2, before="os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})")


def test_a_process_with_threads_or_without_children_is_not_forked_nor_one_for_a_single_task() -> None:
    assert not helped(2, before="threading.Thread(target=threading.Event().wait, args=(5,)).start()")
    assert not helped(2, before="import signal; signal.signal(signal.SIGCHLD, signal.SIG_IGN)")
    assert not helped(1)
    assert not helped(100_000)


#: Ctrl-C at the worst moment: when one of the processes, or both, has not yet begun with what it is to do. In a process without
#: threads, as one is that reads: of several threads any may take the signal.
INTERRUPTED = """
import os, signal, sys
from openssi.sources.archive.beside import in_two

fork = os.fork

def forked():
    process = fork()
    if process or sys.argv[1] == "both":
        os.kill(os.getpid(), signal.SIGINT)
    return process

signal.signal(signal.SIGINT, signal.default_int_handler)
os.fork = forked
files = len(os.listdir("/proc/self/fd"))
try:
    in_two([0, 1], lambda task: task, lambda tasks: b"", lambda written: {})
except KeyboardInterrupt:
    children = open(f"/proc/self/task/{os.getpid()}/children").read().split()
    print("stopped", children, len(os.listdir("/proc/self/fd")) - files)
"""


@pytest.mark.parametrize("who", ["first", "both"])
def test_ctrl_c_at_the_worst_moment_stops_both(who: str) -> None:
    done = run([sys.executable, "-c", INTERRUPTED, who])
    assert (done.code, done.out, done.err) == (0, "stopped [] 0\n", "")


def test_without_files_for_pipes_the_first_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe, before = os.pipe, open_files()
    pipes = iter([pipe])

    def refused() -> tuple[int, int]:
        if one := next(pipes, None):
            return one()
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(os, "pipe", refused)
    assert by_number(in_two(TASKS, square, squares)) == {5: 25, 0: 0, 300: 90_000, 7: 49}
    assert open_files() == before


#: Begins a second process that answers, with more than a pipe holds, once the first one is gone.
ORPHAN = """
import os, pathlib, sys, time
from openssi.sources.archive.beside import in_two

first = os.getpid()

def there(tasks):
    pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))
    while os.getppid() == first:
        time.sleep(0.001)
    return b"x" * 1_000_000

in_two([0, 1], lambda task: time.sleep(600), there, len)
"""


def test_the_second_process_ends_if_the_first_is_killed(tmp_path: Path) -> None:
    noted = tmp_path / "second"
    first = subprocess.Popen([sys.executable, "-c", ORPHAN, str(noted)], env=environment())  # noqa: S603 (our own interpreter and text)
    until = time.monotonic() + 30
    while not (noted.exists() and noted.read_text()) and time.monotonic() < until:
        time.sleep(0.01)
    second = int(noted.read_text())
    first.kill()
    first.wait()
    while _runs(second) and time.monotonic() < until:
        time.sleep(0.01)
    assert not _runs(second)


def _runs(process: int) -> bool:
    """Whether there is such a process; one that has ended and that nobody waits for is none."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return False
