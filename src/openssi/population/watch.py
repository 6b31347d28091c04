"""Tells how far a long run is, in rows, while an engine is busy with one query after another."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Event, Thread
from typing import Self

from openssi.engines import Engine

__all__ = ["Progress", "Watch"]

#: What is called with the rows read so far and in all.
Progress = Callable[[int, int], None]

_PAUSE = 0.2  # seconds


class Watch(AbstractContextManager["Watch"]):
    """Asks an engine how far it is, several times a second, and adds the queries up.

    Args:
        engine: runs the queries.
        progress: is told; without it nothing is asked.
        total: the rows of all queries.
    """

    def __init__(self, engine: Engine, progress: Progress | None, total: int) -> None:
        self._engine, self._progress, self._total = engine, progress, max(1, total)
        self._before, self._reading = 0, 0
        self._over = Event()
        self._thread = Thread(target=self._ask, daemon=True)

    def reads(self, rows: int) -> None:
        """The query that comes next reads so many rows."""
        self._before, self._reading = self._before + self._reading, rows

    def __enter__(self) -> Self:
        if self._progress:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._progress:
            self._thread.join()

    def _ask(self) -> None:
        while not self._over.wait(_PAUSE):
            if self._progress:
                self._progress(self._before + int(self._engine.share_done() * self._reading), self._total)
