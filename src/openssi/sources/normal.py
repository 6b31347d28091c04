"""What a record means, whatever wrote its cells: the parts that identities are made of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

__all__ = ["minutes", "normal_words"]


def minutes(moments: Iterable[int]) -> Iterator[int]:
    """Return minutes since 1970 of moments in seconds: a spreadsheet drops seconds."""
    return (moment // 60 for moment in moments)


def normal_words(text: str) -> str:
    """Return the words of a text, whatever its white space, line ends and Unicode form."""
    words = " ".join(text.split())
    return words if words.isascii() else unicodedata.normalize("NFC", words)
