"""Measure the memory that reading one file takes: `python -m tests.faults.measured workbook|upload FILE`.

The parent has to be small: Linux reports for a child at least the peak of the process that started it.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Cost:
    """What became of a file: the code of the error, "" for success; the peak memory of both processes, in MB."""

    error: str
    words: str
    notes: list[str]
    sandbox: float
    parent: float


def measure(kind: str, path: Path) -> Cost:
    """Read a file as the program does, in a fresh process that starts the sandbox."""
    done = subprocess.run(  # noqa: S603 (our own interpreter and our own arguments)
        [sys.executable, "-B", "-m", "tests.faults.measured", kind, str(path)],
        cwd=ROOT,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not done.stderr, done.stderr
    return Cost(**json.loads(done.stdout))


def _read(kind: str, path: Path) -> list[str]:
    """Read a file as the command line or as the server does; the notes of its report."""
    if kind == "workbook":
        from openssi.sources.spreadsheet.sandboxed import read_sheets_sandboxed

        read_sheets_sandboxed(path)
        return []
    from openssi.activity.report import report_from_bytes
    from openssi.sandbox import Limits
    from openssi.store.imports import Import
    from openssi.web.jobs.sandboxes import Sandboxes

    reader = Sandboxes(Limits(), key=bytes(32))
    upload = Import("1", "ann", path.name, "archive", None, "reading", False, 1, False, "", 0, None)
    computed = reader.score_upload(reader.read(upload, path, [], 30_000), [], [], "UTC")
    return [note for file in report_from_bytes(computed.report).files for note in file.notes]


def _peak_of_sandboxes() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _own_peak() -> float:
    """Not `ru_maxrss`, which Linux inherits from the process that started this one."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def main(kind: str, path: Path) -> None:
    from openssi.errors import OpenSSIError

    logging.disable()
    error = words = ""
    notes: list[str] = []
    try:
        notes = _read(kind, path)
    except OpenSSIError as fault:
        error, words = fault.code, str(fault)
    print(  # noqa: T201 (the answer to the parent process)
        json.dumps(
            {
                "error": error,
                "words": words,
                "notes": notes,
                "sandbox": _peak_of_sandboxes(),
                "parent": _own_peak(),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
