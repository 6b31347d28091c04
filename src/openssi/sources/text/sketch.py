"""Sketch a text by a few hashes of its words, to find near copies without storing what it says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, takewhile
from unicodedata import normalize
from zlib import crc32

from openssi.sources.text._fold import fold_scripts, unmask
from openssi.sources.text._names import without_names
from openssi.sources.text._scripts import has_unspaced_run

__all__ = ["NO_SKETCH", "Sketch", "are_near_copies", "clear_sketches", "repeats", "sketch", "wording"]

#: The smallest hashes of the different words of a text, in order; empty if unknown.
Sketch = tuple[int, ...]
#: What is known of a text that was not read: no words and no sentences.
NO_SKETCH: tuple[Sketch, Sketch] = (), ()

_SIZE = 16
_READ_AT_MOST = 3000  # characters
_FEW = 4  # below so many different words, only equal texts are copies, and a sentence may be anybody's
_MOST_SENTENCES = 32  # a long post has as many, and each could be a comment
_MOST_COMPARED = 50  # newest earlier texts with a rare word in common; a copy shares several, and some are rare

_words = re.compile(r"[^\W\d_]{3,}").findall  # figures are left out: a copy with another date is a copy
_ascii_words = re.compile("[a-z]{3,}").findall  # the same for a folded text of these letters, in half the time
_ends = re.compile(r"[.!?\u2026\u3002\uff01\uff1f\u061f\u0964\n]+").split
_has_letter = re.compile(r"[^\W\d_]").search
_PUNCTUATION = dict.fromkeys(
    map(ord, ',.!?:;()"\u2026\u060c\u061b\u061f\u0964\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f'), " "
)
_has_figure = re.compile(r"\d").search
_SHORT, _LONG = 6, 16  # different words of a message: all of it counts, and its names don't
_WITHOUT_WORDS = 1  # the wording of a message without words; 0 is one that isn't known
_UNSPACED_WORD = 3  # letters of a script without spaces that count as a word


def sketch(text: str) -> tuple[Sketch, Sketch]:
    """Return the sketch of a text, and a hash of each of its sentences of four different words or more.

    The sketch is of its words of three letters or more, folded, whatever alphabet their letters are taken from; of the
    whole text if it has none. The hash of a sentence is
    of the four words with the smallest hashes: a sentence with another figure or name is most often recognized.
    """
    folded = unmask(fold_scripts(text[:_READ_AT_MOST]))
    parts = [sorted(map(_hash, _different_words(part))) for part in _ends(folded)]
    words = set(chain.from_iterable(parts))
    if not words:
        whole = " ".join(folded.split())
        return ((_hash(whole),) if whole else ()), ()
    sentences = [crc32(str(part[:_FEW]).encode()) for part in parts if len(part) >= _FEW]
    return tuple(sorted(words)[:_SIZE]), tuple(sentences[:_MOST_SENTENCES])


def wording(text: str) -> int:
    """Return a hash of the longest words of a message, and of words with a capital inside a sentence unless it is long.

    The name that it addresses and figures don't count: a message to somebody else is the same. Neither does any name in
    a long message. All without a letter, such as a sticker or "102", have the same wording.
    """
    unnamed = without_names(text[:_READ_AT_MOST])
    words = unmask(normalize("NFKC", unnamed)).translate(_PUNCTUATION).split()
    if not all(map(str.isalpha, words)):
        words = [word for word in words if word.isalpha() or _has_letter(word)]
        words = [word for word in words if word.isalpha() or not _has_figure(word)] or words
    if not words:
        return _WITHOUT_WORDS
    is_long = len(words) > _LONG
    if is_long:
        words = [*filter(str.islower, words)] or words
    plain = fold_scripts("\n".join(words))
    folded = (plain if plain.isascii() else unmask(plain)).split("\n")  # again: capitals have other look-alikes
    chosen = set(folded)
    if len(chosen) > _SHORT:
        names = () if is_long else [key for key, word in zip(folded[1:], words[1:], strict=False) if word[0].isupper()]
        chosen = {*_longest(chosen), *names}
    return crc32(" ".join(sorted(chosen)).encode("utf-8", "surrogatepass"))


def _longest(words: Collection[str]) -> list[str]:
    """Return the four longest words, of equally long ones the last by letter."""
    by_length = sorted(words, key=len, reverse=True)
    most = bisect_right(by_length, -len(by_length[_FEW - 1]), key=_negative_length)  # and all as long as the fourth
    return sorted(sorted(by_length[:most], reverse=True), key=len, reverse=True)[:_FEW]


def _negative_length(word: str) -> int:
    return -len(word)


def _different_words(folded: str) -> set[str]:
    if folded.isascii():
        return set(_ascii_words(folded))
    words = set(_words(folded))
    return set(chain.from_iterable(map(_pieces, words))) if has_unspaced_run(folded, _UNSPACED_WORD) else words


def _pieces(word: str) -> Iterator[str]:
    if not has_unspaced_run(word, _UNSPACED_WORD):
        yield word
    else:
        yield from (word[at : at + _UNSPACED_WORD] for at in range(len(word) - _UNSPACED_WORD + 1))


@lru_cache(maxsize=50_000)
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def clear_sketches() -> None:
    """Clear the cached words."""
    _hash.cache_clear()


def are_near_copies(one: Collection[int], other: Collection[int]) -> bool:
    """Return whether two texts share half of their words or more; short ones have to have the same."""
    return _are_near(frozenset(one), frozenset(other))


def _are_near(one: frozenset[int], other: frozenset[int]) -> bool:
    if len(one) < _FEW or len(other) < _FEW:
        return bool(one) and one == other
    return 3 * len(one & other) >= len(one) + len(other)


def repeats(sketches: Sequence[Sketch], sentences: Sequence[Sketch], days: Sequence[int], window: int) -> list[bool]:
    """Return for each text whether it repeats what was written in the last `window` days.

    It does if it is a near copy of an earlier text, or if most of its sentences have been written.

    Args:
        sketches: in order of time; empty where the text is not known.
        sentences: the hashes of the sentences of each text.
        days: when each text was written.
        window: in days.
    """
    words = list(map(frozenset, sketches))
    common = Counter(chain.from_iterable(sketches))
    by_rare_word: defaultdict[int, list[int]] = defaultdict(list)
    written: dict[int, int] = {}  # the last day of a sentence
    found: list[bool] = []
    for at, own in enumerate(sketches):
        expired = days[at] - window
        earlier = [by_rare_word[word] for word in _rarest(own, common.__getitem__)]
        recent = takewhile(lambda one, expired=expired: days[one] > expired, _newest_first(earlier))
        found.append(
            any(_are_near(words[at], words[one]) for one in recent) or _are_known(sentences[at], written, expired)
        )
        written.update(dict.fromkeys(sentences[at], days[at]))
        for texts in earlier:
            texts.append(at)
    return found


def _are_known(sentences: Sketch, written: Mapping[int, int], expired: int) -> bool:
    return 2 * sum(written.get(one, expired) > expired for one in sentences) > len(sentences)


def _newest_first(lists: Iterable[list[int]]) -> Iterator[int]:
    """Yield the last texts of lists that are in order of time."""
    filled = [texts for texts in lists if texts]
    if filled:
        newest = max([texts[-1] for texts in filled])
        yield newest  # most often the only one that is looked at
        others = set[int]().union(*[texts[-_MOST_COMPARED:] for texts in filled])
        yield from sorted(others - {newest}, reverse=True)


def _rarest(own: Sketch, how_common: Callable[[int], int]) -> Sequence[int]:
    """Return the rarest words of a text, of which any near copy has to have one."""
    return sorted(sorted(own), key=how_common)[: len(own) // 2 + 1]
