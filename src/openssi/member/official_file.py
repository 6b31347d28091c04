"""The JSON file with LinkedIn's own numbers of one member, locked and written atomically."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import cast

from openssi.activity.annotations import LinkedInScore
from openssi.activity.calendar import iso, to_day
from openssi.errors import InputError
from openssi.files.atomic_file import write_atomically

__all__ = ["change_official", "read_official"]

_MAX_CHARACTERS = 10_000_000
_NAMES = tuple(field.name for field in fields(LinkedInScore))
_REQUIRED = _NAMES[1:5]  # the four pillars; ranks and averages may be unknown


def read_official(path: Path) -> tuple[LinkedInScore, ...]:
    """Return the numbers, by day; none if the file does not exist yet.

    Raises:
        InputError: the file cannot be read, or was not written by `change_official`.
    """
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(_MAX_CHARACTERS + 1)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise _unreadable(path, getattr(error, "strerror", None) or "it isn't text") from error
    try:
        rows = cast("dict[str, list[dict[str, object]]]", json.loads(text[:_MAX_CHARACTERS]))["official"]
        return tuple(sorted(map(_number, rows), key=lambda number: number.day))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _unreadable(path, "it wasn't written by ssi official") from error


def change_official(path: Path, change: Callable[[tuple[LinkedInScore, ...]], tuple[LinkedInScore, ...]]) -> None:
    """Replace the numbers by what `change` returns. Two processes take turns.

    Raises:
        InputError: as `read_official`.
        OSError: the file cannot be written; it is unchanged.
    """
    from openssi.files.lock import wait_for_lock

    path.parent.mkdir(parents=True, exist_ok=True)
    with wait_for_lock(path.with_name(f".{path.name}.lock")):
        numbers = sorted(change(read_official(path)), key=lambda number: number.day)
        rows = [{**asdict(number), "day": iso(number.day)} for number in numbers]
        write_atomically(path, json.dumps({"official": rows}, indent=1) + "\n")


def _number(row: dict[str, object]) -> LinkedInScore:
    values = {name: row.get(name) for name in _NAMES[1:]}
    for name, value in values.items():
        if isinstance(value, bool) or (not isinstance(value, int) and (value is not None or name in _REQUIRED)):
            raise ValueError(name)
    return LinkedInScore(to_day(date.fromisoformat(str(row["day"]))), **cast("dict[str, int]", values))


def _unreadable(path: Path, why: str) -> InputError:
    return InputError(
        "official-file",
        f"Can't read {path}: {why}.",
        unchanged="The file is unchanged.",
        hint="Move it away, or choose another file.",
    )
