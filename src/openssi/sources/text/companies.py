"""Decide whether two company names mean the same employer, by a normal form of the name.

The normal form drops case, accents, punctuation, spaces, legal forms, a trailing country, an internet domain, taglines
and asides ("formerly ..."). It keeps every other word, so "Siemens Healthineers" is not Siemens. A name that is not an
employer ("Self-employed", "Stealth startup") has the empty key, which equals nothing.

Version 1 is what model 2026.1 uses. Version 2 knows more legal forms, words for a group of companies before and after
the name, and initials in brackets after a name with a legal form.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from openssi.sources.text import _company_words
from openssi.sources.text._fold import fold, folded_words

__all__ = ["company_key", "company_key_v2", "same_company", "same_company_v2"]

_READ_AT_MOST = 200  # characters; LinkedIn allows 100
_LONGEST_ENDING = 6  # words of a legal form or country: "GmbH & Co. KG" has four, more if spelled with dots
_LONGEST_BEGINNING = 4  # words of a legal form before a name: "Công ty TNHH MTV"
_TAGLINE = 3  # words that make what follows a dash a tagline; "Bosch - Power Tools" is a division

_PREPOSITIONS = frozenset(_company_words.PREPOSITIONS.split())
_AND = frozenset(("and", "und", "et", "y", "e", "en", "og", "och", "i"))


class _Words(NamedTuple):
    """The words of one version.

    Attributes:
        endings: legal forms and words for a group, which end a name, without spaces.
        legal: the legal forms alone.
        countries: countries and regions, which end a name that does not need them.
        before: legal forms that come before a name, and words for a group that do.
        with_country: words that are no name without the country: "Air France".
        no_employer: names that are no employer.
        within: legal forms written without a space to the name.
        later: whether version 2 reads.
    """

    endings: frozenset[str]
    legal: frozenset[str]
    countries: frozenset[str]
    before: frozenset[str]
    with_country: frozenset[str]
    no_employer: frozenset[str]
    within: tuple[str, ...]
    later: bool


def _words_of(version: int) -> _Words:
    later = version > 1
    legal = folded_words(_company_words.LEGAL_FORMS + _company_words.LEGAL_FORMS_2 * later)
    groups = {"group", "gruppe", "groupe", "groep"} | folded_words(_company_words.GROUPS_AFTER_2 * later)
    countries = folded_words(_company_words.COUNTRIES + _company_words.COUNTRIES_2 * later)
    before = f"{_company_words.LEGAL_FORMS_BEFORE} {_company_words.BEFORE_2 * later}"
    with_country = _company_words.NAMES_WITH_COUNTRY + _company_words.NAMES_WITH_COUNTRY_2 * later
    no_employer = folded_words(_company_words.NO_EMPLOYER + _company_words.NO_EMPLOYER_2 * later)
    within = _company_words.LEGAL_FORMS_WITHIN_2 * later + _company_words.LEGAL_FORMS_WITHIN
    return _Words(
        frozenset(legal | groups),
        frozenset(legal),
        frozenset(countries),
        frozenset(before.split()),
        frozenset(with_country.split()),
        frozenset(no_employer),
        within,
        later,
    )


_FIRST, _SECOND = _words_of(1), _words_of(2)

_aside_words = "|".join(sorted({re.escape(fold(aside)) for aside in _company_words.ASIDES}, key=len, reverse=True))
_aside = re.compile(rf",\s*(?:{_aside_words})\s.*|\s(?:formerly|previously|f/k/a|fka|vormals|anciennement)\s.*")
_other_name = re.compile(_company_words.ASIDES_2)
_owned = re.compile(r",\s*an?\s[^,]*\scompany\b.*|\san?\s\S+\scompany$")
_aside_in_brackets = re.compile(rf"(?:{_aside_words})\b|an?\s.*\scompany$|an?\s.*\sbrand$")
_bracket = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_bar = re.compile(r"\s*[|\u2022]\s*|\s\u00b7\s")
_dash = re.compile(r"\s[-\u2013\u2014]+\s|:\s")
_site = re.compile(r"^(?:https?://)?(?:www\.)?")
_domain = re.compile(
    rf"(?<=[a-z0-9]{{2}})\.(?:co\.uk|com?\.[a-z]{{2}}|{'|'.join(_company_words.DOMAINS.split())})(?=$|[\s,/])/?"
)
_initials = re.compile(r"\b(?:[^\W\d_]\.){2,}|\b[^\W\d_](?:\.[^\W\d_]{1,3})+\b\.?")
_dropped_inside_words = str.maketrans("", "", "'`\u00b4\u2122\u00ae\u00a9")
_word_list = re.compile(r"[^\W_]+|[&+]").findall
# An umlaut written as two letters, unless the two vowels belong to different syllables or end the name ("Blue").
_written_umlaut = re.compile(r"(?<![aeq])([aou])e(?=.)")


@lru_cache(maxsize=16_384)
def company_key(name: str) -> str:
    """Return the normal form of a company name: equal keys mean the same employer; '' means not an employer."""
    return _key(name, _FIRST)


@lru_cache(maxsize=16_384)
def company_key_v2(name: str) -> str:
    """Return the normal form of a company name by version 2."""
    return _key(_with_division(_ABBREVIATED.sub("international", name[:_READ_AT_MOST])), _SECOND)


_ABBREVIATED = re.compile(r"\b[Ii]nt['\u2019]l\b")


def _with_division(name: str) -> str:
    """Return a name whose part after a dash stays if it is a division's: "Power Tools", not "we love cables"."""
    head, *rest = _dash.split(name, maxsplit=1)
    words = _word_list(rest[0]) if head and rest else []
    is_name = bool(words) and all(word[0].isupper() or word[0].isdigit() for word in words)
    return f"{head} {rest[0]}" if is_name and len(words) >= _TAGLINE and _SPEAKS.isdisjoint(words) else name


_SPEAKS = frozenset(
    ("The", "We", "Your", "Our", "You", "For", "Making", "A", "Wir", "Votre", "Tu", "Il")
)  # of a slogan


def _key(name: str, known: _Words) -> str:
    text = fold(_without_signs(name[:_READ_AT_MOST], known.within)).strip()
    if _is_no_employer(text, known.no_employer):
        return ""
    words = _words(_without_additions(text, known))
    while length := _beginning_length(words, known):
        words = words[length:]
        if not known.later:
            break
    rest = _without_endings(words, known)
    if known.later and len(rest) == 1 and (rest[0] in known.endings or rest[0] in known.before):
        return ""
    key = _written_umlaut.sub(r"\1", "".join(rest))
    return _company_words.SAME_BY_NAME.get(key, key)


def same_company(a: str, b: str) -> bool:
    """Return whether two company names mean the same employer."""
    key = company_key(a)
    return key != "" and key == company_key(b)


def same_company_v2(a: str, b: str) -> bool:
    """Return whether two company names mean the same employer, by version 2."""
    key = company_key_v2(a)
    return key != "" and key == company_key_v2(b)


def _without_signs(name: str, within: tuple[str, ...]) -> str:
    for form in within:
        name = name.replace(form, " ")
    # Before folding, which would turn the trademark sign into "tm".
    return name.replace("\u2019", "'").translate(_dropped_inside_words)


def _is_no_employer(text: str, no_employer: frozenset[str]) -> bool:
    letters = "".join(_word_list(text))
    return letters in no_employer or letters.startswith(_company_words.NO_EMPLOYER_BEGINS)


def _without_additions(text: str, known: _Words) -> str:
    """Remove additions to the name: tagline, brackets, former name, owner, internet address."""
    text = _bar.split(text)[0] or text
    text = _bracket.sub(lambda match: " " if _is_aside(match[1], text, known) else f" {match[1]} ", text)
    head, *rest = _dash.split(text, maxsplit=1)
    if head and rest and _is_tagline(rest[0], known):
        text = head
    for pattern in (_aside, _owned, _other_name) if known.later else (_aside, _owned):
        text = pattern.sub("", text) or text
    return _domain.sub(" ", _site.sub("", text.strip()))


def _is_aside(inside: str, text: str, known: _Words) -> bool:
    """Return whether the text in brackets is an addition: a country, a legal form, a former name, initials."""
    words = _word_list(inside)
    joined = "".join(words)
    before = _word_list(text.partition("(")[0])
    if known.later:
        before = _without_endings(before, known)
    initials = "".join(word[0] for word in before)
    return (
        joined in known.countries
        or joined in known.legal
        or joined == initials
        or _aside_in_brackets.match(inside) is not None
    )


def _is_tagline(text: str, known: _Words) -> bool:
    words = _word_list(text)
    return len(words) >= _TAGLINE or "".join(words) in known.countries or "".join(words) in known.legal


def _words(text: str) -> list[str]:
    """Return the words of a name, initials joined ('A.B.C.' to 'abc') and the words for "and" as '&'."""
    text = _initials.sub(lambda match: match[0].replace(".", "") + " ", text.replace("a/s", "as"))
    words = _word_list(text)
    last = len(words) - 1
    return ["&" if (0 < index < last and word in _AND) or word == "+" else word for index, word in enumerate(words)]


def _beginning_length(words: list[str], known: _Words) -> int:
    """Return how many words before a name do not belong to it: an article, a legal form, a word for a group."""
    longest = min(_LONGEST_BEGINNING if known.later else 1, len(words) - 1)
    beginnings = ((length, "".join(words[:length])) for length in range(longest, 0, -1))
    return next((length for length, text in beginnings if text == "the" or text in known.before), 0)


def _without_endings(words: list[str], known: _Words) -> list[str]:
    """Remove legal forms, a country and the word "group" from the end, as long as a name is left."""
    while True:
        length = _ending_length(words, known)
        if length == 0:
            return words
        words = words[:-length]


def _ending_length(words: list[str], known: _Words) -> int:
    """Return how many words at the end of a name do not belong to it; its first word always does."""
    for length in range(min(_LONGEST_ENDING, len(words) - 1), 0, -1):
        ending = "".join(words[-length:])
        if ending in known.endings or (
            ending in known.countries and _may_lose_country(words[:-length], known.with_country)
        ):
            return length
    return 0


def _may_lose_country(rest: list[str], with_country: frozenset[str]) -> bool:
    return rest[-1] not in _PREPOSITIONS and not (len(rest) == 1 and rest[0] in with_country)
