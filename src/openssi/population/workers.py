"""Run independent tasks in threads, since NumPy and PyArrow let them run at the same time, or on Spark."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol, TypeVar

from openssi.engines import Spark, memory_size
from openssi.population.query_progress import QueryProgress

__all__ = ["Fraction", "SparkTasks", "Threads", "Workers", "threads_within"]

#: A callback that receives the fraction that is done.
Fraction = Callable[[float], None]

#: Most memory of one bucket's task, in bytes.
_BYTES_A_THREAD = 300_000_000

Item = TypeVar("Item")
Result = TypeVar("Result")


class Workers(Protocol):
    """Runs the same task for many items.

    Attributes:
        one_process: whether tasks run in this process, so that their results may be large.
    """

    one_process: bool

    def run(
        self, task: Callable[[Item], Result], items: Sequence[Item], progress: Fraction | None = None
    ) -> Iterator[Result]:
        """Yield the results in the order of the items; call `progress` with the fraction that is done."""
        ...


class Threads(Workers):
    """Threads of this process.

    Args:
        count: how many; 0 for one per processor.
    """

    one_process = True

    def __init__(self, count: int = 0) -> None:
        self._count = count or os.cpu_count() or 1

    def run(
        self, task: Callable[[Item], Result], items: Sequence[Item], progress: Fraction | None = None
    ) -> Iterator[Result]:
        """Yield the results in the order of the items; few wait, so that memory stays bounded."""
        results = map(task, items) if self._count == 1 else self._in_threads(task, items)
        for done in range(1, len(items) + 1):
            yield next(results)  # not in a variable, since it may be large and the next one is computed afterwards
            if progress:
                progress(done / len(items))

    def _in_threads(self, task: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        with ThreadPoolExecutor(self._count) as pool:
            try:
                yield from self._results(pool, task, items)
            finally:
                pool.shutdown(cancel_futures=True)

    def _results(
        self, pool: ThreadPoolExecutor, task: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[Result]:
        waiting: deque[Future[Result]] = deque()
        for item in items:
            waiting.append(pool.submit(task, item))
            if len(waiting) >= self._count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def threads_within(memory: str, threads: int) -> int:
    """Return how many threads to use within a memory limit ("2GB"); 0 for one per processor.

    Raises:
        UsageError: the memory limit isn't written like 2GB.
    """
    if not memory:
        return threads
    most = max(1, memory_size(memory) // _BYTES_A_THREAD)
    return min(most, threads or os.cpu_count() or 1)


class SparkTasks(Workers):
    """Tasks on Spark's workers, which need this package, and the same paths as here.

    Args:
        engine: a running Spark.
    """

    one_process = False

    def __init__(self, engine: Spark) -> None:
        self._engine = engine

    def run(
        self, task: Callable[[Item], Result], items: Sequence[Item], progress: Fraction | None = None
    ) -> Iterator[Result]:
        """Yield the results in the order of the items, once all are there."""
        if not items:
            return

        def show(done: int, total: int) -> None:
            if progress:
                progress(done / total)

        with QueryProgress(self._engine, show, len(items)) as watch:
            watch.start_query(len(items))
            results = self._engine.run_tasks(task, items)
        yield from results
