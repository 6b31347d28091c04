"""Find the ranks in a part of a job title with a lexicon: what both versions of the seniority reader share.

Within a part the highest rank wins ("Founder & CEO" is an owner), without ranks that are past, hoped for or another
person's ("Former CEO", "Assistant to the CEO").
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum, IntEnum
from typing import NamedTuple

__all__ = [
    "READ_AT_MOST",
    "Level",
    "Lexicon",
    "Meaning",
    "TermEffect",
    "has_letter",
    "is_blank",
    "lengths_of",
    "level_of_part",
    "level_of_parts",
    "lexicon_of",
    "part_list",
    "terms_of",
]


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


class TermEffect(Enum):
    """How a term that names no rank itself affects the ranks around it."""

    ASSISTS = "the ranks after it, and one right before it, are another person's"
    SERVES = "the ranks after it are another person's"
    NOT_NOW = "the ranks after it are not held today"
    RETIRED = "no rank of the part is held today"


Meaning = Level | TermEffect


class Lexicon(NamedTuple):
    """The words that a reader of titles knows.

    Attributes:
        terms: the meaning of a term, which is a row of words.
        lengths: for each word that begins a term, the lengths of these terms in words, the longest first.
        whole_titles: ranks that are named only by a whole title ("MD").
        endings: the ends of words that name a rank, in order of precedence, each group with its level.
        any_ending: all of these endings.
        slogans: how a headline begins that sells instead of naming a job, each with a blank at its end.
        blanks: what is not a title ("n/a").
        words: splits a text into words.
        company: splits a part of a title before the company.
        assistant_kinds: what may come between a rank and the assistant: "CEO's Executive Assistant".
        clubs: words in whose company a partner is a member ("Socio del Club"), and after which a rank is a prize ("CEO Club").
        pets: words that make what comes before them a private matter: "Owner of two dogs".
        possessive: whether a rank followed by 's is another person's: "President's Club Winner".
    """

    terms: Mapping[tuple[str, ...], Meaning]
    lengths: Mapping[str, Sequence[int]]
    whole_titles: Mapping[str, Level]
    endings: tuple[tuple[tuple[str, ...], Level], ...]
    any_ending: tuple[str, ...]
    slogans: tuple[str, ...]
    blanks: frozenset[str]
    words: Callable[[str], list[str]]
    company: Callable[[str], list[str]]
    assistant_kinds: frozenset[str]
    clubs: frozenset[str] = frozenset()
    pets: frozenset[str] = frozenset()
    possessive: bool = False


class _Match(NamedTuple):
    start: int
    end: int
    meaning: Meaning


READ_AT_MOST = 300  # characters; LinkedIn allows 100 for a title and 220 for a headline
_SHORTEST_COMPOUND = 8  # letters
_FARTHEST_OFFICER = 6  # words from "Chief" to its "Officer"

part_list = re.compile(r"\s*[|\u2022\u2016\n]\s*|\s\u00b7\s|\s//\s").split
_chunk_list = re.compile(r"[,;()\u2013\u2014]|\s-\s").split
has_letter = re.compile(r"[^\W\d_]").search

_JOINTS = frozenset(("&", "+", "and", "und", "et", "y", "e", "en"))
# "Assistant Director" is a director, "Assistenz Geschäftsführung" is not: only these can be adjectives.
_ASSISTANT_ADJECTIVES = frozenset(("assistant", "adjunct"))


def terms_of(block: str) -> list[str]:
    """Return the comma-separated terms of a block of text."""
    return [term for line in block.split("\n") for term in line.split(",") if term.strip()]


def lexicon_of(meanings: Iterable[tuple[str, Meaning]]) -> dict[tuple[str, ...], Meaning]:
    """Return the meaning of each term of folded blocks; the first meaning of a term counts."""
    terms: dict[tuple[str, ...], Meaning] = {}
    for block, meaning in meanings:
        for term in terms_of(block):
            terms.setdefault(tuple(term.split()), meaning)
    return terms


def lengths_of(terms: Iterable[tuple[str, ...]]) -> dict[str, list[int]]:
    """Return, for each word that begins a term, the lengths of these terms in words, the longest first."""
    lengths: dict[str, set[int]] = {}
    for term in terms:
        lengths.setdefault(term[0], set()).add(len(term))
    return {word: sorted(word_lengths, reverse=True) for word, word_lengths in lengths.items()}


def level_of_parts(parts: Iterable[str], lexicon: Lexicon) -> Level:
    """Return the level of the first part that names one."""
    entry_possible = True
    for part in parts:
        level = level_of_part(part, lexicon)
        if level:
            return level
        if level is Level.UNKNOWN:
            # After "Former CEO |" only a rank shows today's job: "Acme" may be the former employer.
            entry_possible = False
        elif entry_possible and not is_blank(part, lexicon):
            return Level.ENTRY
    return Level.UNKNOWN


def is_blank(part: str, lexicon: Lexicon) -> bool:
    """Return whether a part without a rank word is not a title: no letters, "n/a", a slogan."""
    words = " ".join(lexicon.words(part))
    return not has_letter(words) or words in lexicon.blanks or f"{words} ".startswith(lexicon.slogans)


def level_of_part(part: str, lexicon: Lexicon) -> Level | None:
    """Return the level that a part names, UNKNOWN where one is taken back, None where no word of rank is in it."""
    before_company = next((piece for piece in lexicon.company(part) if has_letter(piece)), part)
    whole = lexicon.whole_titles.get(before_company.strip())
    levels: list[Level] = [] if whole is None else [whole]
    taken_back = False
    for number, chunk in enumerate(_chunk_list(before_company)):
        words = lexicon.words(chunk)
        matches = _matches(words, lexicon)
        if not matches:
            continue
        meanings = {match.meaning for match in matches}
        if TermEffect.RETIRED in meanings:
            return Level.UNKNOWN
        if TermEffect.NOT_NOW in meanings and number == 0 and matches[0].start == 0:
            taken_back = matches[0].meaning is TermEffect.NOT_NOW or taken_back
        levels += _levels_held(words, matches, lexicon)
    if levels:
        return _highest(levels)
    return Level.UNKNOWN if taken_back else None


def _matches(words: list[str], lexicon: Lexicon) -> list[_Match]:
    """Return the terms of the lexicon found in a row of words, the longest first at each place, none overlapping."""
    matches: list[_Match] = []
    position = 0
    while position < len(words):
        match = _match_at(words, position, lexicon)
        if match is None:
            position += 1
        else:
            matches.append(match)
            position = match.end
    return matches


def _match_at(words: list[str], place: int, lexicon: Lexicon) -> _Match | None:
    word = words[place]
    if word == "chief" and "officer" in words[place : place + _FARTHEST_OFFICER]:
        return _Match(place, words.index("officer", place) + 1, Level.CXO)
    for length in lexicon.lengths.get(word, ()):
        meaning = lexicon.terms.get(tuple(words[place : place + length]))
        if meaning is not None:
            return _Match(place, place + length, meaning)
    if len(word) >= _SHORTEST_COMPOUND and word.endswith(lexicon.any_ending):
        level = next(level for endings, level in lexicon.endings if word.endswith(endings))
        return _Match(place, place + 1, level)
    return None


def _levels_held(words: list[str], matches: list[_Match], lexicon: Lexicon) -> list[Level]:
    """Return the levels among `matches` that the holder of the title holds today."""
    counted: list[_Match] = []
    levels: list[Level] = []
    for number, match in enumerate(matches):
        meaning = match.meaning
        if isinstance(meaning, Level):
            level = _another_persons(meaning, words, match, lexicon)
            # "Praktikant Geschäftsführung" is a trainee, "Student & Founder" is both.
            if not (Level.TRAINING in levels and _JOINTS.isdisjoint(words[counted[-1].end : match.start])):
                counted.append(match)
                levels.append(level)
        elif meaning is TermEffect.ASSISTS and _is_adjective(words, matches, number):
            continue
        else:
            if meaning is TermEffect.ASSISTS:
                _drop_if_adjacent(words, counted, levels, match.start, lexicon)
            if meaning is not TermEffect.NOT_NOW:
                levels.append(Level.ENTRY)
            break
    return levels


def _another_persons(level: Level, words: list[str], match: _Match, lexicon: Lexicon) -> Level:
    """Return the level, or ENTRY where the words around it make it another person's, or a membership."""
    if lexicon.possessive and words[match.end : match.end + 1] == ["s"] and level > Level.MANAGER:
        return Level.ENTRY
    if level >= Level.DIRECTOR and not lexicon.clubs.isdisjoint(words[match.end : match.end + 1]):
        return Level.ENTRY  # "CEO Club Member"
    if level is Level.PARTNER and not lexicon.clubs.isdisjoint(words):
        return Level.ENTRY
    if level is Level.OWNER and words[-1] in lexicon.pets:
        return Level.ENTRY
    return level


def _is_adjective(words: list[str], matches: list[_Match], number: int) -> bool:
    """Return whether the assistant of `matches[number]` is an adjective right before a rank."""
    match = matches[number]
    if words[match.start] not in _ASSISTANT_ADJECTIVES or number + 1 == len(matches):
        return False
    following = matches[number + 1]
    return following.start == match.end and isinstance(following.meaning, Level)


def _drop_if_adjacent(words: list[str], held: list[_Match], levels: list[Level], place: int, lexicon: Lexicon) -> None:
    """Drop the last rank if only the kind of assistant is between it and the assistant at index `place`."""
    if held and levels[-1] > Level.SENIOR and lexicon.assistant_kinds.issuperset(words[held[-1].end : place]):
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
