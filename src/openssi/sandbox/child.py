"""Answer one request in a sandboxed process: `python -m openssi.sandbox.child MODULE:FUNCTION MEMORY SECONDS`."""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import IO

from openssi.errors import OpenSSIError
from openssi.sandbox.limits import restrict
from openssi.sandbox.messages import receive, send

__all__ = ["main"]

_LARGEST_REQUEST = 512_000_000  # bytes, from the process that we trust


def main(name: str, memory: int, seconds: int) -> None:
    """Run the function once and write its answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    out = _take_over_output()
    module, _, function = name.partition(":")
    work = getattr(import_module(module), function)
    request = receive(sys.stdin.buffer, _LARGEST_REQUEST)
    if request is None:
        return

    def report(done: int, total: int) -> None:
        send(out, {"progress": [done, total]})

    restrict(memory, seconds)
    try:
        answer, blobs = work(request.data, request.blobs, report)
        send(out, {"answer": answer}, blobs)
    except OpenSSIError as error:
        send(out, {"error": [type(error).__name__, error.code, error.message, error.unchanged, error.hint]})
    except MemoryError:
        send(out, {"stopped": ["memory"]})
    except Exception as error:  # noqa: BLE001 (the waiting process learns where, without a quote of what was read)
        send(out, {"stopped": ["fault", _place(error)]})


def _take_over_output() -> IO[bytes]:
    """Reserve standard output for the answer: a library that prints must not spoil it."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
    return out


def _place(error: BaseException) -> str:
    """Return the type of an exception and where it was raised."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    where = f" in {Path(frame.tb_frame.f_code.co_filename).name}, line {frame.tb_lineno}" if frame else ""
    return type(error).__name__ + where


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
