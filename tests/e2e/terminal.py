"""Runs a command on a terminal of its own."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Mapping

from tests.e2e.cli import Done, environment
from tests.patience import PATIENCE


def on_terminal(line: list[str], env: Mapping[str, str] | None = None) -> Done:
    """Both outputs are a terminal; what it would show is in `stdout`, with its own line ends."""
    ours, theirs = pty.openpty()
    try:
        process = subprocess.Popen(line, env=environment(env), stdin=theirs, stdout=theirs, stderr=theirs)  # noqa: S603 (our own arguments)
        os.close(theirs)
        shown = _all(ours)
        return Done(process.wait(PATIENCE), shown, b"")
    finally:
        os.close(ours)


def _all(ours: int) -> bytes:
    shown = b""
    while True:
        try:
            part = os.read(ours, 1 << 16)
        except OSError:  # the other side is closed
            return shown
        if not part:
            return shown
        shown += part
