"""Invent a network as Parquet tables: the same seed gives the same rows, whatever the threads, memory and parts."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openssi.activity.calendar import iso, to_date, to_day
from openssi.engines import ABOUT, DuckDB
from openssi.errors import UsageError
from openssi.files.atomic_directory import atomic_directory
from openssi.model import DEFAULT, PUBLISHED
from openssi.population.synthetic.cohorts import COHORT_2026, COHORTS
from openssi.population.synthetic.connections import connections, hub_table, tie_table
from openssi.population.synthetic.daily_activity import (
    LONGEST_WAIT,
    activity,
    days_table,
    echoes,
    kinds_type,
    opening_stocks_sql,
    own_activity_sql,
    received,
    rows_of_day_sql,
)
from openssi.population.synthetic.members import World, industry_table, members, people
from openssi.population.synthetic.parameters import Cohort
from openssi.progress import Progress

__all__ = ["LAST_DAY", "GeneratedNetwork", "generate"]

LAST_DAY = COHORT_2026.last_day

_MOST_MEMBERS = 1_000_000_000
_MOST_DAYS = 3_660
_MOST_SEED = 2**32 - 1
_EARLIEST, _LATEST = date(2003, 5, 5), date(2099, 12, 31)

#: Members that share a file, and member-days that are processed at once: together about 400 MB of memory.
_MEMBERS_A_PART = 500_000
_AT_ONCE = 4_000_000

#: Expected rows per 100 members: connections, opening stocks, activity of a day.
_CONNECTIONS, _OPENING, _A_DAY = 1_770, 560, 75

#: Bytes of a network on disk: per member and day, and per member.
_BYTES_A_DAY, _BYTES_A_MEMBER = 2, 100


@dataclass(frozen=True, slots=True)
class GeneratedNetwork:
    """What was written.

    Attributes:
        folder: the output folder.
        members: the number of members.
        activity: rows of `daily_activity`.
        connections: rows of `connections`.
        first: the first day with activity; stocks are opened on the day before.
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
    to: date | None = None,
    cohort: str = COHORT_2026.id,
    memory: str = "",
    spill: Path | None = None,
    threads: int = 0,
    members_a_part: int = _MEMBERS_A_PART,
    progress: Progress | None = None,
) -> GeneratedNetwork:
    """Invent a network and write its tables into a folder, with the layout of `docs/population.md`.

    Args:
        folder: the output folder: new, empty, or an earlier result, which is replaced as a whole at the end.
        members: how many, 1 to 1,000,000,000.
        seed: a different number gives a different network, 0 to 4,294,967,295.
        days: days of activity, 1 to 3,660.
        to: the last of them; by default the last day of the cohort.
        cohort: what members are like: "2026", or "2015".
        memory: how much memory may be used ("2GB"); more is spilled to disk.
        spill: the folder for spilled data; by default a hidden folder next to `folder`.
        threads: the number of threads, or 0 for one per processor.
        members_a_part: the number of members that are processed together and share a file.
        progress: called with the rows written so far and in all.

    Raises:
        UsageError: a number is out of bounds, the disk is too full, or the folder contains something else
            or cannot be written.
        InputError: the engine stopped.
    """
    out = Path(folder).resolve()
    like = _cohort(cohort)
    to = to or like.last_day
    _check_numbers(members, seed, days, to, members_a_part)
    _check_room(out, members, days)
    last = to_day(to)
    with atomic_directory(out) as unfinished:
        spill_folder = (
            spill or unfinished / ".spill"
        )  # next to the output: the next run deletes what a killed run leaves
        with DuckDB([unfinished, spill_folder], memory=memory, spill=spill_folder, threads=threads) as engine:
            writer = _Writer(
                World(members, seed, like),
                range(last - days + 1, last + 1),
                unfinished,
                engine,
                members_a_part,
                progress,
            )
            writer.write()
        shutil.rmtree(unfinished / ".spill", ignore_errors=True)
    return GeneratedNetwork(out, members, writer.activity, writer.connections, to_date(writer.days.start), to)


def _cohort(name: str) -> Cohort:
    if name not in COHORTS:
        raise UsageError(
            "population-bounds",
            f"cohort: {name!r} is not one of {', '.join(COHORTS)}.",
            unchanged="Nothing was written.",
        )
    return COHORTS[name]


def _check_numbers(members: int, seed: int, days: int, to: date, members_a_part: int) -> None:
    for what, given, least, most in (
        ("members", members, 1, _MOST_MEMBERS),
        ("days", days, 1, _MOST_DAYS),
        ("seed", seed, 0, _MOST_SEED),
        ("members_a_part", members_a_part, 1, _MOST_MEMBERS),
    ):
        if not least <= given <= most:
            raise UsageError(
                "population-bounds",
                f"{what}: {given:,} is not in {least:,} to {most:,}.",
                unchanged="Nothing was written.",
            )
    if not _EARLIEST <= to <= _LATEST:
        raise UsageError(
            "population-bounds", f"to: {to} is not in {_EARLIEST} to {_LATEST}.", unchanged="Nothing was written."
        )


def _check_room(out: Path, members: int, days: int) -> None:
    needed = members * (days * _BYTES_A_DAY + _BYTES_A_MEMBER)
    parent = next(folder for folder in out.parents if folder.exists())
    free = shutil.disk_usage(parent).free
    if needed > free > 0:  # 0: no disk information; writing will report the error
        raise UsageError(
            "out-full",
            f"The network would take about {needed / 1e9:,.1f} GB, and {parent} has room for {free / 1e9:,.1f} GB.",
            unchanged="Nothing was written.",
            hint="Ask for fewer members or days, or choose another disk.",
        )


class _Writer:
    """Write one network into a folder, one part of the members after the other, some days at a time."""

    def __init__(
        self, world: World, days: range, folder: Path, engine: DuckDB, members_a_part: int, progress: Progress | None
    ) -> None:
        self.world, self.days, self.folder, self.engine, self.progress = world, days, folder, engine, progress
        self.parts = range(0, world.members, members_a_part)
        self.activity = self.connections = 0
        self._expected = world.members * (_CONNECTIONS + _OPENING + _A_DAY * len(days))

    def write(self) -> None:
        """Write all tables and their metadata."""
        self.engine.run(kinds_type(PUBLISHED.values()))
        self.engine.materialize("industries", industry_table(self.world))
        self.engine.materialize("ties", tie_table(self.world))
        self.engine.materialize("hubs", hub_table(self.world))
        self.engine.write(members(self.world), str(self.folder / "members"))
        for part, start in enumerate(self.parts):
            self._keep("people", people(self.world, start, min(start + self.parts.step, self.world.members)))
            self._write_connections(part)
            self._write_opening(part)
            self._write_activity(part, max(1, _AT_ONCE // min(self.parts.step, self.world.members)))
        about = {
            "openssi": "population",
            "seed": self.world.seed,
            "members": self.world.members,
            "cohort": self.world.cohort.id,
            "days": len(self.days),
            "to": iso(self.days[-1]),
            "model": {"id": DEFAULT.id, "fingerprint": DEFAULT.fingerprint},
        }
        (self.folder / ABOUT).write_text(json.dumps(about) + "\n", encoding="utf-8")

    def _write_connections(self, part: int) -> None:
        location = self._location("connections", part)
        self.connections += self.engine.write(connections(self.world), location)
        self.engine.register_parquet("connections", location)
        self._tell(part, _CONNECTIONS)

    def _write_opening(self, part: int) -> None:
        before = self.days.start - 1
        self._keep("activity", opening_stocks_sql(self.world, before))
        self._write_day(before, part)
        self._tell(part, _OPENING)

    def _write_activity(self, part: int, at_once: int) -> None:
        waiting: dict[str, int] = {}  # tables of echoes, and the last day on which one of them is known
        for first in range(0, len(self.days), at_once):
            days = self.days[first : first + at_once]
            self._keep("days", days_table(self.world, days))
            self._keep("own", own_activity_sql(self.world))
            self._keep("received", received(self.world))
            self._keep(f"echoes_{days[0]}", echoes(self.world))
            waiting[f"echoes_{days[0]}"] = days[-1] + LONGEST_WAIT
            self._keep("activity", activity(self.world, days, list(waiting)))
            for day in days:
                self._write_day(day, part)
                self._tell(part, _A_DAY)
            for name in [name for name, last in waiting.items() if last <= days[-1]]:
                self.engine.run(f"DROP TABLE {name}")
                del waiting[name]
        for name in waiting:
            self.engine.run(f"DROP TABLE {name}")

    def _write_day(self, day: int, part: int) -> None:
        self.activity += self.engine.write(
            rows_of_day_sql(day), self._location(f"daily_activity/known_day={day}", part)
        )

    def _keep(self, name: str, sql: str) -> None:
        self.engine.run(f"DROP TABLE IF EXISTS {name}")
        self.engine.materialize(name, sql)

    def _location(self, table: str, part: int) -> str:
        folder = self.folder / table
        folder.mkdir(parents=True, exist_ok=True)
        return str(folder / f"part-{part}")

    def _tell(self, part: int, expected: int) -> None:
        """Report progress; the rows expected per 100 members are replaced by the rows that were written."""
        start = self.parts[part]
        self._expected -= expected * (min(start + self.parts.step, self.world.members) - start)
        written = self.activity + self.connections
        if self.progress:
            self.progress(written, written + self._expected // 100)
