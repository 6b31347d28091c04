"""Run the reader in a separate process that reports its memory and every file it opens, with a sandbox's CPU seconds.

As a module it starts a process that reads the healthy archive, and sends it requests. Run as a program, `child.py HEALTHY`, it is
that process: it forks a child for each request, so that imports, caches and the first growth of memory are not measured.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from select import select
from typing import IO, Any

from openssi.sandbox import Limits
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534


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


@cache
def _asked(healthy: Path) -> tuple[subprocess.Popen[str], IO[str]]:
    """The process that is asked, and what it says on standard error. It ends with this one."""
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "PYTHONUTF8": "1",
    }
    complaints = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 (open for as long as the process runs)
    process = subprocess.Popen(  # noqa: S603 (our own interpreter and our own arguments)
        [sys.executable, "-B", __file__, str(healthy)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        text=True,
    )
    return process, complaints


def read_in_child(healthy: Path, archive: Path, cwd: Path, *, page: bool = False, as_nobody: bool = False) -> Outcome:
    """Reads and shows the archive, as a page too if wanted, in a fresh process, in which the healthy one was read before."""
    process, complaints = _asked(healthy)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps([str(archive), str(cwd), page, as_nobody]) + "\n")
    process.stdin.flush()
    answer = process.stdout.readline() if select([process.stdout], [], [], PATIENCE)[0] else ""
    complaints.seek(0)
    complaint = complaints.read()
    complaints.seek(0)
    complaints.truncate()
    assert not complaint, complaint[-3000:]
    assert answer.strip(), "the child died, hangs, or took more CPU seconds than a sandbox has"
    return Outcome(**json.loads(answer))


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
        elif event.startswith(
            ("socket.", "subprocess.", "shutil.", "os.system", "os.exec", "os.spawn", "os.posix_spawn")
        ):
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


def _answer(found: dict[str, Any], **measured: object) -> None:
    nothing: dict[str, Any] = {
        "error": "",
        "message": "",
        "sources": [],
        "unread": [],
        "text": "",
        "as_json": "",
        "html": "",
    }
    sys.stdout.write(json.dumps({**nothing, **found, **measured}) + "\n")
    sys.stdout.flush()


def _read(path: str, *, page: bool) -> dict[str, Any]:
    from openssi import score
    from openssi.errors import OpenSSIError

    try:
        made = score(path)
    except OpenSSIError as error:
        return {"error": error.code, "message": str(error)}
    names = ("file", "records", "imported", "duplicate", "rejected", "notes", "reasons")
    return {
        "sources": [{name: getattr(source, name) for name in names} for source in made.sources],
        "unread": [(skipped.file, skipped.reason) for skipped in made.skipped],
        "text": str(made),
        "as_json": made.to_json(),
        "html": made.to_html() if page else "",
    }


def _child(archive: str, cwd: str, page: bool, as_nobody: bool, *, peak: float) -> None:
    """Answer one question; `peak` is the memory that the healthy archive took."""
    os.chdir(cwd)
    if as_nobody and os.getuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    seconds = Limits().seconds
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))  # ends the process without an answer
    watch = _Watch()
    watch.on = True
    found = _read(archive, page=page)
    watch.on = False
    _answer(found, memory=max(0.0, _peak() - peak), opened=watch.opened, changed=watch.changed)


def _serve(healthy: str) -> None:
    _read(healthy, page=True)
    peak = _peak()
    for line in sys.stdin:
        if os.fork() == 0:
            _child(*json.loads(line), peak=peak)
            return
        if os.waitstatus_to_exitcode(os.wait()[1]):
            sys.stdout.write("\n")  # it died without an answer
            sys.stdout.flush()


if __name__ == "__main__":
    _serve(sys.argv[1])
