"""Takes the score of a whole network apart: `python -m benchmarks.steps TABLES DATE [duckdb|spark] [MEMORY]`, on Linux."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from openssi.api.member import given_day
from openssi.engines import DuckDB, Engine, Spark
from openssi.population.score import score_population

_TICKS = os.sysconf("SC_CLK_TCK")
_MEASURED = ("keep", "write", "query", "rises", "name_table")


def _processes() -> list[int]:
    """This process and what it started, and what those started; Spark's Java is one of them."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has ended
            continue
    found = [os.getpid()]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process]
    return found


def _cpu() -> float:
    """CPU seconds of all of them so far."""
    fields = (Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split() for process in _processes())
    return sum(int(field[11]) + int(field[12]) for field in fields) / _TICKS


def _peak() -> float:
    """GB that they have held at most, each at its own time."""
    lines = (Path(f"/proc/{process}/status").read_text().splitlines() for process in _processes())
    return sum(int(line.split()[1]) for of in lines for line in of if line.startswith("VmHWM")) / 2**20


def _measured(engine: Engine) -> Engine:
    """The engine, which tells of each call that takes a while."""

    def told(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def run(*given: Any) -> Any:
            cpu, clock = _cpu(), time.monotonic()
            done = call(*given)
            clock = time.monotonic() - clock
            if clock > 0.05:
                what = (
                    given[0] if name in {"keep", "name_table", "rises"} else Path(given[-1]).name if name == "write" else given[0]
                )
                print(
                    f"{name:<11}{' '.join(str(what).split())[:48]:<50}{_cpu() - cpu:8.1f} s CPU{clock:8.1f} s{_peak():7.1f} GB",
                    flush=True,
                )
            return done

        return run

    for name in _MEASURED:
        setattr(engine, name, told(name, getattr(engine, name)))
    return engine


def main(tables: str, day: str, engine: str = "duckdb", memory: str = "") -> None:
    """Score the tables into a folder that is thrown away, and tell of each step."""
    with tempfile.TemporaryDirectory(prefix="ssi-bench-", dir=Path(tables).resolve().parent) as room:
        cpu, clock = _cpu(), time.monotonic()
        places = [Path(tables), Path(room)]
        running = (
            Spark(master="local[2]", memory=memory, spill=Path(room))
            if engine == "spark"
            else DuckDB(places, memory=memory, spill=Path(room) / "spill", threads=2)
        )
        with running:
            print(f"{'start':<61}{_cpu() - cpu:8.1f} s CPU{time.monotonic() - clock:8.1f} s{_peak():7.1f} GB", flush=True)
            score_population(tables, f"{room}/out", given_day(day), _measured(running))
            print(f"{'all':<61}{_cpu() - cpu:8.1f} s CPU{time.monotonic() - clock:8.1f} s{_peak():7.1f} GB", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
