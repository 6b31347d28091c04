"""Normalize texts and times before records are compared or hashed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

__all__ = ["map_distinct", "minutes", "normalize_whitespace"]

T = TypeVar("T")


def map_distinct(function: Callable[[str], T], texts: Sequence[str]) -> Iterable[T]:
    """Apply the function to each text, once for each distinct one."""
    return map({text: function(text) for text in set(texts)}.__getitem__, texts)


def minutes(moments: Iterable[int]) -> list[int]:
    """Return minutes since 1970 of moments in seconds: a spreadsheet drops seconds."""
    return [moment // 60 for moment in moments]


def normalize_whitespace(text: str) -> str:
    """Return the words of a text, whatever its white space, line ends and Unicode form."""
    words = " ".join(text.split())
    return words if words.isascii() else unicodedata.normalize("NFC", words)
