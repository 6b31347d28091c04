"""Names and other short text that people type: checked and cleaned where they come in."""

from __future__ import annotations

import unicodedata

from openssi.errors import RequestDenied

__all__ = ["LONGEST_NAME", "clean_name", "one_line"]

LONGEST_NAME = 200
_CONTROLS = frozenset({"Cc", "Cs"})  # controls, NUL among them, and halves of characters


def one_line(text: str) -> str:
    """Return text on one line: every run of whitespace and control characters becomes one space."""
    return " ".join("".join(" " if unicodedata.category(char) in _CONTROLS else char for char in text).split())


def clean_name(name: str) -> str:
    """Return a name as it is stored, with single spaces.

    Raises:
        RequestDenied: it is empty, too long or has characters that can't be seen.
    """
    cleaned = " ".join(name.split())
    if not 0 < len(cleaned) <= LONGEST_NAME or not cleaned.isprintable():
        raise RequestDenied(
            "account-login",
            f"Names must be 1–{LONGEST_NAME} printable characters.",
            unchanged="Nothing was changed.",
        )
    return cleaned
