"""One benchmark file a quarter: two counts in quick succession would show a person who was added between them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from openssi.errors import StoreError
from openssi.files.atomic_file import write_atomically
from openssi.files.user_folders import data_folder
from openssi.population.benchmark_file import BenchmarkFile, read_benchmark_file

__all__ = ["quarter_of", "release_once", "release_once_for_people", "released_path"]


def quarter_of(now: int) -> str:
    """Return the quarter of a moment (seconds since 1970-01-01 UTC), such as "2026-Q4"."""
    day = datetime.fromtimestamp(now, UTC)
    return f"{day.year}-Q{(day.month + 2) // 3}"


def released_path(scores: Path, quarter: str) -> Path:
    """Return where the file of a quarter is stored: next to the folder of scores, which a new scoring replaces."""
    folder = scores.resolve()
    return folder.with_name(f"{folder.name}.benchmark-{quarter}.json")


def release_once(path: Path, make: Callable[[], BenchmarkFile]) -> BenchmarkFile:
    """Return the file that was released before; the first call makes and stores it.

    Raises:
        StoreError: the file can't be stored.
        InputError: the stored file can't be read.
    """
    if not path.exists():
        _store(path, make())
    return read_benchmark_file(path)


def release_once_for_people(
    path: Path, digest: Callable[[], str], make: Callable[[], BenchmarkFile]
) -> tuple[BenchmarkFile, bool]:
    """Return the file that was released before, at a path or for the same people, and whether there was one.

    A copy of the folder, or its new name, must not give a second file: losses add up. So this user's data folder has
    each file by the people that it is about.

    Args:
        path: next to the folder of scores.
        digest: returns what identifies the people.
        make: makes the file.

    Raises:
        StoreError: the file can't be stored.
        InputError: the stored file can't be read.
        UsageError: the user has no home folder.
    """
    of_people = data_folder() / "benchmarks" / f"{path.stem.rpartition('.benchmark-')[2]}-{digest()}.json"
    stored = next((one for one in (path, of_people) if one.exists()), None)
    file = make() if stored is None else read_benchmark_file(stored)
    for one in (of_people, path):
        if not one.exists():
            _store(one, file)
    return file, stored is not None


def _store(path: Path, file: BenchmarkFile) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, file.to_json())
    except OSError as error:
        raise StoreError(
            "benchmark-unwritable",
            f"The benchmark file can't be stored as {path}: {error.strerror or error}.",
            unchanged="Nothing was released.",
            hint="Check the space and rights of that folder.",
        ) from error
