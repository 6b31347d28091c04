"""Kill the daily job of a population at every step that changes a file: `python -m tests.faults.killed_store FOLDER` (not on Windows)."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import duckdb

from openssi.model import PUBLISHED
from openssi.population.arrays.parquet import Writer
from openssi.population.score import score_population
from openssi.population.store.about import read_about
from openssi.population.store.folder import locked
from openssi.population.store.settle import Options, settle
from openssi.population.workers import Threads
from tests.parity.worlds import NAMES, Population

DAY = 20_000
MODEL = PUBLISHED["2026.2"]
NOTHING = (0,) * len(NAMES)
CALLS = ("replace", "rename", "unlink", "mkdir", "rmdir")

BEFORE = Population(
    dict.fromkeys(range(1, 11), ("Banking", NOTHING)),
    [
        (member, kind, day, day, 3)
        for member in range(1, 11)
        for kind in ("connection_made", "post_published")
        for day in (DAY - 150, DAY - 40)
    ],
    [(1, 2), (2, 1)],
)
#: Someone joined, a day was corrected, a day is new, connections changed, and stocks are due to be folded.
AFTER = Population(
    BEFORE.members | {11: ("Banking", NOTHING)},
    [*BEFORE.rows, (3, "comment_given", DAY - 40, DAY - 40, 900), (11, "post_published", DAY, DAY, 1)],
    [*BEFORE.connections, (1, 11), (11, 1)],
)


class Room:
    """The tables, the store and the scores of a job."""

    def __init__(self, folder: Path) -> None:
        self.tables, self.store, self.out = folder / "in", folder / "store", folder / "out"

    def run(self, day: int) -> None:
        """Settle what is new, and score."""
        score_population(str(self.tables), str(self.out), day, Threads(1), MODEL, store=str(self.store))

    def scores(self) -> list[tuple[Any, ...]]:
        """All scores and industries."""
        with duckdb.connect(":memory:") as connection:
            return [
                row
                for table in ("scores", "industries")
                for row in connection.execute(f"SELECT * FROM '{self.out}/{table}.parquet' ORDER BY 1").fetchall()
            ]


def kill_at(step: int) -> None:
    """Make this process kill itself at a step."""
    steps = count()

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*arguments: Any, **options: Any) -> Any:
            if next(steps) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **options)

        return instead

    for name in CALLS:
        setattr(os, name, counted(getattr(os, name)))
    Writer.write = counted(Writer.write)


def main(folder: Path) -> int:
    """Return the number of steps at which the job was killed."""
    room, settled = Room(folder), folder / "settled"
    BEFORE.write(room.tables)
    with locked(room.store):
        settle(str(room.tables), room.store, DAY - 20, MODEL, Threads(1), Options(bucket=4))
    room.run(DAY - 20)
    old = room.scores()
    shutil.rmtree(room.tables)
    AFTER.write(room.tables)
    shutil.copytree(room.store, settled / "store")
    shutil.copytree(room.out, settled / "out")
    room.run(DAY)
    new = room.scores()
    assert old != new
    for step in count():
        for name in ("store", "out"):
            shutil.rmtree(folder / name)
            shutil.copytree(settled / name, folder / name)
        child = os.fork()
        if not child:
            kill_at(step)
            room.run(DAY)
            os._exit(0)
        killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        assert room.scores() in (old, new), f"half a result at step {step}"
        room.run(DAY)
        assert room.scores() == new, f"the next run is wrong at step {step}"
        about = read_about(room.store)
        assert about is not None
        assert {path.name for path in room.store.iterdir()} == about.names(), f"left over at step {step}"
        assert {path.name for path in folder.iterdir()} == {"in", "store", "out", "settled"}, (
            f"left over at step {step}"
        )
        if not killed:
            return step
    return 0


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))  # noqa: T201 (the run's result)
