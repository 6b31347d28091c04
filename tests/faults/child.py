"""Runs the reader in a process of its own: with its memory and time measured, and every file that it opens noted.

As a module it starts the child; run as a program it is the child: `child.py HEALTHY ARCHIVE [as-nobody]`.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534
#: What `_loop` takes on the machine where the limits were chosen, in CPU seconds; a slower machine may take as much more.
REFERENCE = 0.025


@dataclass(frozen=True)
class Outcome:
    """What became of an archive. `error` is the code of a worded error, "" for success."""

    error: str
    message: str
    sources: list[dict[str, Any]]
    unread: list[tuple[str, str]]
    text: str
    as_json: str
    html: str
    cpu: float  # seconds beyond those of a healthy archive, as on the reference machine
    memory: float  # MB beyond the peak of a healthy archive
    opened: list[str]
    changed: list[str]

    @property
    def records(self) -> dict[str, int]:
        return {source["file"]: source["imported"] for source in self.sources}

    @property
    def rejected(self) -> int:
        return sum(source["rejected"] for source in self.sources)

    @property
    def notes(self) -> list[str]:
        return [note for source in self.sources for note in source["notes"]]


def start(code: list[str], cwd: Path, seconds: float = 60) -> subprocess.CompletedProcess[str]:
    """A Python process with the package in reach; it is killed if it hangs."""
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "PYTHONUTF8": "1",
    }
    return subprocess.run(  # noqa: S603 (our own interpreter and our own arguments)
        [sys.executable, "-B", *code],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


def read_in_child(healthy: Path, archive: Path, cwd: Path, *, as_nobody: bool = False) -> Outcome:
    """Reads and shows the archive in a fresh process, after the healthy one in the same process."""
    arguments = [str(Path(__file__)), str(healthy), str(archive), *(["as-nobody"] if as_nobody else [])]
    done = start(arguments, cwd)
    assert done.returncode == 0, f"the child died: {done.returncode}\n{done.stderr[-3000:]}"
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    return Outcome(**json.loads(done.stdout))


def _loop() -> float:
    """CPU seconds of a fixed piece of work: the measure of a slow machine."""
    before = time.process_time()
    total = 0
    for number in range(500_000):
        total += number * number % 7
    return time.process_time() - before


def _peak() -> float:
    """MB. Not `ru_maxrss` on Linux: a child inherits there the peak of the process that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        told = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(told.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


class _Watch:
    """Notes what is opened and changed while it is on."""

    def __init__(self) -> None:
        self.on = False
        self.opened: list[str] = []
        self.changed: list[str] = []
        sys.addaudithook(self)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event == "open":
            path, _, flags = arguments
            writes = bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))
            (self.changed if writes else self.opened).append(str(path))
        elif event.startswith(("socket.", "subprocess.", "shutil.", "os.system", "os.exec", "os.spawn", "os.posix_spawn")):
            self.changed.append(event)
        elif event in {
            "os.mkdir",
            "os.rename",
            "os.remove",
            "os.rmdir",
            "os.link",
            "os.symlink",
            "os.truncate",
            "os.chmod",
        }:
            self.changed.append(f"{event} {arguments[0]}")


def _child(healthy: str, archive: str, as_nobody: bool) -> None:
    from openssi.api import score
    from openssi.errors import OpenSSIError

    watch = _Watch()

    def run(path: str) -> dict[str, Any]:
        try:
            made = score(path)
        except OpenSSIError as error:
            return {"error": error.code, "message": str(error)}
        return {
            "sources": [
                {
                    name: getattr(source, name)
                    for name in ("file", "records", "imported", "duplicate", "rejected", "notes", "reasons")
                }
                for source in made.sources
            ],
            "unread": [(unread.file, unread.why) for unread in made.unread],
            "text": str(made),
            "as_json": made.to_json(),
            "html": made.to_html(),
        }

    run(healthy)  # imports, caches and the first growth of memory are not the archive's
    before = time.process_time()
    run(healthy)
    usual = time.process_time() - before
    if as_nobody and os.getuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    slowness = max(1.0, _loop() / REFERENCE)
    peak = _peak()
    watch.on = True
    before = time.process_time()
    found = run(archive)
    cpu = (time.process_time() - before - usual) / slowness
    watch.on = False
    nothing: dict[str, Any] = {"error": "", "message": "", "sources": [], "unread": [], "text": "", "as_json": "", "html": ""}
    measured = {"cpu": cpu, "memory": _peak() - peak, "opened": watch.opened, "changed": watch.changed}
    sys.stdout.write(json.dumps({**nothing, **found, **measured}))


if __name__ == "__main__":
    _child(sys.argv[1], sys.argv[2], sys.argv[3:] == ["as-nobody"])
