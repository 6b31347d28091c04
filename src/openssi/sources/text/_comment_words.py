"""The words by which version 2 reads comments: of all languages together, and those of the language of one comment."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from struct import Struct
from typing import NamedTuple

from openssi.sources.text import _maxims
from openssi.sources.text._fold import fold_scripts, folded_spellings, folded_words
from openssi.sources.text._languages import (
    CODES,
    Language,
    language_words,
    languages,
    phrases_of,
    unread_thanks,
    unread_words,
)
from openssi.sources.text._phrases import PRAISE_PHRASES
from openssi.sources.text._praise_words import AUDIENCE, PRAISE
from openssi.sources.text._scripts import has_foreign_letters, has_other_script, is_mostly_foreign, language_of_script
from openssi.sources.text.substance import LETTERS, grammar_words, praise_words

__all__ = [
    "Detected",
    "LanguageWords",
    "clear_words",
    "detect",
    "homonyms",
    "is_read",
    "is_told",
    "phrases",
    "says_where",
    "thanks_in_unread_language",
    "unspaced_phrases",
]

_STRUCK = "thanks"  # replaces a set phrase of praise, which then counts as one word of praise
_ENOUGH_TO_TELL = 5  # different words from which a language can be told
_LONGEST_THANKS = 8  # different words of a comment that only thanks
_ONE_WORD_IN = 5  # different words belongs to the lists of a language that is read; in most languages it is one in two
_FOREIGN = 2  # letters that occur in no language we read, or words half of which belong to another language
_SHORTEST_STEM = 5  # letters; the stem of an abstraction that is shorter may have only a short ending
_LONGEST_ENDING = 4
_LONGEST_STEM = 14
# The ends of words that are abstract more often than not.
_ABSTRACT_ENDINGS = tuple(
    word
    for words in (
        "tion tions sion sions ment ments ness ity ities ship ance ances ence ences ency ism ful ative itive",
        "ung ungen heit heiten keit keiten schaft schaften heid heden schap atie aties het else",
        "cion ciones dad dades miento mientos cao coes dade mento mentos zione zioni tudine enza anza",
        "nosc osci anie enie cja cje acji ost osti ani eni uus yys minen mista lik ligi ilik",
    )
    for word in words.split()
)


class LanguageWords(NamedTuple):
    """The words by which a comment in one language is read, along with those of the seven languages of version 1.

    Attributes:
        name: the language's name in English.
        cased: whether it has capital letters.
        hollow: words that do not count: grammar, praise, the audience.
        praise: words that count against their sentence.
        first_person: words of a writer about themselves; `first_person_endings` are those of verbs.
        second_person: words by which a writer addresses somebody.
        warmth: words of personal regard.
        contrast: negations and contrasts; `absolutes` are those without a limit.
        relatives: how a clause about anybody begins.
        numbers: numbers in words.
        stems: how business abstractions begin, and words of maxims with a `$` at their end.
    """

    name: str
    cased: bool
    hollow: frozenset[str]
    praise: frozenset[str]
    first_person: frozenset[str]
    first_person_endings: tuple[str, ...]
    second_person: frozenset[str]
    warmth: frozenset[str]
    contrast: frozenset[str]
    absolutes: frozenset[str]
    relatives: frozenset[str]
    numbers: frozenset[str]
    stems: frozenset[str]

    def is_first_person(self, words: Iterable[str]) -> bool:
        """Return whether a sentence says what its writer did or has."""
        if not self.first_person.isdisjoint(words):
            return True
        ends = self.first_person_endings
        return bool(ends) and any(len(word) > len(ends[0]) + 2 and word.endswith(ends) for word in words)

    def addresses(self, words: set[str]) -> bool:
        """Return whether a sentence says something personal to somebody, rather than something about a matter."""
        if self.second_person.isdisjoint(words):
            return False
        return self.is_first_person(words) or not (self.praise.isdisjoint(words) and self.warmth.isdisjoint(words))

    def abstraction(self, words: Iterable[str]) -> int:
        """Return how abstract words are together, in halves of a word."""
        return sum(map(_levels(self.stems).__getitem__, words))


class _Levels(dict[str, int]):
    """How abstract each word is, by the stems of a language: 2 for a business abstraction, 1 if only the word's ending says so."""

    def __init__(self, stems: frozenset[str]) -> None:
        self._stems = stems

    def __missing__(self, word: str) -> int:
        level = self[word] = self._level(word)
        return level

    def _level(self, word: str) -> int:
        if f"{word}$" in self._stems:
            return 2
        for length in range(2, min(len(word), _LONGEST_STEM) + 1):
            if word[:length] in self._stems and (length >= _SHORTEST_STEM or len(word) - length <= _LONGEST_ENDING):
                return 2
        return 1 if len(word) > 6 and word.endswith(_ABSTRACT_ENDINGS) else 0


_levels = cache(_Levels)


def clear_words() -> None:
    """Clear the cached words."""
    _levels.cache_clear()


class Phrase(NamedTuple):
    """A set phrase: what replaces it, both with spaces around, and the words without which a sentence can't have it."""

    text: str
    stand_in: str
    words: frozenset[str]


class Phrases(NamedTuple):
    """Set phrases of all languages, under the longest of their words that is not hollow."""

    by_anchor: dict[str, list[Phrase]]
    anchors: frozenset[str]

    def removed(self, row: list[str]) -> set[str]:
        """Return the different words of a sentence, with set phrases replaced."""
        words = set(row)
        if words.isdisjoint(self.anchors):
            return words
        # Sorted, since the order of a set changes from run to run and phrases may overlap.
        matches = [
            phrase
            for anchor in sorted(words & self.anchors)
            for phrase in self.by_anchor[anchor]
            if phrase.words <= words
        ]
        if not matches:
            return words
        spaced = f" {' '.join(row)} "
        for phrase in matches:
            spaced = spaced.replace(phrase.text, phrase.stand_in)
        return set(spaced.split())


_FIRST_LANGUAGES = frozenset(["en", "de", "fr", "es", "pt", "it", "nl"])
_SCANDINAVIAN = frozenset(["sv", "da", "nb"])
_WITHOUT_CAPITALS = ("ar", "hi", "ja", "zh")
_UNKNOWN = "unknown"  # a comment without a word that tells its language is read with the words of all


@cache
def _of_language(code: str) -> LanguageWords:
    read_with = _FIRST_LANGUAGES | (_SCANDINAVIAN if code in _SCANDINAVIAN else {code})
    hollow, praise = _hollow_and_praise(frozenset(CODES) if code == _UNKNOWN else read_with)
    own = "en" if code == _UNKNOWN else code
    related = _SCANDINAVIAN if code in _SCANDINAVIAN else {own}
    return LanguageWords(
        name=_language(own).name,
        cased=code not in _WITHOUT_CAPITALS,
        hollow=hollow,
        praise=praise,
        first_person=frozenset(_words(own, "first_person")),
        first_person_endings=_words(own, "first_person_endings"),
        second_person=frozenset(_words(own, "second_person")),
        warmth=frozenset(_words(own, "warmth")),
        contrast=(contrast := frozenset(_words(own, "contrast"))),
        absolutes=contrast & frozenset(map(fold_scripts, folded_words(_maxims.ABSOLUTES))),
        relatives=frozenset(folded_words(_maxims.RELATIVES.get(_language(own).name, ""))),
        numbers=frozenset(_words(own, "numbers")),
        stems=_all_words({*related, "en"}, "abstract") | frozenset(map(_exact, _of_maxims({*related, own}))),
    )


def _of_maxims(codes: Iterable[str]) -> Iterator[str]:
    for code in codes:
        yield from map(fold_scripts, folded_words(_maxims.WORDS.get(code, "")))


def _exact(word: str) -> str:
    return f"{word}$"


@cache
def homonyms() -> frozenset[str]:
    """Return words of praise that are also things and people."""
    return frozenset(folded_words(_maxims.HOMONYMS))


@cache
def _places() -> frozenset[str]:
    return frozenset(map(fold_scripts, folded_words(_maxims.PLACES)))


def says_where(row: Sequence[str], concrete: Collection[str]) -> bool:
    """Return whether a sentence names a place or a field by one of its concrete words."""
    places = _places()
    return any(
        word in concrete and (word.endswith(_maxims.PLACE_ENDINGS) or not places.isdisjoint(row[max(0, at - 2) : at]))
        for at, word in enumerate(row)
    )


@cache
def _hollow_and_praise(codes: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that don't count, and those of praise among them, of several languages together."""
    grammar = grammar_words().union(*(_language(code).grammar for code in codes))
    praise = (praise_words() | _all_words(codes, "praise")) - grammar
    audience = _all_words(codes, "audience", "courtesy", "warmth").union(folded_words(AUDIENCE))
    return grammar | praise | audience | LETTERS, praise


def _language(code: str) -> Language:
    return languages()[CODES.index(code)]


def _all_words(codes: Iterable[str], *keys: str) -> frozenset[str]:
    return frozenset(chain.from_iterable(_words(code, key) for code in codes for key in keys))


@cache
def _words(code: str, key: str) -> tuple[str, ...]:
    """Return the folded words of one list of a language."""
    spellings = folded_spellings(_language(code).lists.get(key, ""))
    return tuple([word for spelling in spellings for word in fold_scripts(spelling).split()])


@cache
def phrases() -> Phrases:
    """Build the phrases; commands without comments do not need them."""
    by_anchor = _by_anchor()
    return Phrases(by_anchor, frozenset(by_anchor))


@cache
def unspaced_phrases() -> re.Pattern[str]:
    """Return a pattern of all words and phrases that are cut out of Chinese and Japanese, the longest first."""
    keys = ("praise", "courtesy", "audience", "function_words", "first_person", "contrast", "numbers", "abstract")
    words = frozenset(word for key in keys for word in language_words(key, spaced=False))
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))


def _by_anchor() -> dict[str, list[Phrase]]:
    hollow = _of_language(_UNKNOWN).hollow
    by_anchor: dict[str, list[Phrase]] = {}
    for phrase in {*PRAISE_PHRASES.strip().split("\n"), *phrases_of("phrases")}:
        words = [word for word in phrase.split() if word not in hollow]
        by_anchor.setdefault(max(words or phrase.split(), key=len), []).append(_phrase(phrase, f" {_STRUCK} "))
    for phrase in phrases_of("empty_contrast"):
        by_anchor.setdefault(max(phrase.split(), key=len), []).append(_phrase(phrase, " "))
    for entries in by_anchor.values():
        entries.sort(key=lambda entry: (-len(entry.text), entry.text))
    return by_anchor


def _phrase(phrase: str, stand_in: str) -> Phrase:
    return Phrase(f" {phrase} ", stand_in, frozenset(phrase.split()) - {_STRUCK})  # which a phrase before may bring in


#: Where the count of each language begins in a tally, in bits; a comment has far fewer than 65,536 words.
_SHIFTS = range(0, 16 * len(CODES), 16)
_COUNTS = Struct(f"<{len(CODES)}H")


@cache
def _votes() -> dict[str, int]:
    """Return, for each word of a language's lists, the languages that it belongs to: 16 bits each of one number."""
    votes: dict[str, int] = {}
    for number, language in enumerate(languages()):
        lists = (_words(language.code, key) for key in _TELLING)
        vote = 1 << _SHIFTS[number]
        for word in language.grammar.union(_first_lists(number), *lists):
            if len(word) > 1:
                votes[word] = votes.get(word, 0) + vote
    return votes


@cache
def _telling_words() -> frozenset[str]:
    return frozenset(_votes())


_TELLING = ("praise", "audience", "courtesy", "warmth", "first_person", "second_person", "contrast", "numbers")
# Letters that tell a language weigh as much as two words of it.
_TELLING_LETTERS = {
    letter: 2 << _SHIFTS[CODES.index(code)]
    for letters, code in (
        ("\u0131\u011f\u015f\u0130", "tr"),
        ("\u0142\u0105\u0119\u015b\u017c\u017a", "pl"),
        ("\u0159\u011b\u016f", "cs"),
        ("\u00e3\u00f5", "pt"),
        ("\u00f1\u00bf\u00a1", "es"),
        ("\u00df", "de"),
    )
    for letter in letters
}
_telling_letters = re.compile(f"[{''.join(_TELLING_LETTERS)}]").findall


def _first_lists(number: int) -> Iterator[str]:
    """Yield the praise and audience words of one of the languages of version 1: a paragraph each, in the same order."""
    for lists in (PRAISE, AUDIENCE):
        paragraphs = lists.strip().split("\n\n")
        if number < len(paragraphs):
            yield from folded_words(paragraphs[number])


class Detected(NamedTuple):
    """The language of a comment: its words, how many words of the comment are in its lists, and whether the comment has
    letters of another script than Latin."""

    words: LanguageWords
    votes: int
    other_script: bool


def detect(words: frozenset[str], text: str) -> Detected:
    """Return the language of a comment: of its script, or of which it has most words."""
    votes = _votes()
    tally = sum(map(votes.__getitem__, words & _telling_words()))
    other_script = has_other_script(text)
    code = language_of_script(text) if other_script else None
    if not text.isascii() and (letters := _telling_letters(text)):
        tally += sum({_TELLING_LETTERS[letter] for letter in letters})
    counts = _COUNTS.unpack(tally.to_bytes(_COUNTS.size, "little"))
    best = max(counts)
    return Detected(_of_language(code or (CODES[counts.index(best)] if best else _UNKNOWN)), best, other_script)


def is_read(words: frozenset[str], text: str, language: Detected) -> bool:
    """Return whether the language of a comment is read; a comment of few words gets the benefit of the doubt."""
    if "\ufffd" in text or (language.other_script and is_mostly_foreign(text)):  # its encoding is unknown
        return False
    if language.words.name in _UNSPACED:
        return True
    others = len(words & unread_words())
    is_short = len(words) < _ENOUGH_TO_TELL
    if has_foreign_letters(text, 1 if is_short else _FOREIGN):
        return False
    if is_short:
        return not others or others < language.votes
    if not language.words.cased:
        return language.votes >= others
    return language.votes * _ONE_WORD_IN >= len(words) and 2 * others < max(language.votes, _FOREIGN)


def is_told(words: frozenset[str], language: Detected) -> bool:
    """Return whether a comment shows its language; one of a few words from no list could be in any."""
    return language.votes > 0 or len(words) >= _ENOUGH_TO_TELL or language.words.name in _UNSPACED


def thanks_in_unread_language(words: frozenset[str]) -> bool:
    """Return whether a short comment has a word of thanks or congratulation in a language that is not read."""
    return len(words) <= _LONGEST_THANKS and not words.isdisjoint(unread_thanks())


_UNSPACED = ("Japanese", "Chinese")
