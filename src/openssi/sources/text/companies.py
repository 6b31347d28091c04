"""Decide whether two company names mean the same employer, by a normal form of the name.

The normal form drops case, accents, punctuation, spaces, legal forms, a trailing country, an internet domain, taglines
and asides ("formerly ..."). It keeps every other word, so "Siemens Healthineers" is not Siemens. A name that is not an
employer ("Self-employed", "Stealth startup") has the empty key, which equals nothing.
"""

import re
from functools import lru_cache

from openssi.sources.text import _company_words
from openssi.sources.text._fold import fold, folded_words

__all__ = ["company_key", "same_company"]

_READ_AT_MOST = 200  # characters; LinkedIn allows 100
_LONGEST_ENDING = 6  # words of a legal form or country: "GmbH & Co. KG" has four, more if spelled with dots
_TAGLINE = 3  # words that make what follows a dash a tagline; "Bosch - Power Tools" is a division

_LEGAL = frozenset(folded_words(_company_words.LEGAL_FORMS))
_LEGAL_BEFORE = frozenset(_company_words.LEGAL_FORMS_BEFORE.split())
_COUNTRIES = frozenset(folded_words(_company_words.COUNTRIES))
_WITH_COUNTRY = frozenset(_company_words.NAMES_WITH_COUNTRY.split())
_PREPOSITIONS = frozenset(_company_words.PREPOSITIONS.split())
_NO_EMPLOYER = frozenset(folded_words(_company_words.NO_EMPLOYER))
_AND = frozenset(("and", "und", "et", "y", "e", "en", "og", "och", "i"))
_GROUP = frozenset(("group", "gruppe", "groupe", "groep"))

_aside_words = "|".join(sorted({re.escape(fold(aside)) for aside in _company_words.ASIDES}, key=len, reverse=True))
_aside = re.compile(rf",\s*(?:{_aside_words})\s.*|\s(?:formerly|previously|f/k/a|fka|vormals|anciennement)\s.*")
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
    text = fold(_without_signs(name[:_READ_AT_MOST])).strip()
    if _is_no_employer(text):
        return ""
    words = _words(_without_additions(text))
    if len(words) > 1 and (words[0] == "the" or words[0] in _LEGAL_BEFORE):
        words = words[1:]
    key = _written_umlaut.sub(r"\1", "".join(_without_endings(words)))
    return _company_words.SAME_BY_NAME.get(key, key)


def same_company(a: str, b: str) -> bool:
    """Return whether two company names mean the same employer."""
    key = company_key(a)
    return key != "" and key == company_key(b)


def _without_signs(name: str) -> str:
    for form in _company_words.LEGAL_FORMS_WITHIN:
        name = name.replace(form, " ")
    # Before folding, which would turn the trademark sign into "tm".
    return name.replace("\u2019", "'").translate(_dropped_inside_words)


def _is_no_employer(text: str) -> bool:
    letters = "".join(_word_list(text))
    return letters in _NO_EMPLOYER or letters.startswith(_company_words.NO_EMPLOYER_BEGINS)


def _without_additions(text: str) -> str:
    """Remove additions to the name: tagline, brackets, former name, owner, internet address."""
    text = _bar.split(text)[0] or text
    text = _bracket.sub(lambda found: " " if _is_aside(found[1], text) else f" {found[1]} ", text)
    head, *rest = _dash.split(text, maxsplit=1)
    if head and rest and _is_tagline(rest[0]):
        text = head
    for pattern in (_aside, _owned):
        text = pattern.sub("", text) or text
    return _domain.sub(" ", _site.sub("", text.strip()))


def _is_aside(inside: str, text: str) -> bool:
    """Return whether the text in brackets is an addition: a country, a legal form, a former name, initials."""
    words = _word_list(inside)
    joined = "".join(words)
    before = _word_list(text.partition("(")[0])
    initials = "".join(word[0] for word in before)
    return (
        joined in _COUNTRIES or joined in _LEGAL or joined == initials or _aside_in_brackets.match(inside) is not None
    )


def _is_tagline(text: str) -> bool:
    words = _word_list(text)
    return len(words) >= _TAGLINE or "".join(words) in _COUNTRIES or "".join(words) in _LEGAL


def _words(text: str) -> list[str]:
    """Return the words of a name, initials joined ('A.B.C.' to 'abc') and the words for "and" as '&'."""
    text = _initials.sub(lambda found: found[0].replace(".", "") + " ", text.replace("a/s", "as"))
    words = _word_list(text)
    last = len(words) - 1
    return ["&" if (0 < place < last and word in _AND) or word == "+" else word for place, word in enumerate(words)]


def _without_endings(words: list[str]) -> list[str]:
    """Remove legal forms, a country and the word "group" from the end, as long as a name is left."""
    while True:
        length = _ending_length(words)
        if length == 0:
            return words
        words = words[:-length]


def _ending_length(words: list[str]) -> int:
    """Return how many words at the end of a name do not belong to it; its first word always does."""
    for length in range(min(_LONGEST_ENDING, len(words) - 1), 0, -1):
        ending = "".join(words[-length:])
        if ending in _LEGAL or ending in _GROUP or (ending in _COUNTRIES and _may_lose_country(words[:-length])):
            return length
    return 0


def _may_lose_country(rest: list[str]) -> bool:
    return rest[-1] not in _PREPOSITIONS and not (len(rest) == 1 and rest[0] in _WITH_COUNTRY)
