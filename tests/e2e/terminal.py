"""Run a command in a pseudo-terminal."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Mapping

from tests.e2e.cli import Done, environment
from tests.patience import PATIENCE


def on_terminal(line: list[str], env: Mapping[str, str] | None = None, typed: bytes = b"") -> Done:
    """Run a command whose outputs are both a terminal. All output is in `stdout`, with the terminal's line ends.

    `typed` is what a person types, at most one line of the terminal's buffer (4,095 bytes).
    """
    ours, theirs = pty.openpty()
    try:
        os.write(ours, typed)
        process = subprocess.Popen(line, env=environment(env), stdin=theirs, stdout=theirs, stderr=theirs)  # noqa: S603 (our own arguments)
        os.close(theirs)
        output = _read_all(ours)
        return Done(process.wait(PATIENCE), output, b"")
    finally:
        os.close(ours)


def _read_all(ours: int) -> bytes:
    output = b""
    while True:
        try:
            part = os.read(ours, 1 << 16)
        except OSError:  # the command closed its side
            return output
        if not part:
            return output
        output += part
