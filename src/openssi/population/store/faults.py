"""Count rows of arrays that break the layout, and refuse them all at once with an example of each fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from openssi.population.arrays.parquet import Ints
from openssi.population.invalid_rows import invalid_rows_error

__all__ = ["Faults", "count_faults", "merge_faults", "refuse_faults"]

#: What is wrong, with the number of rows and the lowest member ID among them.
Faults = dict[str, tuple[int, Any]]


def count_faults(faults: Mapping[str, NDArray[np.bool_]], members: Ints) -> Faults:
    """Count the rows with each fault."""
    return {
        about: (int(np.count_nonzero(rows)), int(members[rows].min())) for about, rows in faults.items() if rows.any()
    }


def merge_faults(parts: Iterable[Faults]) -> Faults:
    """Add up the faults of several files."""
    merged: Faults = {}
    for faults in parts:
        for about, (rows, example) in faults.items():
            before, least = merged.get(about, (0, example))
            merged[about] = (before + rows, min(least, example))
    return merged


def refuse_faults(faults: Faults) -> None:
    """Raise if there are any.

    Raises:
        InputError: rows are invalid; each fault is listed.
    """
    if faults:
        raise invalid_rows_error(faults)
