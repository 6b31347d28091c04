"""Define what an engine provides: register tables, run SQL, write Parquet atomically. It knows nothing about scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Protocol, Self

from openssi.scoring.sql import Dialect

__all__ = ["Engine"]


class Engine(Protocol):
    """An engine that runs the SQL text; a context manager that closes its connection.

    A location is a path or a URL that the engine can read and write. A table is at `LOCATION.parquet` (a file or a
    folder) or in a folder `LOCATION`, whose subfolders such as `known_day=20000` become a column.
    """

    @property
    def dialect(self) -> Dialect:
        """Return the engine's SQL dialect."""
        ...

    def register_parquet(self, name: str, location: str) -> dict[str, str]:
        """Register Parquet files as a table.

        Return its columns with their types in capitals, or nothing if there are no files.
        """
        ...

    def materialize(self, name: str, sql: str) -> None:
        """Run a query and store its result as a table."""
        ...

    def query(self, sql: str) -> list[tuple[object, ...]]:
        """Run a query with a small result; return its rows."""
        ...

    def is_strictly_increasing(
        self, table: str, columns: Sequence[str], texts: Mapping[str, Sequence[str]] | None = None
    ) -> bool:
        """Return whether the rows are known to increase by these columns; False if that would be costly to find out.

        `texts` has the order of the texts of a column that isn't ordered by the alphabet.
        """
        ...

    def progress(self) -> float:
        """Return the progress of the running query, 0 to 1, or 0 if unknown; safe to call from another thread."""
        ...

    def write(self, sql: str, location: str) -> int:
        """Write the result of a query to the table at a location; return the number of rows."""
        ...

    def atomic_directory(self, out: str) -> AbstractContextManager[str]:
        """Yield a location to write into; it replaces `out` atomically if the block succeeds, or is removed.

        Raises:
            UsageError: `out` can't be written.
        """
        ...

    def read_text(self, location: str) -> str | None:
        """Return the content of a small file, or None if it doesn't exist."""
        ...

    def write_text(self, location: str, text: str) -> None:
        """Write a small file."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
