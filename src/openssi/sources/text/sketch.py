"""Sketch a text by a few hashes of its words, to find near copies without storing what it says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from zlib import crc32

from openssi.sources.text._fold import fold_scripts

__all__ = ["Sketch", "are_near_copies", "chains", "clear_sketches", "sketch"]

#: The smallest hashes of the different words of a text, in order; empty if unknown.
Sketch = tuple[int, ...]

_SIZE = 16
_READ_AT_MOST = 3000  # characters
_FEW = 4  # below so many different words, only equal texts are copies
_MOST_COMPARED = 50  # newest earlier texts with a rare word in common; a copy shares several, and some are rare

_words = re.compile(r"[^\W\d_]{3,}").findall  # figures are left out: a copy with another date is a copy
_ascii_words = re.compile("[a-z]{3,}").findall  # the same for a folded text of these letters, in half the time
# Scripts written without spaces: every three letters count as a word.
_unspaced = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{3,}")


def sketch(text: str) -> Sketch:
    """Return the sketch of a text: of its words of three letters or more, folded; of the whole text if it has none."""
    folded = fold_scripts(text[:_READ_AT_MOST])
    words = set(_ascii_words(folded) if folded.isascii() else _words(folded))
    if not folded.isascii() and _unspaced.search(folded):
        words = set(chain.from_iterable(map(_pieces, words)))
    if not words:
        whole = " ".join(folded.split())
        return (_hash(whole),) if whole else ()
    return tuple(sorted(map(_hash, words))[:_SIZE])


def _pieces(word: str) -> Iterator[str]:
    if not _unspaced.search(word):
        yield word
    else:
        yield from (word[at : at + 3] for at in range(len(word) - 2))


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


def chains(sketches: Sequence[Sketch], days: Sequence[int], window: int) -> list[int | None]:
    """Return a number for each text, the same for its copies; None for a text without a sketch.

    A text copies at most one earlier text of the last `window` days that nothing has copied yet, the newest of them.

    Args:
        sketches: in order of time.
        days: when each text was written.
        window: in days.
    """
    numbers: list[int | None] = []
    words = list(map(frozenset, sketches))
    common = Counter(chain.from_iterable(sketches))
    copied: set[int] = set()
    by_rare_word: defaultdict[int, list[int]] = defaultdict(list)
    for at, own in enumerate(sketches):
        earlier = [by_rare_word[word] for word in _rarest(own, common.__getitem__)]
        original = None
        for one in _newest_first(earlier):
            if days[one] <= days[at] - window:
                break
            if one not in copied and _are_near(words[at], words[one]):
                original = one
                copied.add(one)
                break
        numbers.append((at if original is None else numbers[original]) if own else None)
        for texts in earlier:
            texts.append(at)
    return numbers


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
