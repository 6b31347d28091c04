"""Reads what a member wrote down beside the data: notes on days, and LinkedIn's own number."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from openssi.activity.marks import Marks

__all__ = ["read_marks"]


def read_marks(notes: str | PathLike[str] | None, official: str | PathLike[str] | None) -> Marks:
    """The marks of two files; None is no file.

    Raises:
        InputFault: a file cannot be read.
    """
    from openssi.sources.notes import read_notes
    from openssi.store.official import read_official

    noted, left_out = read_notes(Path(notes)) if notes is not None else ((), ())
    return Marks(noted, left_out, read_official(Path(official)) if official is not None else ())
