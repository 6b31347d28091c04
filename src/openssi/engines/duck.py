"""Runs the SQL text on DuckDB, within a given memory, spilling to a given folder, and reading nothing but the given folders."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from openssi.errors import InputError, UsageError
from openssi.files.atomic_directory import atomic_directory
from openssi.scoring.sql import Dialect, literal

__all__ = ["DuckDB"]

# What is switched off before the first query, and then locked: no extension, no Python variable, no other file.
_CLOSED = (
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET python_enable_replacements = false",
    "SET preserve_insertion_order = false",
    "SET enable_progress_bar = true",  # counted, but not printed: the command line has its own bar
    "SET enable_progress_bar_print = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


_NUMBERED = re.compile(r"(\D*)(\d*)", re.ASCII)
_SIZE = re.compile(r"\d+(\.\d+)? ?[KMGT]i?B", re.IGNORECASE | re.ASCII)


class DuckDB:
    """DuckDB in this process.

    Args:
        folders: the only folders that may be read and written.
        memory: how much memory may be used ("2GB"); more is spilled.
        spill: where to; inside one of the folders.
        threads: how many, or 0 for as many as there are processors.
    """

    dialect = Dialect("duckdb", "({0} // {1})")  # DuckDB's floor division

    def __init__(
        self, folders: Sequence[Path], *, memory: str = "", spill: Path | None = None, threads: int = 0
    ) -> None:
        import duckdb

        if memory and not _SIZE.fullmatch(memory):
            raise UsageError("memory-size", f"{memory!r} is no amount of memory.", hint="Write it as 512MB or 2GB.")
        if spill:
            try:
                spill.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise UsageError(
                    "out-unwritable", f"{spill} is no folder to spill to.", hint="Choose another."
                ) from error
        self._fault = duckdb.Error
        self._connection = duckdb.connect(":memory:")
        allowed = ", ".join(literal(str(folder.resolve())) for folder in folders)
        settings = [f"SET allowed_directories = [{allowed}]"]
        settings += [f"SET memory_limit = {literal(memory)}"] if memory else []
        settings += [f"SET temp_directory = {literal(str(spill.resolve()))}"] if spill else []
        settings += [f"SET threads = {threads}"] if threads else []
        for setting in (*settings, *_CLOSED):
            self._run("set-up", setting)

    def register_parquet(self, name: str, location: str) -> dict[str, str]:
        """Make a table of Parquet known; its columns and their types in capitals, none of them if nothing lies there."""
        files = _files(location)
        if not files:
            return {}
        listed = ", ".join(literal(str(file)) for file in files)
        partitioned = any("=" in file.parent.name for file in files)
        self._run(
            name,
            f'CREATE OR REPLACE VIEW "{name}" AS SELECT * FROM read_parquet([{listed}], hive_partitioning = {partitioned})',
        )
        return {str(row[0]): str(row[1]) for row in self.query(f'DESCRIBE "{name}"')}

    def materialize(self, name: str, sql: str) -> None:
        """Run a query once and keep its result as a table."""
        self._run(name, f'CREATE TEMP TABLE "{name}" AS\n{sql}')

    def run(self, sql: str) -> None:
        """Run a statement that yields nothing."""
        self._run("statement", sql)

    def query(self, sql: str) -> list[tuple[object, ...]]:
        """Run a query whose result is small."""
        return self._run("query", sql)

    def is_strictly_increasing(self, table: str, columns: Sequence[str]) -> bool:
        """Whether the rows of a table are seen to rise by their columns, so that none stands twice.

        Each row is held against the one read before it. Whatever order DuckDB reads in: if all rise in it, no two are the same.
        """
        here = ", ".join(f'"{column}"' for column in columns)
        before = ", ".join(f'LAG("{column}") OVER ()' for column in columns)
        pairs = (
            f'SELECT ROW({here}) AS "here", ROW({before}) AS "before", ROW_NUMBER() OVER () AS "place" FROM "{table}"'
        )
        return not self.query(f'SELECT 1 FROM ({pairs}) WHERE "place" > 1 AND ("here" > "before") IS NOT TRUE LIMIT 1')

    def progress(self) -> float:
        """How much of the running query is done, 0 to 1; asked from another thread."""
        return max(0.0, self._connection.query_progress()) / 100

    def write(self, sql: str, location: str) -> int:
        """Run a query into the table at a location; the number of rows."""
        file = Path(f"{location}.parquet").resolve()
        rows = self._run(file.stem, f"COPY (\n{sql}\n) TO {literal(str(file))} (FORMAT parquet, COMPRESSION zstd)")
        return int(str(rows[0][0]))

    @contextmanager
    def atomic_directory(self, out: str) -> Generator[str]:
        """A location to write into; it takes the place of `out` as a whole at the end, or goes if anything fails."""
        with atomic_directory(Path(out)) as beside:
            yield str(beside)

    def read_text(self, location: str) -> str | None:
        """A small file; None if there is none."""
        try:
            return Path(location).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def write_text(self, location: str, text: str) -> None:
        """Write a small file."""
        Path(location).write_text(text, encoding="utf-8")

    def _run(self, step: str, sql: str) -> list[tuple[object, ...]]:
        try:
            return self._connection.execute(sql).fetchall()
        except self._fault as error:
            raise InputError(
                "population-engine", f"DuckDB stopped at {step}: {error}", unchanged="Nothing was written."
            ) from error
        except RuntimeError as error:
            if "interrupted" not in str(error):
                raise
            raise KeyboardInterrupt from error  # that is how DuckDB tells of Ctrl-C

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()


def _files(location: str) -> list[Path]:
    """The Parquet files of a table, `part-2` before `part-10`; what is hidden or marked as unfinished is none."""
    for place in (Path(f"{location}.parquet").resolve(), Path(location).resolve()):
        if place.is_file():
            return [place]
        found = [
            file
            for file in place.rglob("*.parquet")
            if not any(part[0] in "._" for part in file.relative_to(place).parts)
        ]
        if found:
            return sorted(found, key=_in_order)
    return []


def _in_order(file: Path) -> tuple[list[tuple[str, int]], str]:
    """What to sort by, so that numbers rise as numbers: a table written in order is read in order, however many its parts."""
    return [(text, int(number or 0)) for text, number in _NUMBERED.findall(str(file))], str(file)
