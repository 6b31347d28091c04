"""Run the SQL text on DuckDB: within a memory limit, with access to the given folders only."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from openssi.engines.memory import memory_size
from openssi.engines.parquet_files import parquet_files
from openssi.errors import InputError, UsageError, install_hint
from openssi.files.atomic_directory import atomic_directory
from openssi.scoring.sql import Dialect, literal

__all__ = ["DuckDB"]

# Disabled before the first query, and then locked: extensions, Python variables, other files.
_CLOSED = (
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET python_enable_replacements = false",
    "SET preserve_insertion_order = false",
    "SET enable_progress_bar = true",  # counted but not printed: the command line has its own bar
    "SET enable_progress_bar_print = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


class DuckDB:
    """DuckDB in this process.

    Args:
        folders: the only folders that can be read and written.
        memory: the memory limit ("2GB"); anything beyond is spilled to disk.
        spill: the folder to spill to, inside one of `folders`.
        threads: the number of threads; 0 for one per processor.
    """

    dialect = Dialect("duckdb", "({0} // {1})")  # DuckDB's floor division

    def __init__(
        self, folders: Sequence[Path], *, memory: str = "", spill: Path | None = None, threads: int = 0
    ) -> None:
        try:
            import duckdb
        except ModuleNotFoundError as error:
            raise UsageError("duckdb-missing", "DuckDB isn't installed.", hint=install_hint("population")) from error
        if memory:
            memory_size(memory)
        if spill:
            try:
                spill.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise UsageError(
                    "out-unwritable",
                    f"Can't spill to {spill}: it is not a writable folder.",
                    hint="Choose another folder.",
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
        """Register Parquet files as a table.

        Return its columns with their types in capitals, or nothing if there are no files.
        """
        files = parquet_files(location)
        if not files:
            return {}
        listed = ", ".join(literal(str(file)) for file in files)
        partitioned = any("=" in file.parent.name for file in files)
        self._run(
            name,
            f'CREATE OR REPLACE VIEW "{name}" AS '
            f"SELECT * FROM read_parquet([{listed}], hive_partitioning = {partitioned})",
        )
        return {str(row[0]): str(row[1]) for row in self.query(f'DESCRIBE "{name}"')}

    def materialize(self, name: str, sql: str) -> None:
        """Run a query and store its result as a table."""
        self._run(name, f'CREATE TEMP TABLE "{name}" AS\n{sql}')

    def run(self, sql: str) -> None:
        """Run a statement without a result."""
        self._run("statement", sql)

    def query(self, sql: str) -> list[tuple[object, ...]]:
        """Run a query with a small result; return its rows."""
        return self._run("query", sql)

    def is_strictly_increasing(
        self, table: str, columns: Sequence[str], texts: Mapping[str, Sequence[str]] | None = None
    ) -> bool:
        """Return whether the rows are known to increase by these columns, and hence contain no duplicates.

        Each row is compared with the one read before it. Whatever order DuckDB reads in, if all rows increase, no two
        are equal.
        """
        order = texts or {}
        keys = [
            f'list_position([{", ".join(map(literal, order[column]))}], "{column}")'
            if column in order
            else f'"{column}"'
            for column in columns
        ]
        row = ", ".join(keys)
        before = ", ".join(f"LAG({key}) OVER ()" for key in keys)
        pairs = (
            f'SELECT ROW({row}) AS "here", ROW({before}) AS "before", ROW_NUMBER() OVER () AS "number" FROM "{table}"'
        )
        return not self.query(f'SELECT 1 FROM ({pairs}) WHERE "number" > 1 AND ("here" > "before") IS NOT TRUE LIMIT 1')

    def progress(self) -> float:
        """Return the progress of the running query, 0 to 1; safe to call from another thread."""
        return max(0.0, self._connection.query_progress()) / 100

    def write(self, sql: str, location: str) -> int:
        """Write the result of a query to the table at a location; return the number of rows."""
        file = Path(f"{location}.parquet").resolve()
        rows = self._run(file.stem, f"COPY (\n{sql}\n) TO {literal(str(file))} (FORMAT parquet, COMPRESSION zstd)")
        return int(str(rows[0][0]))

    @contextmanager
    def atomic_directory(self, out: str) -> Generator[str]:
        """Yield a location to write into; it replaces `out` atomically if the block succeeds, or is removed."""
        with atomic_directory(Path(out)) as folder:
            yield str(folder)

    def read_text(self, location: str) -> str | None:
        """Return the content of a small file, or None if it doesn't exist."""
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
                "population-engine", f"DuckDB failed at {step}: {error}", unchanged="Nothing was written."
            ) from error
        except RuntimeError as error:
            if "interrupted" not in str(error):
                raise
            raise KeyboardInterrupt from error  # DuckDB reports Ctrl-C like this

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
