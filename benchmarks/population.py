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
    """Return the middle one by CPU seconds."""
    return sorted((run() for _ in range(runs)), key=lambda usage: usage.cpu)[runs // 2]


def line(what: str, usage: Usage, against: Usage | None = None, goal: str = "") -> None:
    """Return one line of the table."""
    ratio = f"{usage.cpu / against.cpu:6.2f}" if against else "      "
    print(f"{what:<52} {usage.cpu:8.2f} s CPU {usage.peak:7.0f} MB {ratio} {goal}", flush=True)


def main(members: int, runs: int = 3) -> None:
    """Invent a network of so many members, and measure everything on it."""
    with tempfile.TemporaryDirectory(prefix="ssi-bench-") as temporary:
        room = Path(temporary)
        tables, store, out = room / "tables", room / "store", room / "out"
        line(f"generate {members:,} members", process(*_SSI, "generate", tables, "--members", str(members)))
        with DuckDB([room]) as engine:
            engine.register_parquet("daily_activity", f"{tables}/daily_activity")
            rows = engine.query('SELECT COUNT(*) FROM "daily_activity"')[0][0]
        print(f"{rows:,} rows of daily activity")
        count = median(runs, lambda: process(sys.executable, "-c", _COUNT, tables))
        line("count(*) by member on DuckDB", count)
        line("settle all history but a day", process(*_SSI, "settle", tables, store, "--to", _BEFORE), count, "goal 10")
        shutil.copytree(store, room / "before")
        job = (*_SSI, "advance", tables, "--store", store, "--to", _LAST, "--out", out)

        def advance() -> Usage:
            for folder in (store, out):
                shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(room / "before", store)
            return process(*job)

        line("daily job: settle a day, score", median(runs, advance), count, "goal 3")
        score = (*_SSI, "score", tables, "--store", store, "--as-of", _LAST, "--out", out)
        two, one = (median(runs, lambda n=n: process(*score, "--threads", n)) for n in ("2", "1"))
        line("score from the store, two threads", two, count, "goal 2.5")
        line("score from the store, one thread", one, count)
        print(f"two threads against one by the clock: {one.clock / two.clock:.2f} times faster (goal 1.7)")
        sql = process(*_SSI, "score", tables, "--kernel", "sql", "--as-of", _LAST, "--out", room / "sql")
        line("score by SQL", sql, count)
        polars = process(sys.executable, "-m", "benchmarks.polars_score", tables, _LAST, room / "polars.parquet")
        line("score from the store, against Polars by hand", two, polars, "goal 0.5, over the same settled rows")
        line("  that is, Polars over the raw rows", polars)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
