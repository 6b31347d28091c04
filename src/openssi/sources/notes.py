"""Read a member's own notes: one per line, the day first (`2026-03-02 new role`)."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from openssi.activity.annotations import Note
from openssi.activity.calendar import to_day
from openssi.errors import InputError

__all__ = ["parse_notes", "read_notes"]

_LARGEST_FILE = 1_000_000
_LONGEST_NOTE = 200
_LINE = re.compile(r"(\d{4}-\d\d-\d\d)[\s:,]+(\S.*)", re.ASCII)


def read_notes(path: Path) -> tuple[tuple[Note, ...], tuple[tuple[int, str], ...]]:
    """Return the notes by day, and each line that isn't a note as `(line, reason)`. Empty lines and `# …` are skipped.

    Raises:
        InputError: the file cannot be read, or no line is a note.
    """
    notes, left_out = parse_notes(_text(path))
    if left_out and not notes:
        number, reason = left_out[0]
        raise InputError(
            "notes-file",
            f"{path.name} has no notes in it. Line {number}: {reason}.",
            unchanged="Nothing was read from it.",
            hint="Write one note per line, the day first: 2026-03-02 new role.",
        )
    return notes, left_out


def parse_notes(text: str) -> tuple[tuple[Note, ...], tuple[tuple[int, str], ...]]:
    """Return the notes of a text by day, and each line that isn't a note as `(line, reason)`."""
    notes: list[Note] = []
    left_out: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            try:
                notes.append(_note(line.strip()))
            except ValueError as error:
                left_out.append((number, str(error)))
    return tuple(sorted(notes)), tuple(left_out)


def _text(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise InputError("notes-file", f"{path} can't be read: {error.strerror or error}.") from error
    except ValueError as error:
        raise InputError(
            "notes-file", f"{path.name} isn't a text file in UTF-8.", hint="Save it as plain text."
        ) from error
    if len(text) > _LARGEST_FILE:
        raise InputError("notes-file", f"{path.name} is larger than 1 MB, the limit for a file of notes.")
    return text


def _note(line: str) -> Note:
    match = _LINE.fullmatch(line)
    if not match:
        raise ValueError("it must begin with a day and a word, like 2026-03-02 new role")
    try:
        day = to_day(date.fromisoformat(match[1]))
    except ValueError:
        raise ValueError(f"there is no day {match[1]}") from None
    if len(match[2]) > _LONGEST_NOTE:
        raise ValueError(f"the note is longer than {_LONGEST_NOTE} characters")
    return Note(day, match[2])
