"""Find the rank that a job title names, with a lexicon in seven languages.

A title is split at "|", and each part is cut at " at " or "@", since a company follows. The first part that names a
rank decides. Within a part the highest rank wins ("Founder & CEO" is an owner), without ranks that are past, hoped for
or another person's ("Former CEO", "Assistant to the CEO").
"""

import re
from enum import Enum, IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from openssi.sources.text import _ranks
from openssi.sources.text._fold import fold, folded_spellings, folded_words

__all__ = ["Level", "is_decision_maker", "is_senior", "seniority"]


class Level(IntEnum):
    """LinkedIn's ten levels of seniority, lowest first, and unknown below them."""

    UNKNOWN = 0
    UNPAID = 1
    TRAINING = 2
    ENTRY = 3
    SENIOR = 4
    MANAGER = 5
    DIRECTOR = 6
    VP = 7
    CXO = 8
    PARTNER = 9
    OWNER = 10


_DIRECTOR, _VP = Level.DIRECTOR, Level.VP  # looking up an enum member takes longer than everything else


class _Role(Enum):
    """How a term that names no rank itself affects the ranks around it."""

    ASSISTS = "the ranks after it, and one right before it, are another person's"
    SERVES = "the ranks after it are another person's"
    NOT_NOW = "the ranks after it are not held today"
    RETIRED = "no rank of the part is held today"


_Meaning = Level | _Role


class _Match(NamedTuple):
    start: int
    end: int
    meaning: _Meaning


_READ_AT_MOST = 300  # characters; LinkedIn allows 100 for a title and 220 for a headline
_SHORTEST_COMPOUND = 8  # letters
_FARTHEST_OFFICER = 6  # words from "Chief" to its "Officer"

_part_list = re.compile(r"\s*[|\u2022\u2016\n]\s*|\s\u00b7\s|\s//\s").split
_company_after = re.compile(r"\s(?:at|bei|beim|chez|presso|bij)\s|\s?@").split
_chunk_list = re.compile(r"[,;()\u2013\u2014]|\s-\s").split
_word_list = re.compile(r"\w+|[&+]").findall
_letter = re.compile(r"[^\W\d_]").search

_JOINTS = frozenset(("&", "+", "and", "und", "et", "y", "e", "en"))
# "Assistant Director" is a director, "Assistenz Geschäftsführung" is not: only these can be adjectives.
_ASSISTANT_ADJECTIVES = frozenset(("assistant", "adjunct"))
# What may stand between a rank and the assistant: "CEO's Executive Assistant".
_ASSISTANT_KINDS = frozenset(("s", "executive", "personal", "administrative"))


def _terms_of(block: str) -> list[str]:
    return [term for line in block.split("\n") for term in line.split(",") if term.strip()]


# Built for the first title, not at import: commands without connections do not need it.
@cache
def _lexicon() -> dict[tuple[str, ...], _Meaning]:
    blocks: list[tuple[str, _Meaning]] = [(block, Level[name]) for name, block in _ranks.RANKS]
    blocks += [
        (_ranks.ASSISTANTS, _Role.ASSISTS),
        (_ranks.SERVES, _Role.SERVES),
        (_ranks.NOT_NOW, _Role.NOT_NOW),
        (_ranks.NO_RANK, _Role.NOT_NOW),
        (_ranks.RETIRED, _Role.RETIRED),
    ]
    lexicon: dict[tuple[str, ...], _Meaning] = {}
    for block, meaning in blocks:
        for spelling in folded_spellings(block):
            for term in _terms_of(spelling):
                lexicon.setdefault(tuple(term.split()), meaning)
    return lexicon


@cache
def _lengths() -> dict[str, list[int]]:
    """Return, for each word that begins a term, the lengths of these terms in words, the longest first."""
    lengths: dict[str, set[int]] = {}
    for term in _lexicon():
        lengths.setdefault(term[0], set()).add(len(term))
    return {word: sorted(found, reverse=True) for word, found in lengths.items()}


@cache
def _whole_titles() -> dict[str, Level]:
    return {fold(term).strip(): Level[name] for name, block in _ranks.WHOLE_TITLES for term in _terms_of(block)}


_ENDINGS = tuple((tuple(folded_words(endings)), Level[name]) for name, endings in _ranks.COMPOUNDS)
_ANY_ENDING = tuple(ending for endings, _ in _ENDINGS for ending in endings)
_SLOGANS = tuple(fold(term).strip() + " " for term in _terms_of(_ranks.SLOGANS))
_BLANKS = frozenset(term.strip() for term in _terms_of(_ranks.BLANKS))


@lru_cache(maxsize=16_384)
def seniority(title: str) -> Level:
    """Return the level that a job title names; UNKNOWN if it names none ("Retired", a slogan, blank)."""
    entry_possible = True
    for part in _part_list(fold(title[:_READ_AT_MOST])):
        level = _level_of_part(part)
        if level:
            return level
        if level is Level.UNKNOWN:
            # After "Former CEO |" only a rank shows today's job: "Acme" may be the former employer.
            entry_possible = False
        elif entry_possible and not _is_blank(part):
            return Level.ENTRY
    return Level.UNKNOWN


def is_decision_maker(title: str) -> bool:
    """Return whether a title names a director or above."""
    return seniority(title) >= _DIRECTOR


def is_senior(title: str) -> bool:
    """Return whether a title names a vice president or above."""
    return seniority(title) >= _VP


def _is_blank(part: str) -> bool:
    """Return whether a part without a rank word is not a title: no letters, "n/a", a slogan."""
    words = " ".join(_word_list(part))
    return not _letter(words) or words in _BLANKS or f"{words} ".startswith(_SLOGANS)


def _level_of_part(part: str) -> Level | None:
    """Return the level that a part names, UNKNOWN where one is taken back, None where no word of rank is in it."""
    before_company = next((piece for piece in _company_after(part) if _letter(piece)), part)
    whole = _whole_titles().get(before_company.strip())
    levels: list[Level] = [] if whole is None else [whole]
    taken_back = False
    for number, chunk in enumerate(_chunk_list(before_company)):
        words = _word_list(chunk)
        matches = _matches(words)
        if not matches:
            continue
        meanings = {match.meaning for match in matches}
        if _Role.RETIRED in meanings:
            return Level.UNKNOWN
        if _Role.NOT_NOW in meanings and number == 0 and matches[0].start == 0:
            taken_back = matches[0].meaning is _Role.NOT_NOW or taken_back
        levels += _levels_held(words, matches)
    if levels:
        return _highest(levels)
    return Level.UNKNOWN if taken_back else None


def _matches(words: list[str]) -> list[_Match]:
    """Return the terms of the lexicon found in a row of words, the longest first at each place, none overlapping."""
    found: list[_Match] = []
    place = 0
    while place < len(words):
        match = _match_at(words, place)
        if match is None:
            place += 1
        else:
            found.append(match)
            place = match.end
    return found


def _match_at(words: list[str], place: int) -> _Match | None:
    word = words[place]
    if word == "chief" and "officer" in words[place : place + _FARTHEST_OFFICER]:
        return _Match(place, words.index("officer", place) + 1, Level.CXO)
    for length in _lengths().get(word, ()):
        meaning = _lexicon().get(tuple(words[place : place + length]))
        if meaning is not None:
            return _Match(place, place + length, meaning)
    if len(word) >= _SHORTEST_COMPOUND and word.endswith(_ANY_ENDING):
        level = next(level for endings, level in _ENDINGS if word.endswith(endings))
        return _Match(place, place + 1, level)
    return None


def _levels_held(words: list[str], matches: list[_Match]) -> list[Level]:
    """Return the levels among `matches` that the holder of the title holds today."""
    held: list[_Match] = []
    levels: list[Level] = []
    for number, match in enumerate(matches):
        meaning = match.meaning
        if isinstance(meaning, Level):
            # "Praktikant Geschäftsführung" is a trainee, "Student & Founder" is both.
            if not (Level.TRAINING in levels and _JOINTS.isdisjoint(words[held[-1].end : match.start])):
                held.append(match)
                levels.append(meaning)
        elif meaning is _Role.ASSISTS and _is_adjective(words, matches, number):
            continue
        else:
            if meaning is _Role.ASSISTS:
                _drop_if_adjacent(words, held, levels, match.start)
            if meaning is not _Role.NOT_NOW:
                levels.append(Level.ENTRY)
            break
    return levels


def _is_adjective(words: list[str], matches: list[_Match], number: int) -> bool:
    """Return whether the assistant of `matches[number]` is an adjective right before a rank."""
    match = matches[number]
    if words[match.start] not in _ASSISTANT_ADJECTIVES or number + 1 == len(matches):
        return False
    following = matches[number + 1]
    return following.start == match.end and isinstance(following.meaning, Level)


def _drop_if_adjacent(words: list[str], held: list[_Match], levels: list[Level], place: int) -> None:
    """Drop the last rank if only the kind of assistant is between it and the assistant at index `place`."""
    if held and levels[-1] > Level.SENIOR and _ASSISTANT_KINDS.issuperset(words[held[-1].end : place]):
        held.pop()
        levels.pop()


def _highest(levels: list[Level]) -> Level:
    top = max(levels)
    # A trainee manager is a trainee, and a volunteer with an ordinary function a volunteer; a founder who is a student
    # is a founder.
    if Level.TRAINING in levels and top <= Level.MANAGER:
        return Level.TRAINING
    if Level.UNPAID in levels and top <= Level.SENIOR:
        return Level.UNPAID
    return top
