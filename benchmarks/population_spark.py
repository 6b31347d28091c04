"""Measure a network on Spark against DuckDB and arrays alone (Linux).

All scores on Spark are made in one session, so that starting and warming up Java doesn't count as further members.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import click

from benchmarks.clock import tree_seconds
from benchmarks.population import LAST, Network
from openssi.activity.days import parse_day
from openssi.engines import Spark
from openssi.population.score import score_population
from openssi.population.workers import SparkTasks, Threads, Workers


def _score(what: str, network: Network, workers: Workers) -> float:
    """Score a network from its store; return the CPU seconds of this process, Java and its workers."""
    cpu, clock = tree_seconds(), time.perf_counter()
    score_population(str(network.tables), str(network.out), parse_day(LAST), workers, store=str(network.store))
    cpu, clock = tree_seconds() - cpu, time.perf_counter() - clock
    print(f"{what:<36}{cpu:8.2f} s CPU{clock:8.2f} s", flush=True)
    return cpu


def _settled(room: Path, members: int) -> Network:
    room.mkdir(exist_ok=True)
    network = Network(room, members)
    network.settle()
    network.score()
    return network


@click.command()
@click.argument("members", type=int, default=900_000)
def main(members: int) -> None:
    """Score a network of MEMBERS and a third of it, each from a store."""
    with tempfile.TemporaryDirectory(prefix="ssi-bench-") as folder:
        _measure(members, Path(folder))


def _measure(members: int, folder: Path) -> None:
    third, whole = _settled(folder / "third", members // 3), _settled(folder / "whole", members)
    sql = third.sql().cpu
    print(f"{'a third by SQL on DuckDB':<36}{sql:8.2f} s CPU")
    arrays = [min(_score(f"{one.room.name}, one thread", one, Threads(1)) for _ in range(2)) for one in (third, whole)]
    with Spark(master="local[2]", memory="2g") as engine:
        first = _score("third on Spark, after the start", third, SparkTasks(engine))
        _score("whole on Spark", whole, SparkTasks(engine))
        spark = [
            min(_score(f"{one.room.name} on Spark again", one, SparkTasks(engine)) for _ in range(2))
            for one in (third, whole)
        ]
    print(f"a third on Spark, net of its start, against DuckDB's SQL: {first / sql:.2f} (at most 3)")
    further = (spark[1] - spark[0]) / (arrays[1] - arrays[0])
    print(f"each further member on Spark against arrays alone: {further:.2f} (at most 1.5)")


if __name__ == "__main__":
    main()
