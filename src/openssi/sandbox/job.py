"""Start a job in a sandbox, follow its progress, and stop it when it takes too long or is no longer wanted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock, Timer
from typing import IO, TYPE_CHECKING, Any, Literal, cast

from openssi.errors import (
    ArchiveError,
    DayError,
    InputError,
    OpenSSIError,
    RequestDenied,
    SnapshotError,
    UsageError,
    WorkbookError,
)
from openssi.progress import Progress
from openssi.sandbox.limits import FORBIDDEN
from openssi.sandbox.messages import Message, receive, send

if TYPE_CHECKING:
    from collections.abc import Generator

__all__ = ["Blobs", "Data", "Job", "Limits", "SandboxError"]

Data = dict[str, Any]
Blobs = list[bytes]
#: What runs in a sandbox: a function of a module, by JSON and bytes to JSON and bytes.
Work = Callable[[Data, Blobs, Progress], tuple[Data, Blobs]]
Reason = Literal["memory", "time", "forbidden", "fault", "killed"]

_ERRORS: dict[str, type[OpenSSIError]] = {
    kind.__name__: kind
    for kind in (ArchiveError, DayError, InputError, RequestDenied, SnapshotError, UsageError, WorkbookError)
}
_LARGEST_ANSWER = 128_000_000  # bytes
_PATIENCE = 10  # a job that waits for a slow disk may take this many times its CPU seconds


@dataclass(frozen=True, slots=True)
class Limits:
    """What a job may use.

    Attributes:
        memory: bytes of address space on top of the bare interpreter's 30 MB.
        seconds: of CPU time.
    """

    memory: int = 260_000_000
    seconds: int = 60


class SandboxError(Exception):
    """A job ended without an answer.

    Attributes:
        reason: it ran out of memory or time, tried something forbidden, failed with an exception, or was killed from
            outside.
        cancelled: whether `Job.cancel` did it.
    """

    def __init__(self, reason: Reason, detail: str = "", *, cancelled: bool = False) -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason: Reason = reason
        self.cancelled = cancelled


class Job:
    """One run of a function in a process of its own: a fresh interpreter that shares nothing with this one.

    The function is imported by its name in the new process, so it must be defined at the top level of its module.
    """

    def __init__(self, work: Work, limits: Limits | None = None) -> None:
        self._name = f"{work.__module__}:{work.__qualname__}"
        self._limits = limits or Limits()
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._cancelled = False
        self._late = False

    def run(self, data: Data, blobs: Sequence[bytes] = (), progress: Progress | None = None) -> Message:
        """Return what the function returns.

        Args:
            data: the function's first argument.
            blobs: its second.
            progress: receives the job's progress; what it raises stops the job.

        Raises:
            OpenSSIError: the function raised it.
            SandboxError: the job ended without an answer.
        """
        with self._started() as process:
            with suppress(BrokenPipeError):  # it has ended already: why is clear below
                send(cast("IO[bytes]", process.stdin), data, blobs)
            for message in _messages(cast("IO[bytes]", process.stdout)):
                if "progress" not in message.data:
                    return _answer(message)
                if progress:
                    progress(*message.data["progress"])
            process.kill()
            raise self._ended(process.wait())

    def cancel(self) -> None:
        """Stop the job, whatever it is doing; it may be called from any thread, and before the job has started."""
        with self._lock:
            self._cancelled = True
            self._kill()

    def _expire(self) -> None:
        with self._lock:
            self._late = True
            self._kill()

    def _kill(self) -> None:
        if self._process:
            self._process.kill()

    @contextmanager
    def _started(self) -> Generator[subprocess.Popen[bytes]]:
        """Yield the process, which is gone once the block is left."""
        with self._lock:
            if self._cancelled:
                raise SandboxError("killed", cancelled=True)
            limits = (str(self._limits.memory), str(self._limits.seconds))
            self._process = process = subprocess.Popen(  # noqa: S603 (our own interpreter and our own module)
                [sys.executable, "-m", "openssi.sandbox.child", self._name, *limits],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # a library's complaint may quote what it read
                env=_environment(),
            )
        timer = Timer(self._limits.seconds * (_PATIENCE if _limits_cpu() else 1), self._expire)
        timer.daemon = True
        timer.start()
        try:
            yield process
        finally:
            timer.cancel()
            process.kill()
            with suppress(BrokenPipeError):
                process.communicate()  # closes the pipes, and waits

    def _ended(self, code: int) -> SandboxError:
        if self._cancelled:
            return SandboxError("killed", cancelled=True)
        if self._late or code == -_signal("SIGXCPU"):
            return SandboxError("time")
        if code == FORBIDDEN:
            return SandboxError("forbidden")
        if code == -_signal("SIGABRT"):  # what libraries do that cannot get memory
            return SandboxError("memory")
        return SandboxError("killed", f"the process ended with {code}")


def _messages(stream: IO[bytes]) -> Generator[Message]:
    """Yield messages up to the end, or to one that is cut short because the process was stopped."""
    with suppress(ValueError):
        while message := receive(stream, _LARGEST_ANSWER):
            yield message


def _answer(message: Message) -> Message:
    """Return the answer, unless it is an error.

    Raises:
        OpenSSIError: the function raised it.
        SandboxError: it failed otherwise.
    """
    if "error" in message.data:
        name, code, text, unchanged, hint = message.data["error"]
        raise _ERRORS[name](code, text, unchanged=unchanged, hint=hint)
    if "stopped" in message.data:
        raise SandboxError(*message.data["stopped"])
    return Message(message.data["answer"], message.blobs)


def _environment() -> dict[str, str]:
    """Return this process's import path and nothing else: no password, no setting. (Windows needs its folder.)

    Byte code is not written: in a fresh install without any, storing it would be the forbidden write of a file.
    """
    inherited = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return {
        **inherited,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _limits_cpu() -> bool:
    return hasattr(signal, "SIGXCPU")


def _signal(name: str) -> int:
    """Return a signal's number; of one that this system does not have, a number that no process ends with."""
    return int(getattr(signal, name, 1_000))
