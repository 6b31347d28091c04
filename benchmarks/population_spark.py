"""Measure a network on Spark, on DuckDB and in arrays: `python -m benchmarks.population_spark [MEMBERS]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.clock import Usage, process
from benchmarks.population import LAST, Network

_SPARK = ("--engine", "spark", "--master", "local[2]")
_SESSION = """
import sys
from openssi.engines import Spark
from openssi.member.days import parse_day
from openssi.population.score import score_population
from openssi.population.workers import SparkTasks
with Spark(master="local[2]") as engine:
    for room in sys.argv[2:]:
        tables, store, out = (f"{room}/{name}" for name in ("tables", "store", "out"))
        score_population(tables, out, parse_day(sys.argv[1]), SparkTasks(engine), store=store)
"""
_REPEATED = 3


def _line(what: str, usage: Usage) -> Usage:
    print(f"{what:<44}{usage.cpu:8.2f} s CPU{usage.clock:8.2f} s", flush=True)
    return usage


def _settled(room: Path, members: int) -> Network:
    room.mkdir()
    network = Network(room, members)
    network.settle()
    network.score()
    return network


def _session(first: Network, then: Network) -> float:
    """Score a network in a new session, then one several times; return the CPU seconds."""
    rooms = [first.room, *[then.room] * _REPEATED]
    what = f"one session, then {_REPEATED} times {then.room.name}"
    return _line(what, process(sys.executable, "-c", _SESSION, LAST, *rooms)).cpu


def main(members: int, folder: Path) -> None:
    """Score a network, a third of it, and a few members to learn what the start takes, each from a store."""
    tiny, third, all_of_it = (
        _settled(folder / name, size) for name, size in (("few", 100), ("a third", members // 3), ("all", members))
    )
    start = _line("few on Spark, local[2]", tiny.score(*_SPARK)).cpu
    spark = _line("a third on Spark, local[2]", third.score(*_SPARK)).cpu
    sql = _line("a third by SQL on DuckDB", third.sql()).cpu
    print(f"Spark, net of its start, against DuckDB's SQL: {(spark - start) / sql:.2f} (at most 3)")
    further = (_session(third, all_of_it) - _session(third, third)) / _REPEATED
    arrays = [_line(f"{one.room.name}, one thread", one.score("--threads", "1")).cpu for one in (third, all_of_it)]
    print(f"each further member on Spark against arrays alone: {further / (arrays[1] - arrays[0]):.2f} (at most 1.5)")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="ssi-bench-") as temporary:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 900_000, Path(temporary))
