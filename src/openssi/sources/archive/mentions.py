"""Whether a text that somebody wrote names a person: by the words of a name or of a profile's address, whole and in their order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import unquote

from openssi.sources.archive.addresses import forget, is_profile, profile_key

__all__ = ["mention_of"]

_GAP = r"[\W_]+"  # a file's name has _ and - where a note has spaces


def mention_of(person: str) -> Callable[[str], bool]:
    """Tells of a text whether it has this name, or this address of a profile, in it; of no text if no word is given."""
    words = re.findall(r"[^\W_]+", _folded(profile_key(person) if is_profile(person) else person))
    forget()
    if not words:
        return lambda _: False
    found = re.compile(_edge(words[0][0], before=True) + _GAP.join(words) + _edge(words[-1][-1], before=False))
    return lambda text: found.search(_folded(text)) is not None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unquote(text)).casefold()


def _edge(letter: str, *, before: bool) -> str:
    """Where a name may begin or end. Letters without case (Chinese, Thai, Arabic …) stand beside others without a space."""
    if unicodedata.category(letter) == "Lo":
        return ""
    return r"(?<![^\W_])" if before else r"(?![^\W_])"
