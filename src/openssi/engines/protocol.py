"""What an engine must be able to do: name tables, run SQL, write Parquet. Nothing of the score is in here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from openssi.scoring.sql import Dialect

__all__ = ["Engine"]


class Engine(Protocol):
    """An engine that runs the one SQL text; a context, so that its connection ends."""

    @property
    def dialect(self) -> Dialect:
        """What it spells in its own way."""
        ...

    def name_table(self, name: str, files: Sequence[Path], *, partitioned: bool = False) -> dict[str, str]:
        """Make Parquet files known as a table; its columns and their types."""
        ...

    def keep(self, name: str, sql: str) -> None:
        """Run a query once and keep its result as a table."""
        ...

    def query(self, sql: str) -> list[tuple[object, ...]]:
        """Run a query whose result is small."""
        ...

    def write(self, sql: str, out: Path) -> int:
        """Run a query into a Parquet file; the number of rows."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...
