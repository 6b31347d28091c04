"""Run Python tasks on Spark's workers, one per partition: no shuffle, and only small results go to the driver."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from openssi.errors import OpenSSIError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["run_tasks"]

Item = TypeVar("Item")
Result = TypeVar("Result")


def run_tasks(session: SparkSession, task: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """Run a task for each item; return the results in the order of the items.

    Raises:
        OpenSSIError: whatever a task raised.
    """
    context = cast("Any", session.sparkContext)  # PySpark leaves its types open
    # Not mapInArrow: it needs pandas, and results would have to be pickled here.
    results: list[Any] = context.parallelize(items, len(items)).map(partial(_attempt, task)).collect()
    for result in results:
        if isinstance(result, _Raised):
            raise result.error
    return results


class _Raised:
    """An error that a task raised on purpose; others make Spark try again."""

    def __init__(self, error: OpenSSIError) -> None:
        self.error = error

    def __reduce__(self) -> tuple[Any, ...]:
        error = self.error  # an exception is pickled without what it needs
        return _restored, (type(error), error.code, error.message, error.unchanged, error.hint)


def _restored(kind: type[OpenSSIError], code: str, message: str, unchanged: str, hint: str) -> _Raised:
    return _Raised(kind(code, message, unchanged=unchanged, hint=hint))


def _attempt(task: Callable[[Item], Result], item: Item) -> Result | _Raised:
    try:
        return task(item)
    except OpenSSIError as error:
        return _Raised(error)
