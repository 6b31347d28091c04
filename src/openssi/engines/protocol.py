"""What an engine must be able to do: name tables, run SQL, write Parquet in place whole. Nothing of the score is in here."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Protocol, Self

from openssi.scoring.sql import Dialect

__all__ = ["Engine"]


class Engine(Protocol):
    """An engine that runs the one SQL text; a context, so that its connection ends.

    A location is a path, or whatever else the engine can read and write, as text; a table lies at `LOCATION.parquet` (a file or a
    folder) or in a folder `LOCATION`, whose folders `known_day=20000` become a column.
    """

    @property
    def dialect(self) -> Dialect:
        """What it spells in its own way."""
        ...

    def register_parquet(self, name: str, location: str) -> dict[str, str]:
        """Make a table of Parquet known; its columns and their types in capitals, none of them if nothing lies there."""
        ...

    def materialize(self, name: str, sql: str) -> None:
        """Run a query once and keep its result as a table."""
        ...

    def query(self, sql: str) -> list[tuple[object, ...]]:
        """Run a query whose result is small."""
        ...

    def is_strictly_increasing(self, table: str, columns: Sequence[str]) -> bool:
        """Whether the rows of a table are seen to rise by their columns, so that none stands twice; False where that costs much."""
        ...

    def progress(self) -> float:
        """How much of the running query is done, 0 to 1; asked from another thread; 0 where the engine cannot tell."""
        ...

    def write(self, sql: str, location: str) -> int:
        """Run a query into the table at a location; the number of rows."""
        ...

    def atomic_directory(self, out: str) -> AbstractContextManager[str]:
        """A location to write into, beside `out`, which takes the place of `out` as a whole at the end, or goes if anything fails.

        Raises:
            UsageError: `out` cannot be written.
        """
        ...

    def read_text(self, location: str) -> str | None:
        """A small file; None if there is none."""
        ...

    def write_text(self, location: str, text: str) -> None:
        """Write a small file."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
