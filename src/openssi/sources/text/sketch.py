"""Sketch a text by a few hashes of its words, to find near copies without storing what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
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
# Scripts written without spaces: every three letters count as a word.
_unspaced = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{3,}")


def sketch(text: str) -> Sketch:
    """Return the sketch of a text: of its words of three letters or more, folded; of the whole text if it has none."""
    folded = fold_scripts(text[:_READ_AT_MOST])
    words = set(chain.from_iterable(map(_pieces, _words(folded))))
    if not words:
        whole = " ".join(folded.split())
        return (_hash(whole),) if whole else ()
    return tuple(sorted(map(_hash, words))[:_SIZE])


def _pieces(word: str) -> Iterator[str]:
    if word.isascii() or not _unspaced.search(word):
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
    """Number the texts so that a text and its copies have the same number; None for a text without a sketch.

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
    by_rare_word: dict[int, list[int]] = {}
    for at, own in enumerate(sketches):
        rare = _rarest(own, common.__getitem__)
        nearby = {one for word in rare for one in by_rare_word.get(word, ())[-_MOST_COMPARED:]} - copied
        original = next(
            (
                one
                for one in sorted(nearby, reverse=True)
                if days[one] > days[at] - window and _are_near(words[at], words[one])
            ),
            None,
        )
        numbers.append((at if original is None else numbers[original]) if own else None)
        if original is not None:
            copied.add(original)
        for word in rare:
            by_rare_word.setdefault(word, []).append(at)
    return numbers


def _rarest(own: Sketch, how_common: Callable[[int], int]) -> Sketch:
    """Return the rarest words of a text, of which any near copy has to have one."""
    ordered = sorted(own, key=lambda word: (how_common(word), word))
    return tuple(ordered[: len(own) // 2 + 1])
