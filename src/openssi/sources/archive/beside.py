"""Does tasks in two processes where there is a second processor: each takes the next one that neither has taken."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import IO, Any, NoReturn, TypeVar

__all__ = ["can_help", "in_two"]

T = TypeVar("T")

_BYTES = 2  # of a task's number
_MOST = 4096 // _BYTES  # tasks: as many as a pipe takes in one go


def can_help(tasks: int) -> bool:
    """Whether a second process would do some of the tasks at the same time: on Linux, where a process may be forked that has no
    threads. With threads it might hang, and on macOS the system's own libraries may have some."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1 and 2 <= tasks <= _MOST


def in_two(
    tasks: Sequence[int], here: Callable[[int], T], there: Callable[[Iterator[int]], Iterable[tuple[int, T]]]
) -> dict[int, T]:
    """The result of every task, by its number. What the second process does not answer is done here: nothing depends on it.

    Args:
        tasks: their numbers, the longest first.
        here: does one in this process.
        there: does in the second process those that it is given; it has to open its files anew. What it returns is pickled.
    """
    done: dict[int, T] = {}
    queue, fill = os.pipe()
    answer, sink = os.pipe()
    with os.fdopen(queue, "rb", buffering=0) as waiting, os.fdopen(answer, "rb") as answered:
        with os.fdopen(fill, "wb") as numbers:
            numbers.write(b"".join(task.to_bytes(_BYTES, "big") for task in tasks))
        with os.fdopen(sink, "wb") as told:
            child = _forked()
            if child == 0:
                answered.close()  # or it would wait for itself to read, were the first process killed
                _answer(waiting, told, there)
        if child:
            try:
                done |= {task: here(task) for task in _taken(waiting)}
                done |= _received(answered)
            finally:
                os.kill(child, signal.SIGKILL)  # it has answered, or is not to
                os.waitpid(child, 0)
    return done | {task: here(task) for task in tasks if task not in done}


def _forked() -> int | None:
    try:
        return os.fork()
    except OSError:  # no more processes, or no memory for one
        return None


def _taken(waiting: IO[bytes]) -> Iterator[int]:
    while number := waiting.read(_BYTES):
        yield int.from_bytes(number, "big")


def _answer(waiting: IO[bytes], told: IO[bytes], there: Callable[[Iterator[int]], Iterable[tuple[int, object]]]) -> NoReturn:
    """All that the second process does; its errors are nobody's, since the first one does again what it lacks."""
    import pickle

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with suppress(BaseException), told:
        told.write(pickle.dumps(dict(there(_taken(waiting))), pickle.HIGHEST_PROTOCOL))
    os._exit(0)


def _received(answered: IO[bytes]) -> dict[int, Any]:
    import pickle

    with suppress(Exception):  # it was killed, or ran out of memory
        return pickle.loads(answered.read())  # noqa: S301 (it comes from a process of our own)
    return {}
