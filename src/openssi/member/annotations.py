"""Read what a member wrote down: notes on days, and LinkedIn's own number."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from openssi.activity.annotations import Annotations

__all__ = ["read_annotations"]


def read_annotations(notes: str | PathLike[str] | None, official: str | PathLike[str] | None) -> Annotations:
    """Return the annotations of a notes file and a file of LinkedIn's numbers; either may be None.

    Raises:
        InputError: a file cannot be read.
    """
    from openssi.member.official_file import read_official
    from openssi.sources.notes import read_notes

    read, left_out = read_notes(Path(notes)) if notes is not None else ((), ())
    return Annotations(read, left_out, read_official(Path(official)) if official is not None else ())
