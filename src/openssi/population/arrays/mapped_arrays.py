"""Store arrays in files that tasks map into memory."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from openssi.population.arrays.parquet import UNFINISHED, Ints

__all__ = ["map_array", "save_array", "save_blocks"]


def save_array(path: Path, values: NDArray[Any]) -> None:
    """Write an array; the file appears under its name when it is complete, so that a task can be tried twice."""
    save_blocks(path, values.shape, values.dtype, [values])


def save_blocks(path: Path, shape: tuple[int, ...], kind: np.dtype[Any], blocks: Iterable[NDArray[Any]]) -> None:
    """Write an array as `save_array` does, from consecutive rows of it."""
    attempt = path.with_name(f"{path.name}.{secrets.token_hex(4)}{UNFINISHED}")
    header = {"descr": np.lib.format.dtype_to_descr(kind), "fortran_order": False, "shape": shape}
    with attempt.open("wb") as file:  # not `np.save`, which doesn't say that the disk is full
        np.lib.format.write_array_header_1_0(file, header)
        for block in blocks:
            file.write(np.ascontiguousarray(block, kind).data)
    attempt.replace(path)


def map_array(path: Path) -> Ints:
    """Return the array in a file, mapped into memory."""
    return np.load(path, mmap_mode="r")
