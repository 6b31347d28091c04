"""Measure a whole network; compare ratios, not seconds."""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

import click

from benchmarks.clock import Usage, process
from openssi.engines import DuckDB

LAST, _BEFORE = "2026-06-30", "2026-06-29"
_PAIRS = 3
_SSI = (sys.executable, "-c", "from openssi.cli import main; main()", "population")
_POLARS = (sys.executable, "-m", "benchmarks.polars_settled")
_COUNT = """
import sys
from pathlib import Path
from openssi.engines import DuckDB
with DuckDB([Path(sys.argv[1])], threads=2) as engine:
    engine.register_parquet("daily_activity", sys.argv[1] + "/daily_activity")
    engine.materialize("counts", 'SELECT "member_id", COUNT(*) FROM "daily_activity" GROUP BY "member_id"')
"""

Run = Callable[[], Usage]


class Table:
    """Prints what was measured, each against a yardstick that runs in turn with it."""

    def __init__(self, yardstick: Run) -> None:
        self._yardstick = yardstick

    def add(self, what: str, run: Run, goal: str = "", *, pairs: int = _PAIRS, against: Run | None = None) -> None:
        """Run a few pairs, and print the medians."""
        measured = [(run(), (against or self._yardstick)()) for _ in range(pairs)]
        ours = [one for one, _ in measured]
        ratio = median(one.cpu / other.cpu for one, other in measured)
        cpu, clock, peak = (median(column) for column in zip(*ours, strict=True))
        print(f"{what:<44}{cpu:8.2f} s CPU{clock:8.2f} s{peak:7.0f} MB{ratio:7.2f}  {goal}", flush=True)


class Network:
    """A folder with a network, its store as of the day before the last, and results."""

    def __init__(self, room: Path, members: int) -> None:
        self.room, self.tables, self.store, self.out = room, room / "tables", room / "store", room / "out"
        if not self.tables.exists():
            process(*_SSI, "generate", self.tables, "--members", str(members))
        with DuckDB([room]) as engine:
            engine.register_parquet("daily_activity", f"{self.tables}/daily_activity")
            engine.register_parquet("connections", f"{self.tables}/connections")
            rows = (engine.query(f'SELECT COUNT(*) FROM "{name}"')[0][0] for name in ("daily_activity", "connections"))
            print("{:,} members, {:,} rows of daily activity, {:,} connections".format(members, *rows), flush=True)

    def count(self) -> Usage:
        """Count the rows of daily activity by member."""
        return process(sys.executable, "-c", _COUNT, self.tables)

    def settle(self, *options: str) -> Usage:
        """Settle all history but a day."""
        shutil.rmtree(self.store, ignore_errors=True)
        return process(*_SSI, "settle", self.tables, self.store, "--to", _BEFORE, *options)

    def advance(self) -> Usage:
        """Run the daily job: settle the last day, and score."""
        for folder in (self.store, self.out):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.room / "before", self.store)
        return process(*_SSI, "advance", self.tables, "--store", self.store, "--to", LAST, "--out", self.out)

    def score(self, *options: str) -> Usage:
        """Score from the store."""
        return process(*_SSI, "score", self.tables, "--store", self.store, "--as-of", LAST, "--out", self.out, *options)

    def sql(self) -> Usage:
        """Score by SQL."""
        return process(*_SSI, "score", self.tables, "--as-of", LAST, "--out", self.room / "sql", "--kernel", "sql")

    def polars(self) -> Usage:
        """Score by Polars, from the rows of the store, and check that the scores are the same."""
        rows, out = self.room / "rows", self.room / "polars.parquet"
        if not rows.exists():
            process(*_POLARS, "export", self.store, rows)
        found = process(*_POLARS, "score", rows, LAST, out)
        process(*_POLARS, "compare", out, self.out / "scores.parquet")
        return found


@click.command()
@click.argument("members", type=int, default=1_000_000)
@click.argument("folder", type=click.Path(path_type=Path), required=False)
def main(members: int, folder: Path | None) -> None:
    """Measure everything on a network of MEMBERS.

    FOLDER receives the network, its store and results, and is used again if it has a network; by default all is
    temporary.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        _measure(members, folder)
        return
    with tempfile.TemporaryDirectory(prefix="ssi-bench-") as temporary:
        _measure(members, Path(temporary))


def _measure(members: int, folder: Path) -> None:
    network = Network(folder, members)
    table = Table(network.count)
    table.add("settle all history, two threads", network.settle, "at most 10", pairs=1)
    table.add("settle all history, one thread", lambda: network.settle("--threads", "1"), "at most 10", pairs=1)
    shutil.rmtree(folder / "before", ignore_errors=True)
    shutil.copytree(network.store, folder / "before")
    table.add("daily job: a day settled, score", network.advance, "at most 3")
    table.add("score from the store, two threads", network.score, "at most 2.5, 0.7 GB for 1,000,000")
    little = ("--memory", "400MB")  # enough for one thread
    table.add("score with --memory 400MB, one thread", lambda: network.score(*little), "one bucket, 20 B a member")
    pairs = [(network.score(*little).clock, network.score().clock) for _ in range(_PAIRS)]
    faster = median(one / two for one, two in pairs)
    print(f"two threads against one by the clock: {faster:.2f} times faster (at least 1.7)")
    if members <= 1_000_000:
        table.add("score against Polars over the same rows", network.score, "at most 0.5", against=network.polars)
        table.add("score by SQL", network.sql, pairs=1)
    print("Ten times as many members: python -m benchmarks.population 10000000")
    print("Spark: python -m benchmarks.population_spark")


if __name__ == "__main__":
    main()
