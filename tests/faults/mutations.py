"""Mutated archives and workbooks, read as a server reads uploads: `python -m tests.faults.mutations 10000`.

They are read in this process (workbooks in a sandbox), with the memory that a sandbox has; prints how they ended, and what the worst one took.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openssi.errors import OpenSSIError
from openssi.sandbox import Limits
from openssi.web.jobs.sandbox_tasks import read_upload
from tests.archives import GENERATIONS, Layout, archive_files
from tests.archives.hostile_base import base_files, base_world
from tests.archives.writer import zipped
from tests.faults.mutate import mutated_text, mutated_zip
from tests.workbooks import workbook

__all__ = ["main"]

_LATEST = 20_800  # the last day that a record may have: 13 December 2026


def main(count: int, first: int = 0) -> dict[str, Any]:
    """Read this many mutated files. Return how they ended, and the seconds and memory of the worst."""
    limits = Limits()
    size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + limits.memory, resource.RLIM_INFINITY))
    ends: Counter[str] = Counter()
    faults: list[str] = []
    slowest = 0.0
    with tempfile.TemporaryDirectory(prefix="ssi-mutations-") as name:
        book = workbook(Path(name) / "good.xlsx", _days()).read_bytes()
        for seed in range(first, first + count):
            kind, content = _made(seed, book)
            path = Path(name) / f"upload.{'xlsx' if kind == 'workbook' else 'zip'}"
            path.write_bytes(content)
            began = time.process_time()
            try:
                end = _read(path)
            except BaseException as error:  # noqa: BLE001 (the search is for errors that nobody expects)
                faults.append(f"seed {seed}: {type(error).__name__}: {error}")
                end = "fault"
            ends[f"{kind}: {end}"] += 1
            slowest = max(slowest, time.process_time() - began)
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)  # workbooks are read by a process of their own
    peak = max(resource.getrusage(one).ru_maxrss for one in whose) // 1024
    return {"ends": dict(sorted(ends.items())), "faults": faults, "slowest_seconds": round(slowest, 2), "peak_mb": peak}


def _made(seed: int, book: bytes) -> tuple[str, bytes]:
    """One upload: its container, its tables, or a workbook is mutated."""
    chance = random.Random(seed)
    if seed % 3 == 0:
        return "container", mutated_zip(zipped(base_files()), chance)
    if seed % 3 == 1:
        files = archive_files(base_world(), Layout(GENERATIONS[seed % len(GENERATIONS)], decoys=False))
        return "tables", zipped({name: mutated_text(data, chance) for name, data in files.items()})
    return "workbook", mutated_zip(book, chance)


def _read(path: Path) -> str:
    data: dict[str, Any] = {
        "path": str(path), "name": path.name, "latest": _LATEST, "key": "00" * 32, "forgotten": [], "confirmed": False,
    }  # fmt: skip
    try:
        read_upload(data, [], lambda _, __: None)
    except OpenSSIError:
        return "refused in words"
    return "read"


def _days() -> dict[date, int]:
    return {date(2026, 6, 1) + timedelta(days=at): at for at in range(30)}


if __name__ == "__main__":
    outcome = main(*map(int, sys.argv[1:] or ["300"]))
    print(json.dumps(outcome, indent=1))  # noqa: T201 (the run's result)
    sys.exit(bool(outcome["faults"]))
