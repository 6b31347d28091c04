"""Invents a whole network as Parquet tables: the same seed gives the same rows, whatever the threads, memory and parts."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openssi.activity.calendar import iso, to_date, to_day
from openssi.engines import DuckDB
from openssi.errors import UsageFault
from openssi.model import DEFAULT
from openssi.population.invented.days import LONGEST_WAIT, activity, days_table, echoes, kinds_type, of_a_day, opening, own, received
from openssi.population.invented.people import World, industry_table, members as members_sql, people
from openssi.population.invented.ties import connections, hub_table, ring_table

__all__ = ["LAST_DAY", "MOST_DAYS", "MOST_MEMBERS", "Generated", "Progress", "generate"]

#: The last day unless another is asked for; fixed, so that a seed means the same network for ever.
LAST_DAY = date(2026, 6, 30)

MOST_MEMBERS = 1_000_000_000
MOST_DAYS = 3_660
_MOST_SEED = 2**32 - 1
_FIRST_YEAR, _LAST_YEAR = 2003, 2100

#: Members that share a file, and member-days that are worked on at once: together about 400 MB of memory.
_MEMBERS_A_PART = 500_000
_AT_ONCE = 4_000_000

#: Called with the rows written so far and how many there will be, as far as can be told.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Generated:
    """What was written.

    Attributes:
        folder: where.
        members: members.
        activity: rows of `daily_activity`.
        connections: rows of `connections`.
        first: the first day on which something is done; stocks open on the day before.
        to: the last day.
    """

    folder: Path
    members: int
    activity: int
    connections: int
    first: date
    to: date


def generate(
    folder: str | Path,
    members: int,
    *,
    seed: int = 1,
    days: int = 120,
    to: date = LAST_DAY,
    memory: str = "",
    threads: int = 0,
    members_a_part: int = _MEMBERS_A_PART,
    progress: Progress | None = None,
) -> Generated:
    """Invent a network and write its tables into a folder, as `docs/population.md` lays them out.

    Args:
        folder: where; it must not be there, be empty, or hold an earlier invented network, which is replaced.
        members: how many, 1 to 1,000,000,000.
        seed: another network for another number, 0 to 4,294,967,295.
        days: days of activity, 1 to 3,660.
        to: the last of them.
        memory: how much memory may be used ("2GB"); more is spilled to disk.
        threads: how many, or 0 for as many as there are processors.
        members_a_part: members that are worked on at once and share a file.
        progress: called with the rows written so far and how many there will be.

    Raises:
        UsageFault: a number is out of bounds, or the folder holds something else or cannot be written.
        InputFault: the engine stopped.
    """
    out = Path(folder)
    world = World(members, seed)
    beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        with DuckDB([beside], memory=memory, spill=beside / ".spill", threads=threads) as engine:
            writer = _Writer(world, range(to_day(to) - days + 1, to_day(to) + 1), beside, engine, members_a_part, progress)
            writer.write()
        shutil.rmtree(beside / ".spill", ignore_errors=True)
        if out.exists():
            shutil.rmtree(out)
        beside.rename(out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Generated(out, members, writer.activity, writer.connections, to_date(writer.days.start), to)


class _Writer:
    """Writes one network, part by part and day by day."""

    def __init__(
        self, world: World, days: range, folder: Path, engine: DuckDB, members_a_part: int, progress: Progress | None
    ) -> None:
        self.world, self.days, self.folder, self.engine = world, days, folder, engine
        self.starts = range(0, world.members, members_a_part)
        self.progress = progress
        self.activity = self.connections = 0
        self._steps = 0

    def write(self) -> None:
        """All tables."""
        self.engine.run(kinds_type(DEFAULT))
        self.engine.keep("industries", industry_table(self.world))
        self.engine.keep("rings", ring_table(self.world))
        self.engine.keep("hubs", hub_table(self.world))
        for part, start in enumerate(self.starts):
            self._write_part(part, start, min(start + self.starts.step, self.world.members))

    def _write_part(self, part: int, start: int, end: int) -> None:
        self._keep("people", people(self.world, start, end))
        self.engine.write(members_sql(), self._file("members", part))
        file = self._file("connections", part)
        self.connections += self.engine.write(connections(self.world), file)
        self.engine.name_table("connections", [file])
        self._tell(5)
        before = self.days.start - 1
        self._keep("activity", opening(before))
        self._write_days(range(before, before + 1), part)
        self.engine.run("DROP VIEW connections")
        waiting: dict[str, int] = {}  # echoes, and the last day on which something of them is known
        at_once = max(1, _AT_ONCE // (end - start))
        for first in range(self.days.start, self.days.stop, at_once):
            days = self.days[first - self.days.start :][:at_once]
            self._keep("days", days_table(self.world, days))
            self._keep("own", own(self.world))
            self._keep("received", received(self.world))
            waiting[f"echoes_{first}"] = days[-1] + LONGEST_WAIT
            self._keep(f"echoes_{first}", echoes(self.world))
            self._keep("activity", activity(self.world, days, list(waiting)))
            self._write_days(days, part)
            for name in [name for name, last in waiting.items() if last <= days[-1]]:
                del waiting[name]
                self.engine.run(f"DROP TABLE {name}")
        for name in waiting:
            self.engine.run(f"DROP TABLE {name}")

    def _keep(self, name: str, sql: str) -> None:
        self.engine.run(f"DROP TABLE IF EXISTS {name}")
        self.engine.keep(name, sql)

    def _write_days(self, days: range, part: int) -> None:
        for day in days:
            self.activity += self.engine.write(of_a_day(day), self._file(f"daily_activity/known_day={day}", part))
            self._tell(1)

    def _file(self, table: str, part: int) -> Path:
        folder = self.folder / table
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"part-{part}.parquet"

    def _tell(self, steps: int) -> None:
        self._steps += steps
        if self.progress:
            rows = self.activity + self.connections
            self.progress(rows, rows * len(self.starts) * (len(self.days) + 6) // self._steps)
