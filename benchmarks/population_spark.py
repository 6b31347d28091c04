"""Measure a network on Spark, on DuckDB and in arrays: `python -m benchmarks.population_spark [MEMBERS]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.clock import Usage
from benchmarks.population import Network

_SPARK = ("--engine", "spark", "--master", "local[2]")


def _line(what: str, usage: Usage) -> Usage:
    print(f"{what:<36}{usage.cpu:8.2f} s CPU{usage.clock:8.2f} s", flush=True)
    return usage


def main(members: int, folder: Path) -> None:
    """Score a network and a third of it, each from a store, and a few members to learn what the start takes."""
    sizes = {100: "tiny", members // 3: "a third", members: "all"}
    spark: dict[int, float] = {}
    arrays: dict[int, float] = {}
    sql: dict[int, float] = {}
    for size, name in sizes.items():
        (folder / name).mkdir()
        network = Network(folder / name, size)
        network.settle()
        network.score()
        arrays[size] = _line("arrays, one thread", network.score("--threads", "1")).cpu
        spark[size] = _line("arrays on Spark, local[2]", network.score(*_SPARK)).cpu
        sql[size] = _line("SQL on DuckDB", network.sql()).cpu
    start = spark[100]
    print(f"Spark, net of its start, against DuckDB's SQL: {(spark[members] - start) / sql[members]:.2f} (at most 3)")
    further = (spark[members] - spark[members // 3]) / (arrays[members] - arrays[members // 3])
    print(f"each further member on Spark against arrays alone: {further:.2f} (at most 1.5)")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="ssi-bench-") as temporary:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 300_000, Path(temporary))
