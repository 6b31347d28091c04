"""Search texts for a person: by a name in any order and spelling, by a profile's address, or by tokens alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from urllib.parse import unquote

from openssi.snapshots.pseudonyms import Pseudonymizer
from openssi.sources.keys import clear_key_caches, is_profile, name_key, profile_key

__all__ = ["TextMatcher", "name_matcher", "token_matcher"]

#: Whether a text names the person.
TextMatcher = Callable[[str], bool]

_WORD = re.compile("L[LM]*|N+")  # initials of Unicode categories: vowels may be combining marks (Thai, Devanagari …)
#: How the Unicode names of letters begin that are written without spaces between words.
_DENSE = ("CJK", "IDEOGRAPHIC", "HANGUL", "HIRAGANA", "KATAKANA")
_ACCENTS = re.compile("[\u0300-\u036f]")
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
#: From this length a name of several words is recognized inside a longer word.
_JOINED_LETTERS = 8
_MOST_WORDS = 8  # of a name that is recognized by its token
_GAP = re.compile(r"[\s_,;:()\[\]{}<>\"“”„«»|/\\+=&]+")
_TRIM = ".-–—'’!?*#"
_SUFFIX = re.compile(r"\.(?:zip|csv|xlsx?|html?|txt|pdf)\b", re.IGNORECASE)
_PROFILE = re.compile(r"(?:linkedin\.com/)?(?:in|pub)/[^\s/?#,;)>\]\"]+", re.IGNORECASE)


def name_matcher(person: str) -> TextMatcher:
    """Return a test whether a text contains this name or profile address; always false if `person` has no words.

    It recognizes the words in this order or with the last ones first ("Surname, First"), with or without accents,
    separated by anything or written together.
    """
    name = profile_key(person).rpartition("/")[2] if is_profile(person) else person
    clear_key_caches()
    patterns = [_pattern(_words(fold(name))) for fold in (_unaccented, _transliterated)]

    def is_named(text: str) -> bool:
        folds = (_unaccented(text), _transliterated(text))
        return any(pattern and pattern.search(_spaced(fold)) for pattern, fold in zip(patterns, folds, strict=True))

    return is_named


def token_matcher(key: bytes, tokens: Collection[str]) -> TextMatcher:
    """Return a test whether a text contains a name or an address with one of these tokens, as LinkedIn writes it."""
    if not tokens:
        return lambda _: False
    known = frozenset(tokens)

    def is_named(text: str) -> bool:
        pseudonymizer = Pseudonymizer(key)
        named = any(pseudonymizer.token(what, candidate) in known for what, candidate in _candidates(unquote(text)))
        clear_key_caches()
        return named

    return is_named


def _candidates(text: str) -> Iterator[tuple[str, str]]:
    """Yield every run of a few words as a name, and every profile address."""
    for match in _PROFILE.finditer(text):
        yield "address", profile_key(match.group())
    words = [trimmed for word in _GAP.split(_SUFFIX.sub(" ", text)) if (trimmed := word.strip(_TRIM))]
    for first in range(len(words)):
        for last in range(first + 1, min(first + _MOST_WORDS, len(words)) + 1):
            yield "name", name_key(" ".join(words[first:last]))


def _pattern(words: list[str]) -> re.Pattern[str] | None:
    """Return what finds the words in `_spaced` text: in this order, or rotated, with or without the spaces."""
    if not words:
        return None
    forms = {"".join(words[at:] + words[:at]) for at in range(len(words))}
    alternatives = [_bounded(form) for form in sorted(forms)]
    if len(words) > 1:
        alternatives += [re.escape(form) for form in sorted(forms) if len(form) >= _JOINED_LETTERS]
    return re.compile("|".join(alternatives))


def _bounded(form: str) -> str:
    """Return a pattern for a form between spaces; dense scripts need none, unless there is only one letter."""
    letters = " ?".join(map(re.escape, form))
    single = len(form) == 1
    before = "" if _is_dense(form[0]) and not single else " "
    after = "" if _is_dense(form[-1]) and not single else " "
    return f"{before}{letters}{after}"


def _spaced(text: str) -> str:
    return f" {' '.join(_words(text))} "


def _words(text: str) -> list[str]:
    """Return the words of a folded text: a file name has _ and - where a note has spaces."""
    kinds = "".join(unicodedata.category(char)[0] for char in text)
    return [text[match.start() : match.end()] for match in _WORD.finditer(kinds)]


def _unaccented(text: str) -> str:
    return _without_accents(_split_camel(text).casefold())


def _transliterated(text: str) -> str:
    return _without_accents(unicodedata.normalize("NFKC", _split_camel(text)).casefold().translate(_UMLAUTS))


def _without_accents(folded: str) -> str:
    decomposed = unicodedata.normalize("NFKD", folded).casefold()
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed)).translate(_PLAIN)


def _split_camel(text: str) -> str:
    """Return the text, percent-decoded, with a space where a small letter is followed by a capital one."""
    text = unquote(text)
    return "".join(
        f" {char}" if at and char.isupper() and text[at - 1].islower() else char for at, char in enumerate(text)
    )


def _is_dense(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_DENSE)
