"""Store arrays in files that tasks map into memory."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from openssi.population.arrays.parquet import UNFINISHED, Ints

__all__ = ["map_array", "save_array"]


def save_array(path: Path, values: NDArray[Any]) -> None:
    """Write an array; the file appears under its name when it is complete, so that a task can be tried twice."""
    attempt = path.with_name(f"{path.name}.{secrets.token_hex(4)}{UNFINISHED}")
    content = np.ascontiguousarray(values)
    with attempt.open("wb") as file:  # not `np.save`, which doesn't say that the disk is full
        np.lib.format.write_array_header_1_0(file, np.lib.format.header_data_from_array_1_0(content))
        file.write(content.data)
    attempt.replace(path)


def map_array(path: Path) -> Ints:
    """Return the array in a file, mapped into memory."""
    return np.load(path, mmap_mode="r")
