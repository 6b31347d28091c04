"""Measure CPU, wall time and memory of processes; other work on the machine affects wall time most."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

__all__ = ["Usage", "process", "seconds", "tree_seconds"]


class Usage(NamedTuple):
    """What a process and its children took: CPU seconds, wall seconds, peak memory of the largest in MB."""

    cpu: float
    clock: float
    peak: float


def process(*command: str | Path) -> Usage:
    """Run a process to its end; a benchmark that fails measures nothing."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    child = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(child.pid, 0)
    clock = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"failed: {' '.join(map(str, command))[:200]}")
    return Usage(usage.ru_utime + usage.ru_stime, clock, usage.ru_maxrss / 1024)


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of a piece of work."""
    began = time.process_time()
    work()
    return time.process_time() - began


def tree_seconds() -> float:
    """Return the CPU seconds of this process and of all that it started and that still run (Linux)."""
    waiting, ticks = [os.getpid()], 0
    while waiting:
        folder = Path("/proc", str(waiting.pop()))
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            children = [(task / "children").read_text().split() for task in (folder / "task").iterdir()]
        except OSError:  # it has ended meanwhile
            continue
        ticks += sum(map(int, fields[11:15]))  # user and system time, its own and of children that have ended
        waiting += [int(child) for task in children for child in task]
    return ticks / os.sysconf("SC_CLK_TCK")
