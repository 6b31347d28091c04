"""Measure a whole network in one run: `python -m benchmarks.population [MEMBERS]`; compare ratios, not seconds."""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.clock import Usage, process
from openssi.engines import DuckDB

_LAST, _BEFORE = "2026-06-30", "2026-06-29"
_SSI = (sys.executable, "-c", "from openssi.cli import main; main()", "population")
_COUNT = """
import sys
from pathlib import Path
from openssi.engines import DuckDB
with DuckDB([Path(sys.argv[1])], threads=2) as engine:
    engine.register_parquet("daily_activity", sys.argv[1] + "/daily_activity")
    engine.materialize("counts", 'SELECT "member_id", COUNT(*) FROM "daily_activity" GROUP BY "member_id"')
"""


def median(runs: int, run: Callable[[], Usage]) -> Usage:
    """The middle one by CPU seconds."""
    return sorted((run() for _ in range(runs)), key=lambda usage: usage.cpu)[runs // 2]


def line(what: str, usage: Usage, against: Usage | None = None, goal: str = "") -> None:
    """One line of the table."""
    ratio = f"{usage.cpu / against.cpu:6.2f}" if against else "      "
    print(f"{what:<52} {usage.cpu:8.2f} s CPU {usage.peak:7.0f} MB {ratio} {goal}", flush=True)


def main(members: int, runs: int = 3) -> None:
    """Invent a network of so many members, and measure everything on it."""
    with tempfile.TemporaryDirectory(prefix="ssi-bench-") as temporary:
        room = Path(temporary)
        tables, out, full = room / "tables", room / "out", room / "full"
        line(f"generate {members:,} members", process(*_SSI, "generate", tables, "--members", str(members)))
        with DuckDB([room]) as engine:
            engine.register_parquet("daily_activity", f"{tables}/daily_activity")
            rows = engine.query('SELECT COUNT(*) FROM "daily_activity"')[0][0]
        print(f"{rows:,} rows of daily activity")
        count = median(runs, lambda: process(sys.executable, "-c", _COUNT, tables))
        line("count(*) by member on DuckDB", count)
        score = median(runs, lambda: process(*_SSI, "score", tables, "--as-of", _LAST, "--out", full))
        line("score, against the count", score, count, "goal 3")
        process(*_SSI, "score", tables, "--as-of", _BEFORE, "--out", out, "--keep-state")
        shutil.copytree(out, room / "kept")

        def advance() -> Usage:
            shutil.rmtree(out)
            shutil.copytree(room / "kept", out)
            return process(*_SSI, "advance", tables, "--to", _LAST, "--out", out)

        line("advance by a day, against the score", median(runs, advance), score, "goal 0.1")
        polars = median(
            runs,
            lambda: process(sys.executable, "-m", "benchmarks.polars_score", tables, _LAST, room / "polars.parquet"),
        )
        line("score, against the same by hand in Polars", score, polars, "goal 0.5")
        line("  that is, Polars", polars)
        for memory in ("1500MB", "512MB"):
            used = process(*_SSI, "score", tables, "--as-of", _LAST, "--out", full, "--memory", memory)
            line(f"score --memory {memory}, against without", used, score)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
