"""Check that the files of a population's tables can be read and have the right columns, from their footers."""

from __future__ import annotations

from pathlib import Path

from openssi.engines import parquet_files
from openssi.errors import InputError
from openssi.model import Model
from openssi.population.arrays.parquet import ARROW_ERRORS, schema_of
from openssi.population.store.input_tables import partition_day, paths_in_table
from openssi.population.validation import check_columns

__all__ = ["check_files"]

_PREFIX = "known_day="


def check_files(folder: str, model: Model) -> None:
    """Check the columns of all files of the three tables, and the names of the partitions of `daily_activity`.

    Raises:
        InputError: a file can't be read, or tables or columns are missing or have another type; these are listed.
    """
    _check_partitions(folder)
    check_columns(folder, model, lambda table: _columns_by_file(table, f"{folder}/{table}"))


def _check_partitions(folder: str) -> None:
    table = f"{folder}/daily_activity"
    files = paths_in_table(table, parquet_files(table))
    names = {part for file in files for part in file.parts[:-1] if part.startswith(_PREFIX)}
    wrong = sorted(name for name in names if partition_day(Path(name, "file")) is None)
    loose = [file for file in files if partition_day(file) is None]
    fault = ""
    if wrong:
        fault = f"the name of the partition {wrong[0]} isn't a number of days"
    elif names and loose:
        fault = f"{loose[0]} isn't in a partition (known_day=N), as others are"
    if fault:
        raise InputError(
            "population-layout",
            f"{folder} isn't a valid population: daily_activity: {fault}.",
            hint="The layout is described in docs/population.md.",
        )


def _columns_by_file(table: str, location: str) -> dict[str, dict[str, str]]:
    """Return the columns of a table, by the name of a file for each that differs."""
    by_columns: dict[frozenset[tuple[str, str]], tuple[str, dict[str, str]]] = {}
    files = parquet_files(location)
    for file, path in zip(files, paths_in_table(location, files), strict=True):
        try:
            columns = schema_of(file)
        except ARROW_ERRORS as error:
            raise InputError(
                "population-engine",
                f"{table}: {path.as_posix()} can't be read as Parquet.",
                unchanged="Nothing was written.",
            ) from error
        if partition_day(path) is not None:
            columns["known_day"] = "BIGINT"
        by_columns.setdefault(frozenset(columns.items()), (path.as_posix(), columns))
    if len(by_columns) > 1:
        return dict(by_columns.values())
    ((_, columns),) = by_columns.values() or (("", {}),)
    return {"": columns}
