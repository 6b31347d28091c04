"""What a name, and any other text that a member types, may be: checked or cleaned once, at the way in."""

from __future__ import annotations

import unicodedata

from openssi.errors import RequestDenied

__all__ = ["LONGEST_NAME", "clean_name", "one_line"]

LONGEST_NAME = 200
_CONTROLS = frozenset({"Cc", "Cs"})  # controls, NUL among them, and halves of characters


def one_line(text: str) -> str:
    """Text on one line: runs of spaces, ends of lines and control characters, which no database has to take, become one space."""
    return " ".join("".join(" " if unicodedata.category(char) in _CONTROLS else char for char in text).split())


def clean_name(name: str) -> str:
    """A name as it is held.

    Raises:
        RequestDenied: it is empty or too long.
    """
    held = " ".join(name.split())
    if not 0 < len(held) <= LONGEST_NAME or not held.isprintable():
        raise RequestDenied(
            "account-login",
            f"A name has 1 to {LONGEST_NAME} characters, all of them to be seen.",
            unchanged="Nothing was changed.",
        )
    return held
