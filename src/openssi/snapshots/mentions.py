"""Whether a text that somebody wrote names a person: by the words of a name or of a profile's address, whole and in their order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import unquote

from openssi.sources.links import clear_link_caches, is_profile, profile_key

__all__ = ["mention_of"]

_WORD = re.compile(
    "[LN][LNM]*"
)  # of the first letters of Unicode's categories: vowels may be marks (Thai, Devanagari …)
#: How the names of letters begin that are syllables and stand beside others without a space.
_DENSE = ("CJK", "IDEOGRAPHIC", "HANGUL")


def mention_of(person: str) -> Callable[[str], bool]:
    """Tells of a text whether it has this name, or this address of a profile, in it; of no text if no word is given."""
    name = _words(profile_key(person) if is_profile(person) else person)
    clear_link_caches()
    if not name.strip():
        return lambda _: False
    # Of one letter alone it cannot be told: it is in half of all words.
    if sum(map(str.isalpha, name)) > 1:
        name = name[_is_dense(name[1]) : len(name) - _is_dense(name[-2])]
    return lambda text: name in _words(text)


def _words(text: str) -> str:
    """The words of a text with one space around each, whatever stood there: a file's name has _ and - where a note has spaces."""
    folded = unicodedata.normalize("NFKC", unquote(text)).casefold()
    kinds = "".join(unicodedata.category(char)[0] for char in folded)
    return f" {' '.join(folded[found.start() : found.end()] for found in _WORD.finditer(kinds))} "


def _is_dense(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_DENSE)
