"""Results as tables of other libraries: dates as dates, points as points.

A library is imported only when it is asked for.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from openssi.activity.calendar import to_date
from openssi.errors import UsageError, install_hint
from openssi.model import MICRO

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Tabular", "day_column", "points_column"]


class Tabular:
    """A result with rows: one a day, a signal, a reason or a line of a plan."""

    __slots__ = ()

    @abstractmethod
    def columns(self) -> Mapping[str, Sequence[object]]:
        """Return the columns of the table by name."""

    def to_arrow(self) -> Any:
        """Return the rows as a `pyarrow.Table`.

        Raises:
            UsageError: pyarrow isn't installed.
        """
        return _library("pyarrow").table(dict(self.columns()))

    def to_polars(self) -> Any:
        """Return the rows as a `polars.DataFrame`.

        Raises:
            UsageError: polars isn't installed.
        """
        return _library("polars").DataFrame(dict(self.columns()))

    def to_pandas(self) -> Any:
        """Return the rows as a `pandas.DataFrame`; days are of type datetime64.

        Raises:
            UsageError: pandas isn't installed.
        """
        pandas = _library("pandas")
        frame = pandas.DataFrame(dict(self.columns()))
        for name in frame.columns:
            if name in {"day", "first", "last"}:
                frame[name] = pandas.to_datetime(frame[name])
        return frame


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise UsageError("tables-missing", f"{name} isn't installed.", hint=install_hint("tables")) from error


def day_column(days: Sequence[int | None]) -> list[date | None]:
    """Return day numbers as dates."""
    return [None if day is None else to_date(day) for day in days]


def points_column(micro: Sequence[int | None]) -> list[float | None]:
    """Return micro-points as points."""
    return [None if value is None else value / MICRO for value in micro]
