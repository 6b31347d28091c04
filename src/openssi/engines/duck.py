"""Runs the SQL text on DuckDB, within a given memory, spilling to a given folder, and reading nothing but the given folders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from openssi.errors import InputFault
from openssi.scoring.sql import Dialect, literal

__all__ = ["DuckDB"]

# What is switched off before the first query, and then locked: no extension, no Python variable, no other file.
_CLOSED = (
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET python_enable_replacements = false",
    "SET preserve_insertion_order = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


class DuckDB:
    """DuckDB in this process.

    Args:
        folders: the only folders that may be read and written.
        memory: how much memory may be used ("2GB"); more is spilled.
        spill: where to; inside one of the folders.
        threads: how many, or 0 for as many as there are processors.
    """

    def __init__(self, folders: Sequence[Path], *, memory: str = "", spill: Path | None = None, threads: int = 0) -> None:
        import duckdb

        self._fault = duckdb.Error
        self._connection = duckdb.connect(":memory:")
        allowed = ", ".join(literal(str(folder.resolve())) for folder in folders)
        settings = [f"SET allowed_directories = [{allowed}]"]
        settings += [f"SET memory_limit = {literal(memory)}"] if memory else []
        settings += [f"SET temp_directory = {literal(str(spill.resolve()))}"] if spill else []
        settings += [f"SET threads = {threads}"] if threads else []
        for setting in (*settings, *_CLOSED):
            self._run("set-up", setting)

    @property
    def dialect(self) -> Dialect:
        """`//` is DuckDB's floor division."""
        return Dialect("duckdb", "({0} // {1})")

    def name_table(self, name: str, files: Sequence[Path], *, partitioned: bool = False) -> dict[str, str]:
        """Make Parquet files known as a table; its columns and their types."""
        listed = ", ".join(literal(str(file.resolve())) for file in files)
        options = ", hive_partitioning = true" if partitioned else ""
        self._run(name, f'CREATE VIEW "{name}" AS SELECT * FROM read_parquet([{listed}]{options})')
        return {str(row[0]): str(row[1]) for row in self.query(f'DESCRIBE "{name}"')}

    def keep(self, name: str, sql: str) -> None:
        """Run a query once and keep its result as a table."""
        self._run(name, f'CREATE TEMP TABLE "{name}" AS\n{sql}')

    def query(self, sql: str) -> list[tuple[object, ...]]:
        """Run a query whose result is small."""
        return self._run("query", sql)

    def write(self, sql: str, out: Path) -> int:
        """Run a query into a Parquet file; the number of rows."""
        rows = self._run(out.name, f"COPY (\n{sql}\n) TO {literal(str(out.resolve()))} (FORMAT parquet, COMPRESSION zstd)")
        return int(str(rows[0][0]))

    def _run(self, step: str, sql: str) -> list[tuple[object, ...]]:
        try:
            return self._connection.execute(sql).fetchall()
        except self._fault as error:
            raise InputFault("population-engine", f"DuckDB stopped at {step}: {error}", kept="Nothing was written.") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._connection.close()
