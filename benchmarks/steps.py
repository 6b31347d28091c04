"""Time the steps of scoring a network (Linux)."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any

import click

from openssi.activity.days import parse_day
from openssi.engines import DuckDB, Engine, Spark
from openssi.population.score import score_by_sql

_TICKS = os.sysconf("SC_CLK_TCK")
_NOTICEABLE = 0.05  # seconds
_MEASURED = ("materialize", "write", "query", "is_strictly_increasing", "register_parquet")


def _processes() -> list[int]:
    """Return this process and what it started, and what those started; Spark's Java is one of them."""
    fields_of = {int(file.parent.name): _fields(file) for file in Path("/proc").glob("[0-9]*/stat")}
    parents = {process: int(fields[1]) for process, fields in fields_of.items() if fields}
    found = [os.getpid()]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process]
    return found


def _fields(stat: Path) -> list[str]:
    """Return what the system reports about a process, from its state on; nothing if it has ended."""
    with suppress(OSError):
        return stat.read_text().rpartition(")")[2].split()
    return []


def _cpu() -> float:
    """Return the CPU seconds of all processes so far, and of those that they waited for."""
    running = (_fields(Path(f"/proc/{process}/stat")) for process in _processes())
    return sum(int(ticks) for fields in running for ticks in fields[11:15]) / _TICKS


def _peak() -> float:
    """Return the peak memory of all processes in GB, each at its own time."""
    peak = 0
    for process in _processes():
        with suppress(OSError):
            lines = Path(f"/proc/{process}/status").read_text().splitlines()
            peak += sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    return peak / 2**20


def _measured(engine: Engine) -> Engine:
    """Return the engine, reporting each slow call from outside."""
    inside = False

    def reported(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def run(*given: Any) -> Any:
            nonlocal inside
            if inside:
                return call(*given)
            inside, cpu, clock = True, _cpu(), time.monotonic()
            try:
                return call(*given)
            finally:
                inside = False
                what = Path(given[-1]).name if name == "write" else " ".join(given[0].split())
                if time.monotonic() - clock > _NOTICEABLE:
                    _tell(f"{name:<11}{what[:48]}", cpu, clock)

        return run

    for name in _MEASURED:
        setattr(engine, name, reported(name, getattr(engine, name)))
    return engine


def _tell(what: str, cpu: float, clock: float) -> None:
    print(f"{what:<61}{_cpu() - cpu:8.1f} s CPU{time.monotonic() - clock:8.1f} s{_peak():7.1f} GB", flush=True)


@click.command()
@click.argument("tables", type=click.Path(exists=True))
@click.argument("day")
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb")
@click.option("--memory", default="")
def main(tables: str, day: str, engine: str, memory: str) -> None:
    """Score TABLES as of DAY into a folder that is thrown away, and print each step."""
    with tempfile.TemporaryDirectory(prefix="ssi-bench-", dir=Path(tables).resolve().parent) as room:
        cpu, clock = _cpu(), time.monotonic()
        places = [Path(tables), Path(room)]
        running = (
            Spark(master="local[2]", memory=memory, spill=Path(room))
            if engine == "spark"
            else DuckDB(places, memory=memory, spill=Path(room) / "spill", threads=2)
        )
        with running:
            _tell("start", cpu, clock)
            score_by_sql(tables, f"{room}/out", parse_day(day), _measured(running))
            _tell("all", cpu, clock)


if __name__ == "__main__":
    main()
