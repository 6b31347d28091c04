"""Kill the daily job of a population, or only its tasks, at every step that changes a file (not on Windows).

Usage: python -m tests.faults.killed_store FOLDER [tasks]
"""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from openssi.model import PUBLISHED
from openssi.population.arrays.parquet import Writer
from openssi.population.score import score_population
from openssi.population.store.folder import locked
from openssi.population.store.manifest import read_about
from openssi.population.store.settle import Options, settle
from openssi.population.workers import Fraction, Threads, Workers
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


Item = TypeVar("Item")
Result = TypeVar("Result")


class Attempts(Workers):
    """Runs tasks as Spark does: sent as bytes, killed half-way the first time, run again, and once more for a slow copy."""

    one_process = False

    def __init__(self, first: int) -> None:
        self._tasks = count(first)
        self.killed = 0

    def run(
        self, task: Callable[[Item], Result], items: Sequence[Item], progress: Fraction | None = None
    ) -> Iterator[Result]:
        """Yield the results in the order of the items."""
        for done, item in enumerate(items, 1):
            sent = pickle.dumps((task, item))
            self.killed += _killed(lambda sent=sent: _received(sent), next(self._tasks) % 4)
            _received(sent)
            yield _received(sent)
            if progress:
                progress(done / len(items))


def _received(sent: bytes) -> Any:
    task, item = pickle.loads(sent)  # noqa: S301 (this process wrote it, above)
    return task(item)


def _killed(work: Callable[[], object], step: int) -> bool:
    """Do work in a process that is killed at a step; return whether it came that far."""
    child = os.fork()
    if not child:
        kill_at(step)
        work()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


class Room:
    """The tables, the store and the scores of a job."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tables, self.store, self.out = folder / "in", folder / "store", folder / "out"

    def start(self) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
        """Score the tables before the changes and after them; return both results."""
        BEFORE.write(self.tables)
        with locked(self.store):
            settle(str(self.tables), self.store, DAY - 20, MODEL, Threads(1), Options(bucket=8))
        self.run(DAY - 20)
        old = self.scores()
        shutil.rmtree(self.tables)
        AFTER.write(self.tables)
        for name in ("store", "out"):
            shutil.copytree(self.folder / name, self.folder / "settled" / name)
        self.run(DAY)
        assert old != self.scores()
        return old, self.scores()

    def restore(self) -> None:
        """Go back to before the changes."""
        for name in ("store", "out"):
            shutil.rmtree(self.folder / name)
            shutil.copytree(self.folder / "settled" / name, self.folder / name)

    def run(self, day: int, workers: Workers | None = None) -> None:
        """Settle what is new, and score."""
        score_population(str(self.tables), str(self.out), day, workers or Threads(1), MODEL, store=str(self.store))

    def check_clean(self, step: int) -> None:
        """Check that nothing is left over."""
        about = read_about(self.store)
        assert about is not None
        assert {path.name for path in self.store.iterdir()} == about.names(), f"left over at step {step}"
        assert {path.name for path in self.folder.iterdir()} == {"in", "store", "out", "settled"}, (
            f"left over at step {step}"
        )
        assert not list(self.out.rglob("*.unfinished")), f"left over in the scores at step {step}"

    def scores(self) -> list[tuple[Any, ...]]:
        """All scores and industries."""
        with duckdb.connect(":memory:") as connection:
            return [
                row
                for table in ("scores", "industries")
                for row in connection.execute(f"SELECT * FROM '{self._files(table)}' ORDER BY 1").fetchall()
            ]

    def _files(self, table: str) -> Path:
        path = self.out / f"{table}.parquet"
        return path / "*.parquet" if path.is_dir() else path


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


def kill_the_job(room: Room) -> int:
    """Kill the job at every step; return the number of steps."""
    old, new = room.start()
    for step in count():
        room.restore()
        killed = _killed(lambda: room.run(DAY), step)
        assert room.scores() in (old, new), f"half a result at step {step}"
        room.run(DAY)
        assert room.scores() == new, f"the next run is wrong at step {step}"
        room.check_clean(step)
        if not killed:
            return step
    return 0


def kill_its_tasks(room: Room) -> int:
    """Kill the first attempt at each task, at every step of it; return the number of killed attempts."""
    _, new = room.start()
    killed = 0
    for first in range(4):
        room.restore()
        workers = Attempts(first)
        room.run(DAY, workers)
        assert room.scores() == new, f"the scores are wrong at {first}"
        room.check_clean(first)
        killed += workers.killed
    return killed


if __name__ == "__main__":
    run = kill_its_tasks if "tasks" in sys.argv[2:] else kill_the_job
    print(run(Room(Path(sys.argv[1]))))  # noqa: T201 (the run's result)
