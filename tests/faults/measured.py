"""What reading one file costs, measured by a small parent: `python -m tests.faults.measured workbook FILE`.

The parent has to be small: Linux reports for a child at least the peak of the process that started it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Cost:
    """What became of a file: the code of the error, "" for success; CPU seconds and the peak memory of both processes, in MB."""

    error: str
    words: str
    cpu: float
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


def _read(kind: str, path: Path) -> None:
    from openssi.sources.linkedin_workbook.isolated import read_isolated

    {"workbook": read_isolated}[kind](path)


def _peak(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main(kind: str, path: Path) -> None:
    from openssi.errors import OpenSSIError

    error = words = ""
    try:
        _read(kind, path)
    except OpenSSIError as fault:
        error, words = fault.code, str(fault)
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = child.ru_utime + child.ru_stime
    print(  # noqa: T201
        json.dumps(
            {
                "error": error,
                "words": words,
                "cpu": cpu,
                "sandbox": _peak(resource.RUSAGE_CHILDREN),
                "parent": _peak(resource.RUSAGE_SELF),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
