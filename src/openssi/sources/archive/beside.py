"""Does tasks in two processes where there is a second processor: each takes the next one that neither has taken."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from itertools import chain, takewhile
from typing import IO, NoReturn, TypeVar

__all__ = ["can_help", "in_two"]

T = TypeVar("T")
#: Does tasks of these numbers in the second process and writes down what comes of them.
There = Callable[[Iterator[int]], bytes]

_BYTES = 2  # of a task's number
_MOST = 4096 // _BYTES  # tasks: as many as a pipe takes in one go


def can_help(tasks: int) -> bool:
    """Whether a second process would do some of the tasks at the same time.

    Only on Linux, and in a process without threads: a fork of one that has some might hang, and on macOS the system's own libraries
    may have some. Nor where somebody else waits for all children, or has the system do so.
    """
    return (
        sys.platform == "linux"
        and len(os.sched_getaffinity(0)) > 1
        and threading.active_count() == 1
        and signal.getsignal(signal.SIGCHLD) is signal.SIG_DFL
        and 2 <= tasks <= _MOST
    )


def in_two(
    tasks: Sequence[int], here: Callable[[int], T], there: There, understood: Callable[[bytes], dict[int, T]]
) -> dict[int, T]:
    """The result of every task, by its number. What the second process does not answer is done here: nothing depends on it.

    Args:
        tasks: their numbers, the longest first; that one is done here, since what is done there has to be handed over.
        here: does one in this process.
        there: does those that it is given in the second process; it has to open its files anew.
        understood: the results that `there` wrote down; whatever it raises says that they are none.
    """
    done: dict[int, T] = {}
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # until both processes know what to do then
    with ExitStack() as at_last:
        at_last.callback(signal.pthread_sigmask, signal.SIG_SETMASK, mask)
        second = _begin(tasks, there, at_last)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        if second:
            waiting, answered = second
            done |= {task: here(task) for task in chain(tasks[:1], _taken(waiting))}
            with suppress(Exception):  # it was killed, or ran out of memory
                done |= understood(answered.read())
    return done | {task: here(task) for task in tasks if task not in done}


def _begin(tasks: Sequence[int], there: There, at_last: ExitStack) -> tuple[IO[bytes], IO[bytes]] | None:
    """Begin the second process: the tasks that neither has taken, and its answer; None if the system refuses."""
    try:
        waiting, numbers = _pipe(at_last)
        answered, told = _pipe(at_last)
        numbers.write(b"".join(task.to_bytes(_BYTES, "big") for task in tasks[1:]))
        numbers.close()
        first, child = os.getpid(), os.fork()
    except OSError:  # no more files, processes or memory
        return None
    if child == 0:
        answered.close()  # or it would wait for itself to read, were the first process killed
        _answer(takewhile(lambda _: os.getppid() == first, _taken(waiting)), told, there)
    at_last.callback(_end, child)
    told.close()
    return waiting, answered


def _pipe(at_last: ExitStack) -> tuple[IO[bytes], IO[bytes]]:
    reading, writing = os.pipe()
    return at_last.enter_context(os.fdopen(reading, "rb", buffering=0)), at_last.enter_context(os.fdopen(writing, "wb"))


def _end(child: int) -> None:
    os.kill(child, signal.SIGKILL)  # it has answered, or is not to
    os.waitpid(child, 0)


def _taken(waiting: IO[bytes]) -> Iterator[int]:
    while number := waiting.read(_BYTES):
        yield int.from_bytes(number, "big")


def _answer(tasks: Iterator[int], told: IO[bytes], there: There) -> NoReturn:
    """All that the second process does; its errors are nobody's, since the first one does again what it lacks."""
    with suppress(BaseException), told:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        told.write(there(tasks))
    os._exit(0)
