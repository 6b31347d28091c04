"""Search texts for a person: all words of a name or of a profile's address, complete and in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import unquote

from openssi.sources.links import clear_link_caches, is_profile, profile_key

__all__ = ["mention_of"]

_WORD = re.compile("[LN][LNM]*")  # initials of Unicode categories: vowels may be combining marks (Thai, Devanagari …)
#: How the Unicode names of letters begin that are written without spaces between words.
_DENSE = ("CJK", "IDEOGRAPHIC", "HANGUL")


def mention_of(person: str) -> Callable[[str], bool]:
    """Return a test whether a text contains this name or profile address; always false if `person` has no words."""
    name = _words(profile_key(person) if is_profile(person) else person)
    clear_link_caches()
    if not name.strip():
        return lambda _: False
    # A single letter alone would match inside half of all words.
    if sum(map(str.isalpha, name)) > 1:
        name = name[_is_dense(name[1]) : len(name) - _is_dense(name[-2])]
    return lambda text: name in _words(text)


def _words(text: str) -> str:
    """Return the words of a text with one space around each: a file name has _ and - where a note has spaces."""
    folded = unicodedata.normalize("NFKC", unquote(text)).casefold()
    kinds = "".join(unicodedata.category(char)[0] for char in folded)
    return f" {' '.join(folded[found.start() : found.end()] for found in _WORD.finditer(kinds))} "


def _is_dense(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_DENSE)
