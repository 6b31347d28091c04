"""The error for tables with invalid rows, of the array path and of the SQL path."""

from __future__ import annotations

from collections.abc import Mapping

from openssi.errors import InputError

__all__ = ["invalid_rows_error"]


def invalid_rows_error(faults: Mapping[str, tuple[object, object]]) -> InputError:
    """Return the error for tables with invalid rows."""
    listed = "; ".join(
        f"{about}: {rows} {'row' if rows == 1 else 'rows'}, for example {example}"
        for about, (rows, example) in faults.items()
    )
    return InputError(
        "population-rows", f"The tables contain invalid rows. {listed}.", unchanged="Nothing was written."
    )
