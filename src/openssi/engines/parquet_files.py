"""Find the Parquet files of a table."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["parquet_files"]

_NUMBERED = re.compile(r"(\D*)(\d*)", re.ASCII)


def parquet_files(location: str) -> list[Path]:
    """Return the files of a table, `part-2` before `part-10`; hidden and unfinished files are skipped."""
    for path in (Path(f"{location}.parquet").resolve(), Path(location).resolve()):
        if path.is_file():
            return [path]
        files = [
            file
            for file in path.rglob("*.parquet")
            if file.is_file() and not any(part[0] in "._" for part in file.relative_to(path).parts)
        ]
        if files:
            return sorted(files, key=_natural_key)
    return []


def _natural_key(file: Path) -> tuple[list[tuple[str, int]], str]:
    """Return a sort key that compares numbers as numbers, so that a table written in order is read in order."""
    return [(text, int(number or 0)) for text, number in _NUMBERED.findall(str(file))], str(file)
