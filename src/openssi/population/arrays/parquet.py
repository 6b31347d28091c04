"""Read Parquet files into NumPy arrays and write arrays as Parquet: the only module that uses PyArrow's tables."""

# PyArrow has no type annotations.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

__all__ = [
    "ARROW_ERRORS",
    "NULL",
    "UNFINISHED",
    "Codes",
    "Ints",
    "Writer",
    "column_range",
    "read_blocks",
    "read_codes",
    "read_ints",
    "row_count",
    "schema_of",
]

# The system's allocator: PyArrow's own keeps some 80 MB a thread for itself, and isn't faster here.
pa.set_memory_pool(pa.system_memory_pool())

Ints = NDArray[Any]

#: What PyArrow raises on files that it can't read.
ARROW_ERRORS: tuple[type[Exception], ...] = (pa.ArrowException, OSError)

#: The end of the name of a file that is being written.
UNFINISHED = ".unfinished"

#: What NULL is read as.
NULL = np.iinfo(np.int64).min


class Codes:
    """A column of texts as positions in a list of distinct texts; -1 for NULL."""

    def __init__(self, codes: Ints, texts: list[str]) -> None:
        self.codes, self.texts = codes, texts


def read_ints(path: str | Path, columns: Sequence[str], row_group: int | None = None) -> list[Ints]:
    """Read columns of whole numbers. Columns with NULLs are returned as INT64, with its lowest number for NULL."""
    with _open(path) as file:
        return [_to_numpy(column) for column in _read(file, columns, row_group).columns]


def read_blocks(path: str | Path, columns: Sequence[str], rows: int) -> Iterator[list[Ints]]:
    """Yield columns of whole numbers as `read_ints` returns them, some rows at a time."""
    with _open(path) as file:
        for batch in file.iter_batches(rows, columns=list(columns), use_threads=False):
            yield [_to_numpy(pa.chunked_array([batch.column(name)])) for name in columns]


def read_codes(path: str | Path, column: str) -> Codes:
    """Read a column of texts."""
    with _open(path, (column,)) as file:
        codes = _codes(_read(file, (column,), None).column(0))
    # DuckDB writes an empty text for each unused value of an ENUM. PyArrow drops the duplicates and misreads the codes.
    if "" not in codes.texts:
        return codes
    with _open(path) as file:
        return _codes(_read(file, (column,), None).column(0).dictionary_encode())


def _codes(column: Any) -> Codes:
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    whole = encoded.unify_dictionaries().combine_chunks()
    return Codes(np.from_dlpack(whole.indices.fill_null(-1)), whole.dictionary.to_pylist())


def row_count(path: str | Path) -> int:
    """Return the number of rows, from the footer."""
    with _open(path) as file:
        return int(file.metadata.num_rows)


def schema_of(path: str | Path) -> dict[str, str]:
    """Return the columns and their SQL types, from the footer."""
    with _open(path) as file:
        return {field.name: _type_name(field.type) for field in file.schema_arrow}


def column_range(path: str | Path, column: str) -> tuple[int, int] | None:
    """Return the lowest and the highest value of a column from the footer; None if it doesn't have them."""
    with _open(path) as file:
        metadata = file.metadata
        at = next(i for i in range(metadata.num_columns) if metadata.schema.column(i).path == column)
        statistics = [metadata.row_group(group).column(at).statistics for group in range(metadata.num_row_groups)]
    if not statistics or any(stats is None or not stats.has_min_max for stats in statistics):
        return None
    return min(stats.min for stats in statistics), max(stats.max for stats in statistics)


class Writer:
    """Write arrays to a Parquet file with page checksums, one row group a call; a context manager.

    The file appears under its name when it is complete, so that a task can be tried twice.

    Args:
        path: the file.
        texts: for columns of codes, the texts that they stand for.
        ordered: columns whose values rise, which are stored as differences.
        repeated: columns with few distinct values, besides texts.
        often_read: whether the time to read matters more than the size; no value can be NULL.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        texts: Mapping[str, Sequence[str]] | None = None,
        ordered: Sequence[str] = (),
        repeated: Sequence[str] = (),
        often_read: bool = False,
    ) -> None:
        self._path, self._texts, self._ordered = Path(path).absolute(), texts or {}, ordered
        self._repeated = [*repeated, *self._texts]
        self._often_read = often_read
        self._attempt = self._path.with_name(f"{self._path.name}.{secrets.token_hex(4)}{UNFINISHED}")
        self._writer: pq.ParquetWriter | None = None

    def write(self, columns: Mapping[str, Ints], missing: Mapping[str, NDArray[np.bool_]] | None = None) -> None:
        """Write a row group; `missing` says which values of a column are NULL."""
        arrays = [self._column(name, values, missing or {}) for name, values in columns.items()]
        fields = [
            pa.field(name, array.type, nullable=not self._often_read)
            for name, array in zip(columns, arrays, strict=True)
        ]
        table = pa.Table.from_arrays(arrays, schema=pa.schema(fields))
        if self._writer is None:
            self._writer = pq.ParquetWriter(
                self._attempt,
                table.schema,
                compression="lz4" if self._often_read else "zstd",
                use_dictionary=[name for name in self._repeated if name in columns],  # pyright: ignore[reportArgumentType]
                column_encoding={name: "DELTA_BINARY_PACKED" for name in self._ordered if name in columns} or None,
                write_page_checksum=True,
            )
        self._writer.write_table(table, row_group_size=max(1, len(table)))

    def _column(self, name: str, values: Ints, missing: Mapping[str, NDArray[np.bool_]]) -> Any:
        if name in self._texts:
            codes = _to_arrow(values.astype(np.int32), values < 0)
            return pa.DictionaryArray.from_arrays(codes, _text_array(self._texts[name]))
        return _to_arrow(values, missing.get(name))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._writer is None:
            return
        self._writer.close()
        if kind is None:
            self._attempt.replace(self._path)


def _open(path: str | Path, dictionaries: Sequence[str] = ()) -> Any:
    whole = Path(path).absolute()  # PyArrow takes a relative path with a colon for a URL
    # Without `pre_buffer`, since the thread would wait for one of Arrow's to read.
    return pq.ParquetFile(whole, read_dictionary=list(dictionaries), page_checksum_verification=True, pre_buffer=False)


def _read(file: Any, columns: Sequence[str], row_group: int | None) -> Any:
    table = (
        file.read(list(columns), use_threads=False)
        if row_group is None
        else file.read_row_group(row_group, list(columns), use_threads=False)
    )
    try:
        return table.select(list(columns))  # columns that aren't there were skipped
    except KeyError as error:
        raise pa.ArrowInvalid(str(error)) from error


def _to_numpy(column: Any) -> Ints:
    if column.null_count:
        column = column.cast(pa.int64()).fill_null(NULL)
    return np.from_dlpack(column.combine_chunks())  # as `to_numpy`, without importing pandas


def _to_arrow(values: Ints, missing: NDArray[np.bool_] | None) -> Any:
    """Return the values as an Arrow array, without `pa.array`, which would import pandas if it is installed."""
    known = None if missing is None else pa.py_buffer(np.packbits(~missing, bitorder="little"))
    kind = pa.from_numpy_dtype(values.dtype)
    return pa.Array.from_buffers(kind, len(values), [known, pa.py_buffer(np.ascontiguousarray(values))])


def _text_array(texts: Sequence[str]) -> Any:
    content = [text.encode() for text in texts]
    ends = np.cumsum([0, *map(len, content)], dtype=np.int32)
    return pa.Array.from_buffers(pa.string(), len(texts), [None, pa.py_buffer(ends), pa.py_buffer(b"".join(content))])


def _type_name(kind: Any) -> str:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if pa.types.is_integer(kind) and kind != pa.uint64():
        return "BIGINT"
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return "VARCHAR"
    return str(kind).upper()
