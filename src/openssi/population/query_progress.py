"""Report the progress of a long run, in rows, while an engine executes one query after another."""

from __future__ import annotations

from contextlib import AbstractContextManager
from threading import Event, Thread
from typing import Self

from openssi.engines import Engine
from openssi.progress import Progress

__all__ = ["QueryProgress"]

_POLL_SECONDS = 0.2


class QueryProgress(AbstractContextManager["QueryProgress"]):
    """Poll an engine several times a second and add up the progress of its queries.

    Args:
        engine: runs the queries.
        progress: the callback; without one, the engine is not polled.
        total: rows that all queries read together.
    """

    def __init__(self, engine: Engine, progress: Progress | None, total: int) -> None:
        self._engine, self._progress, self._total = engine, progress, max(1, total)
        self._rows_before, self._rows_of_query = 0, 0
        self._shown = 0
        self._stopped = Event()
        self._thread = Thread(target=self._poll, daemon=True)

    def start_query(self, rows: int) -> None:
        """Announce the next query, which reads `rows` rows; the previous one is finished."""
        self._rows_before, self._rows_of_query = self._rows_before + self._rows_of_query, rows

    def __enter__(self) -> Self:
        if self._progress:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        if self._progress:
            self._thread.join()

    def _poll(self) -> None:
        while not self._stopped.wait(_POLL_SECONDS):
            if self._progress:
                rows = self._rows_before + int(self._engine.progress() * self._rows_of_query)
                self._shown = max(self._shown, rows)  # Spark starts again with every stage
                self._progress(self._shown, self._total)
